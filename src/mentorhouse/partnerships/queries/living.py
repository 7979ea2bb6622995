"""Reviews and talks about the course: each reads their own, and the others' once all are done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.partnerships.models import (
    Correction,
    Partnership,
    PhaseMove,
    Review,
    ReviewPart,
)
from mentorhouse.partnerships.states import CorrectionState, ReviewState
from mentorhouse.people.models import Person
from mentorhouse.vault.sealing import open_row, open_rows, without_destroyed

MOST_SHOWN = 10
OPEN_REVIEW = (ReviewState.ALONE.value, ReviewState.TOGETHER.value)


@dataclass(frozen=True)
class Said:
    """What one member said in a review."""

    person: Person
    texts: Mapping[str, str]


def was_last_move(partnership: Partnership, move_id: UUID) -> bool:
    """Whether a partnership stands where this move brought it."""
    last = PhaseMove.objects.filter(partnership=partnership).order_by("-moved_at", "-pk").first()
    return last is not None and last.pk == move_id


def open_review(partnership: Partnership, *states: ReviewState) -> Review | None:
    """Return the review that is open, in one of these states if any are named."""
    wanted = [state.value for state in states] or OPEN_REVIEW
    return Review.objects.filter(partnership=partnership, state__in=wanted).first()


def settled_reviews(viewer: Viewer, partnership: Partnership) -> list[Review]:
    """Return the reviews that were settled, the last first; nothing is opened."""
    require(viewer, Capability.REVIEW_TOGETHER, partnership)
    rows = Review.objects.filter(partnership=partnership, state=ReviewState.SETTLED.value)
    return [_with(row, partnership) for row in rows]


def review_for(viewer: Viewer, partnership: Partnership, review_id: UUID) -> Review:
    """Return one review that was settled. Raises `NotVisible`."""
    found = [row for row in settled_reviews(viewer, partnership) if row.pk == review_id]
    if not found:
        raise NotVisible
    return found[0]


def who_is_done(review: Review) -> set[UUID]:
    """Return who has finished their part: that alone is known before all have."""
    rows = ReviewPart.objects.filter(review=review, done_at__isnull=False)
    return set(rows.values_list("participation__person", flat=True))


def own_part(viewer: Viewer, review: Review) -> ReviewPart | None:
    """Return one's own part of a review."""
    rows = ReviewPart.objects.select_related("participation")
    part = rows.filter(review=review, participation__person=viewer.pk).first()
    if part:
        part.review = review
    return part


def own_words(viewer: Viewer, part: ReviewPart | None, *, at: datetime) -> dict[str, str]:
    """Open one's own part; nothing is opened where there is none."""
    if part is None:
        return {}
    return open_row(viewer, part, at=at, purpose="write a review")


def read_parts(viewer: Viewer, review: Review, *, at: datetime) -> list[Said]:
    """Open what all have said. Raises `NotVisible` before all are done."""
    rows = ReviewPart.objects.filter(review=review, done_at__isnull=False)
    parts = list(rows.select_related("participation__person").order_by("participation__role"))
    for part in parts:
        part.review = review
    parts = without_destroyed(parts)
    texts = open_rows(viewer, parts, at=at, purpose="read a review")
    return [Said(p.participation.person, words) for p, words in zip(parts, texts, strict=True)]


def read_outcome(viewer: Viewer, review: Review, *, at: datetime) -> str:
    """Open what was agreed on at the end of a review."""
    if review.agreed is None or not without_destroyed([review]):
        return ""
    return open_row(viewer, review, at=at, purpose="read what a review led to")["agreed"]


def open_correction(partnership: Partnership) -> Correction | None:
    """Return the talk about the course that somebody wants."""
    row = Correction.objects.filter(
        partnership=partnership, state=CorrectionState.OPEN.value
    ).first()
    if row:
        row.partnership = partnership
    return row


def past_corrections(
    viewer: Viewer, partnership: Partnership, *, at: datetime
) -> list[tuple[Correction, str]]:
    """Return the last talks that were held and what came of them; one access entry for all."""
    require(viewer, Capability.CORRECT_COURSE, partnership)
    held = Correction.objects.filter(partnership=partnership, state=CorrectionState.SETTLED.value)
    rows = list(held[:MOST_SHOWN])
    for row in rows:
        row.partnership = partnership
    texts = open_rows(viewer, rows, at=at, purpose="read earlier talks")
    return [(row, words["agreed"]) for row, words in zip(rows, texts, strict=True)]


def read_correction(viewer: Viewer, row: Correction, *, at: datetime) -> dict[str, str]:
    """Open what a talk about the course is to be about, and what came of it."""
    return open_row(viewer, row, at=at, purpose="read about the course")


def _with(review: Review, partnership: Partnership) -> Review:
    review.partnership = partnership
    return review
