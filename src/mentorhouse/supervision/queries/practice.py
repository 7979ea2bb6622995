"""A mentor’s own practice: self-assessments, open feedback, and what mentees say together."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import COUNTER, NotVisible, Viewer
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.queries import participation_for
from mentorhouse.supervision.models import PracticeFeedback, SelfAssessment
from mentorhouse.supervision.rules import averages
from mentorhouse.vault.sealing import open_rows

SIDE_BY_SIDE = 4  # so many self-assessments stand beside one another


@dataclass(frozen=True)
class Assessed:
    """A self-assessment, opened."""

    row: SelfAssessment
    points: tuple[tuple[str, int], ...]
    note: str


@dataclass(frozen=True)
class OpenFeedback:
    """What a mentee says openly."""

    row: PracticeFeedback
    points: dict[str, int]
    words: str


@dataclass(frozen=True)
class Together:
    """What mentees say together: averages, how many are in them, how many must be."""

    averages: dict[str, float]
    mentees: int
    smallest: int


def own_practice(viewer: Viewer, participation_id: UUID) -> Participation:
    """Return one’s own taking part as a mentor. Raises `NotVisible`."""
    row = participation_for(viewer, participation_id, Capability.ASSESS_OWN_PRACTICE)
    if row.role != Participation.Role.MENTOR:
        raise NotVisible
    return row


def assessments_of(participation: Participation) -> QuerySet[SelfAssessment]:
    """Return the self-assessments of a mentor, the newest first."""
    return SelfAssessment.objects.filter(participation=participation).select_related(
        "participation"
    )


def assessed(viewer: Viewer, rows: Sequence[SelfAssessment], *, at: datetime) -> list[Assessed]:
    """Open some self-assessments."""
    texts = open_rows(viewer, rows, at=at, purpose="read a self-assessment")
    found = []
    for row, text in zip(rows, texts, strict=True):
        said = json.loads(text["answers"])
        points = tuple((str(words), int(value)) for words, value in said["points"])
        found.append(Assessed(row, points, said["note"]))
    return found


def assessment_for(participation: Participation, assessment_id: UUID) -> SelfAssessment:
    """Return one of a mentor’s self-assessments. Raises `NotVisible`."""
    row = assessments_of(participation).filter(pk=assessment_id).first()
    if row is None:
        raise NotVisible
    return row


def shared_by(participation: Participation) -> QuerySet[SelfAssessment]:
    """Return what a mentor shares with whoever supervises them."""
    return assessments_of(participation).filter(shared_at__isnull=False)


def open_feedback(
    viewer: Viewer, participation: Participation, *, at: datetime
) -> list[OpenFeedback]:
    """Open what mentees agreed that their mentor reads with their name; the fifty latest."""
    rows = list(
        PracticeFeedback.objects.filter(about=participation, openly=True).select_related(
            "about", "by"
        )[:50]
    )
    texts = open_rows(viewer, rows, at=at, purpose="read open feedback")
    said = [json.loads(text["answers"]) for text in texts]
    return [
        OpenFeedback(row, one["points"], one["words"]) for row, one in zip(rows, said, strict=True)
    ]


def together(participation: Participation, *, at: datetime) -> Together:
    """Put the feedback together that has been shown with others; single answers stay shut."""
    smallest = participation.programme.design.evaluation.small_number
    rows = list(
        PracticeFeedback.objects.filter(about=participation, batch__isnull=False)
        .select_related("about")
        .order_by("batch", "pk")
    )
    texts = open_rows(COUNTER, rows, at=at, purpose="put feedback together")
    batches: dict[int, list[dict[str, int]]] = defaultdict(list)
    for row, text in zip(rows, texts, strict=True):
        batches[row.batch or 0].append(json.loads(text["answers"])["points"])
    found = averages(batches.values(), smallest=smallest)
    return Together(found, len({row.by_id for row in rows}), smallest)


def partnership_to_speak_of(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a partnership of whose mentor the viewer may say something. Raises `NotVisible`."""
    row = partnership_for(viewer, partnership_id, Capability.GIVE_PRACTICE_FEEDBACK)
    if row.state != PartnershipState.ACTIVE.value:
        raise NotVisible
    return row


def mentor_of(viewer: Viewer, row: Partnership) -> Participation:
    """Return the mentor of a partnership; of two who mentor each other, the other one."""
    mentors = [m.participation for m in row.members.all() if m.role == Participation.Role.MENTOR]
    return next((mentor for mentor in mentors if mentor.person_id != viewer.pk), mentors[0])


def own_feedback(viewer: Viewer, about: Participation) -> PracticeFeedback | None:
    """Return what the viewer has said and can still change: not what was shown with others."""
    return (
        PracticeFeedback.objects.filter(about=about, by_id=viewer.pk, batch=None)
        .select_related("about")
        .order_by("-on", "pk")
        .first()
    )


def own_words(
    viewer: Viewer, row: PracticeFeedback, *, at: datetime
) -> tuple[dict[str, int], str, date]:
    """Open one’s own feedback: points, words, day."""
    text = open_rows(viewer, [row], at=at, purpose="read own feedback")[0]
    said = json.loads(text["answers"])
    return said["points"], said["words"], row.on
