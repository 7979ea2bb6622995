"""Whom to ask how well a match fits, and what many answers show together (R5.16)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import COUNTER, NotVisible, Viewer, require
from mentorhouse.matching.models import DraftPair
from mentorhouse.matching.states import RunState
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Programme
from mentorhouse.reporting.models import FitAnswer
from mentorhouse.reporting.rules import fit as rules
from mentorhouse.vault.sealing import open_rows, without_destroyed

Moment = FitAnswer.Moment
ASKED_ANEW = timedelta(days=14)
TWO = 2  # a mentor and a mentee; runs give points to two


@dataclass(frozen=True)
class Asked:
    """A partnership of which somebody is asked now, and at which moment."""

    partnership: Partnership
    mine: UUID  # the participation
    moment: str


@dataclass(frozen=True)
class Report:
    """What answers of one moment show of the programme's criteria."""

    moment: str
    criteria: Sequence[rules.Learnt]

    @property
    def shown(self) -> list[rules.Learnt]:
        """The criteria of which there is enough to show."""
        return [one for one in self.criteria if one.is_shown]


def asked_of(viewer: Viewer) -> list[Asked]:
    """Return of which partnerships somebody is asked how well they fit, and has not said."""
    mine = Member.objects.filter(participation__person=viewer.pk).order_by("role")
    own = {one.partnership_id: one.participation_id for one in mine}
    answered = set(
        FitAnswer.objects.filter(by__person=viewer.pk).values_list("partnership", "moment")
    )
    found = []
    for row in _due().filter(pk__in=own).select_related("programme"):
        moment = moment_of(row)
        if (row.pk, moment) not in answered:
            found.append(Asked(row, own[row.pk], moment))
    return found


def asked_about(viewer: Viewer, partnership_id: UUID) -> Asked | None:
    """Return what the viewer is asked of a partnership; None if they have answered."""
    row = partnership_for(viewer, partnership_id, Capability.SAY_HOW_IT_FITS)
    if not _due().filter(pk=row.pk).exists():
        raise NotVisible
    return next((one for one in asked_of(viewer) if one.partnership.pk == row.pk), None)


def newly_asked(*, at: datetime) -> Iterator[tuple[UUID, UUID, str]]:
    """Yield who is asked since a few days: the person, the partnership and the moment.

    Whoever was asked longer ago was written to then, and is not written to again.
    """
    since = at - ASKED_ANEW
    before = Count(
        "meetings",
        filter=Q(meetings__state=MeetingState.HELD.value, meetings__held_on__lt=since.date()),
    )
    rows = _due().annotate(before=before)
    fresh = Q(state=PartnershipState.ENDED.value, ended_at__gte=since) | Q(
        state=PartnershipState.ACTIVE.value, before__lt=rules.MEETINGS
    )
    moments = {row.pk: moment_of(row) for row in rows.filter(fresh)}
    members = Member.objects.filter(partnership__in=moments).order_by("partnership", "role")
    for pk, person in members.values_list("partnership", "participation__person"):
        yield person, pk, moments[pk]


def still_asked(viewer: Viewer, partnership_id: UUID, moment: str) -> Asked | None:
    """Return what a letter is about; None once it was answered or is asked no more."""
    return next(
        (one for one in asked_of(viewer)
         if one.partnership.pk == partnership_id and one.moment == moment),
        None,
    )  # fmt: skip


def moment_of(row: Partnership) -> str:
    """Return at which moment a partnership is asked about now."""
    return (Moment.END if row.state == PartnershipState.ENDED else Moment.MET).value


def _due() -> QuerySet[Partnership]:
    """Return what has ended, and what runs and has met three times."""
    held = Count("meetings", filter=Q(meetings__state=MeetingState.HELD.value))
    return (
        Partnership.objects.annotate(held=held)
        .filter(
            Q(state=PartnershipState.ENDED.value)
            | Q(state=PartnershipState.ACTIVE.value, held__gte=rules.MEETINGS)
        )
        .order_by("began_at", "pk")
    )


def report_on(viewer: Viewer, programme: Programme, *, at: datetime) -> list[Report]:
    """Return for each moment which criteria go with good matches; no single answer is shown."""
    require(viewer, Capability.SEE_FIT_REPORT, programme)
    rows = without_destroyed(
        FitAnswer.objects.filter(partnership__programme=programme)
        .select_related("partnership")
        .order_by("at", "pk")
    )
    texts = open_rows(COUNTER, rows, at=at, purpose="count how well matches fit")
    shares = _shares(programme, {row.partnership_id for row in rows})
    limit = programme.design.evaluation.small_number
    said: dict[str, list[rules.Said]] = {moment.value: [] for moment in Moment}
    for row, text in zip(rows, texts, strict=True):
        if row.partnership_id in shares:
            points = json.loads(text["points"]).values()
            rating = sum(points) / len(points)
            said[row.moment].append(rules.Said(rating, shares[row.partnership_id]))
    return [Report(moment, rules.learnt(found, limit=limit)) for moment, found in said.items()]


def _shares(programme: Programme, partnerships: set[UUID]) -> dict[UUID, dict[str, float]]:
    """Return what share of its points each visible criterion gave, for pairs that a run made."""
    members = Member.objects.filter(partnership__in=partnerships)
    who: dict[UUID, dict[str, UUID]] = {}
    for row, role, part in members.values_list("partnership", "role", "participation"):
        who.setdefault(row, {})[role] = part
    drafted = DraftPair.objects.filter(
        run__programme=programme, run__state=RunState.PUBLISHED.value
    ).order_by("run__published_at", "pk")
    parts = {
        (mentor, mentee): kept
        for mentor, mentee, kept in drafted.values_list("mentor", "mentee", "parts")
    }
    found = {}
    for row, both in who.items():
        kept = parts.get((both["mentor"], both["mentee"])) if len(both) == TWO else None
        if kept:
            found[row] = {
                str(one["title"]): int(one["points"]) / int(one["most"])
                for one in kept
                if int(one["most"])
            }
    return found
