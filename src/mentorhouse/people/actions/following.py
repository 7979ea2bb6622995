"""Whom this room tells that a profile has changed, or that evidence was verified."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

Follower = Callable[[Collection[UUID]], None]
EvidenceFollower = Callable[[UUID, datetime], None]
_followers: list[Follower] = []
_evidence_followers: list[EvidenceFollower] = []


def follows_profiles(follower: Follower) -> Follower:
    """Register what an upper room notes when profiles change. It runs inside the deed."""
    _followers.append(follower)
    return follower


def tell_followers(people: Collection[UUID]) -> None:
    """Say whose profile, words or biography has changed."""
    if people:
        for follower in _followers:
            follower(people)


def follows_evidence(follower: EvidenceFollower) -> EvidenceFollower:
    """Register what follows when evidence is verified. It runs inside the deed, before its trail.

    It locks all its rows before it writes the trail.
    """
    _evidence_followers.append(follower)
    return follower


def tell_of_evidence(person: UUID, *, at: datetime) -> None:
    """Say whose evidence was verified."""
    for follower in _evidence_followers:
        follower(person, at)
