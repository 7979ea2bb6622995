"""Whom rooms above this one tell that somebody’s profile or biography has changed."""

from collections.abc import Callable, Collection
from uuid import UUID

Follower = Callable[[Collection[UUID]], None]
_followers: list[Follower] = []


def follows_profiles(follower: Follower) -> Follower:
    """Register what an upper room notes when profiles change. It runs inside the deed."""
    _followers.append(follower)
    return follower


def tell_followers(people: Collection[UUID]) -> None:
    """Say whose profile, words or biography has changed."""
    if people:
        for follower in _followers:
            follower(people)
