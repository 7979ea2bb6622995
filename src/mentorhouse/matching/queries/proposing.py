"""Pairs that mentors proposed: the mentor's own, the mentee's, and those to decide on (R5.14)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.access.states import NotNow
from mentorhouse.matching.models import Proposal
from mentorhouse.matching.queries.inviting.eligible import check_mentee, may_be_invited
from mentorhouse.matching.rules import proposing as rules
from mentorhouse.matching.states.proposing import ProposalState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import participation_for, programmes_of
from mentorhouse.programmes.states import ParticipationState

ORIGIN = "proposed"
_S = ProposalState


@dataclass(frozen=True)
class Sent:
    """A proposal as the mentor sees it: nothing tells a no from somebody who is not there."""

    sent_at: datetime
    answer_by: datetime
    partnership: UUID | None
    is_open: bool


def proposing_part(viewer: Viewer, participation_id: UUID) -> Participation:
    """Return the viewer's own taking part as a mentor who may propose. Raises `NotVisible`."""
    row = participation_for(viewer, participation_id, Capability.PROPOSE_PAIR)
    mentor = row.role == Participation.Role.MENTOR and row.state == ParticipationState.ACCEPTED
    if not mentor or not rules.proposes(row.programme.design):
        raise NotVisible
    return row


def sent_by(viewer: Viewer, mentor: Participation, *, at: datetime) -> list[Sent]:
    """Return what a mentor proposed, newest first."""
    require(viewer, Capability.PROPOSE_PAIR, mentor)
    rows = Proposal.objects.filter(mentor=mentor)[:50]
    return [
        Sent(
            row.sent_at,
            row.answer_by,
            row.partnership_id,
            row.answer_by > at and row.state != _S.AGREED,
        )
        for row in rows
    ]


def open_count(mentor: Participation, *, at: datetime) -> int:
    """Count the proposals that have not run out, whatever became of them behind the scenes."""
    rows = Proposal.objects.filter(mentor=mentor, answer_by__gt=at)
    return rows.exclude(state=_S.AGREED.value).count()


def meant_by(mentor: Participation, email: str, *, at: datetime) -> Participation | None:
    """Return whom a mentor may be put together with by this address; None where there is nobody."""
    row = (
        Participation.objects.select_related("programme", "person__user")
        .filter(
            programme=mentor.programme_id,
            role=Participation.Role.MENTEE,
            person__user__email__iexact=email,
        )
        .first()
    )
    return row if row is not None and is_possible(mentor, row, at=at) else None


def is_possible(mentor: Participation, mentee: Participation, *, at: datetime) -> bool:
    """Whether the two may be a pair now, by the rules that hold on every way."""
    try:
        check_mentee(mentee, at=at)
    except NotNow:
        return False
    return may_be_invited(mentee, mentor, ORIGIN, at=at)


def proposal_for(
    viewer: Viewer, proposal_id: UUID, capability: Capability = Capability.ANSWER_PROPOSAL
) -> Proposal:
    """Return one proposal to whom it concerns. Raises `NotVisible`."""
    rows = Proposal.objects.select_related(
        "programme", "mentor__person__organisation", "mentee__person__organisation"
    )
    row = rows.filter(pk=proposal_id).first()
    if row is None:
        raise NotVisible
    require(viewer, capability, row)
    return row


def asked_of(viewer: Viewer) -> QuerySet[Proposal]:
    """Return the proposals that wait for the viewer as a mentee."""
    rows = Proposal.objects.filter(mentee__person=viewer.pk, state=_S.ASKED.value)
    return rows.select_related("programme").order_by("answer_by", "pk")


def to_decide_in(viewer: Viewer, programme: Programme) -> QuerySet[Proposal]:
    """Return the proposals that wait for the co-ordinator, the oldest first."""
    require(viewer, Capability.RUN_MATCHING, programme)
    rows = Proposal.objects.filter(programme=programme, state=_S.TO_DECIDE.value)
    others = rows.exclude(mentor__person=viewer.pk).exclude(mentee__person=viewer.pk)
    return others.select_related("mentor__person", "mentee__person").order_by("sent_at", "pk")


def proposals_to_decide(viewer: Viewer) -> list[tuple[Programme, int]]:
    """Return where proposals wait for the viewer who runs the programme, and how many."""
    rows = Proposal.objects.filter(state=_S.TO_DECIDE.value)
    others = rows.exclude(mentor__person=viewer.pk).exclude(mentee__person=viewer.pk)
    counts = dict(others.order_by().values_list("programme").annotate(Count("pk")))
    programmes = (
        programmes_of(viewer).filter(pk__in=counts).order_by("name", "pk") if counts else ()
    )
    return [(row, counts[row.pk]) for row in programmes]


def run_out(*, at: datetime) -> list[UUID]:
    """Return the proposals that are over and whose mentor has not been told."""
    rows = Proposal.objects.filter(answer_by__lte=at, told_at=None)
    return list(rows.exclude(state=_S.AGREED.value).order_by("pk").values_list("pk", flat=True))


def letter_about(proposal_id: UUID) -> Proposal | None:
    """Return a proposal for its letters."""
    rows = Proposal.objects.select_related("programme", "mentor", "mentee")
    return rows.filter(pk=proposal_id).first()
