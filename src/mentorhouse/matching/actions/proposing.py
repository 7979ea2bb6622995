"""A mentor proposes a pair; the same rules hold as on every other way (R5.14).

The mentor learns of a yes and of nothing else: not of a no, not of a rule, and not whether the
address that they typed leads to somebody.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.inviting.keeping import lock_parts
from mentorhouse.matching.models import Proposal
from mentorhouse.matching.queries import proposing as queries
from mentorhouse.matching.rules import proposing as rules
from mentorhouse.matching.states.proposing import (
    OPEN,
    PROPOSAL,
    WAITING,
    ProposalMove,
    ProposalState,
)
from mentorhouse.notifications.actions import post_all
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.actions import agree
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules import MatchGone, NoPlaceLeft, check_first
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import ParticipationState, Work
from mentorhouse.register.queries.standing import findable

PAIR_PROPOSED = audit.Act("proposal.sent", mark("proposed a pair"))
PROPOSAL_DECIDED = audit.Act("proposal.decided", mark("decided on a proposed pair"))
PROPOSAL_ANSWERED = audit.Act("proposal.answered", mark("answered a proposed pair"))
PROPOSAL_OVER = audit.Act("proposal.over", mark("ended a proposed pair that came to nothing"))
_S, _M = ProposalState, ProposalMove


def propose(mentor: Participation, email: str, *, once: UUID, by: User, at: datetime) -> Proposal:
    """Propose a pair with whoever has this address. The same form sent twice is sent once."""
    with transaction.atomic():
        programme = Programme.objects.select_for_update(no_key=True).get(pk=mentor.programme_id)
        meant = queries.meant_by(mentor, email, at=at)
        parts = lock_parts(mentor.pk, *([meant.pk] if meant else []))
        row = parts[mentor.pk]
        row.programme = programme
        require(by, Capability.PROPOSE_PAIR, row)
        if sent := Proposal.objects.filter(mentor=row, once=once).first():
            return sent
        _check_mentor(row, by, at=at)
        if queries.open_count(row, at=at) >= rules.MOST_OPEN:
            raise rules.TooManyProposed
        mentee = _still(row, meant, at=at)
        state = _first_state(programme, mentee)
        days = rules.days_open(programme.design)
        made = Proposal.objects.create(
            programme=programme, mentor=row, mentee=mentee, state=state.value, once=once,
            sent_at=at, answer_by=at + timedelta(days=days),
            asked_at=at if state is _S.ASKED else None,
        )  # fmt: skip
        if state is _S.TO_DECIDE:
            _tell_coordinators(made, at=at)
        elif mentee is not None:
            _tell("proposal.asked", made, mentee.person_id, at=at)
        audit.record(PAIR_PROPOSED, by=by, on=made, at=at, programme=programme.pk)
    return made


def decide(proposal: Proposal, *, ask: bool, by: User, at: datetime) -> None:
    """Let a proposal through to the mentee, or not. Nobody hears of a no.

    Its end stays: the mentor reads it, and would know from another that there is somebody.
    """
    with transaction.atomic():
        row = _locked(proposal)
        require(by, Capability.DECIDE_PROPOSAL, row)
        if ask and not queries.is_possible(row.mentor, _mentee(row), at=at):
            raise NotNow(say("These two cannot be a pair now: a rule or a place is against it."))
        _move(row, _M.LET_THROUGH if ask else _M.DECLINE)
        row.asked_at = at if ask else None
        row.save(update_fields=["state", "asked_at"])
        if ask:
            _tell("proposal.asked", row, _mentee(row).person_id, at=at)
        audit.record(PROPOSAL_DECIDED, by=by, on=row, at=at, programme=row.programme_id)


def answer(proposal: Proposal, *, accept: bool, by: User, at: datetime) -> Partnership | None:
    """Say yes, which begins the partnership, or no, of which nobody hears. Twice is as once."""
    with transaction.atomic():
        row = _locked(proposal)
        require(by, Capability.ANSWER_PROPOSAL, row)
        if row.state == (_S.AGREED if accept else _S.DECLINED):
            return row.partnership  # pressed twice
        if row.state == _S.EXPIRED or (row.state == _S.ASKED and row.answer_by <= at):
            raise NotNow(say(rules.GONE))
        _move(row, _M.AGREE if accept else _M.DECLINE)
        if accept:
            row.partnership = _begin(row, by=by, at=at)
        row.save(update_fields=["state", "partnership"])
        audit.record(
            PROPOSAL_ANSWERED, by=by, on=row, at=at, programme=row.programme_id,
            detail={"accepted": accept} if accept else {},
        )  # fmt: skip
    return row.partnership


def end_run_out(*, at: datetime) -> int:
    """End proposals whose time is over and tell their mentors, all in the same words (R5.20)."""
    return one_by_one(lambda pk: _end(pk, at=at), queries.run_out(at=at))


def _end(pk: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        found = Proposal.objects.select_for_update(no_key=True, of=("self",))
        row = found.select_related("programme").filter(pk=pk, told_at=None).first()
        if row is None or row.state == _S.AGREED or row.answer_by > at:
            return False
        if ProposalState(row.state) in OPEN:
            _move(row, _M.EXPIRE)
        row.told_at = at
        row.save(update_fields=["state", "told_at"])
        _tell("proposal.over", row, row.mentor.person_id, at=at)
        audit.record(
            PROPOSAL_OVER, by=None, task="end proposals", on=row, at=at, programme=row.programme_id
        )
    return True


def _check_mentor(mentor: Participation, by: User, *, at: datetime) -> None:
    """Raise what stands against the mentor: they may well know it of themselves."""
    design = mentor.programme.design
    if mentor.role != Participation.Role.MENTOR or not rules.proposes(design):
        raise NotVisible
    check_open(mentor.programme.state, Work.BEGIN_PARTNERSHIP)
    check_first(by.pk, mentor.programme_id)
    if mentor.state != ParticipationState.ACCEPTED or mentor.places_taken >= mentor.capacity:
        raise NotNow(say(rules.NO_PLACE))
    if not findable(mentor.programme, at=at).filter(pk=mentor.pk).exists():
        raise NotNow(say(rules.NOT_READY))


def _still(
    mentor: Participation, meant: Participation | None, *, at: datetime
) -> Participation | None:
    """Return who was meant, now that both are locked; None where they wait for it or said no."""
    if meant is None:
        return None
    meant.refresh_from_db(fields=["state", "places_taken", "capacity"])
    before = [state.value for state in (*WAITING, _S.DECLINED)]
    twice = Proposal.objects.filter(mentor=mentor, mentee=meant, state__in=before).exists()
    return None if twice or not queries.is_possible(mentor, meant, at=at) else meant


def _first_state(programme: Programme, mentee: Participation | None) -> ProposalState:
    if mentee is None:
        return _S.NOBODY
    return _S.TO_DECIDE if rules.needs_approval(programme.design) else _S.ASKED


def _begin(row: Proposal, *, by: User, at: datetime) -> Partnership:
    mentee = _mentee(row)
    if not queries.is_possible(row.mentor, mentee, at=at):
        raise NotNow(say(rules.GONE))
    try:
        return agree(row.programme, row.mentor_id, mentee.pk, by=by, at=at)
    except (MatchGone, NoPlaceLeft) as refusal:
        raise NotNow(say(rules.GONE)) from refusal


def _locked(proposal: Proposal) -> Proposal:
    """Lock the programme, both people in the order of their identifiers, then the proposal."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=proposal.programme_id)
    if proposal.mentee_id is None:
        raise NotVisible
    parts = lock_parts(proposal.mentor_id, proposal.mentee_id)
    row = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    row.programme = programme
    for part in parts.values():
        part.programme = programme
    row.mentor, row.mentee = parts[proposal.mentor_id], parts[proposal.mentee_id]
    return row


def _mentee(row: Proposal) -> Participation:
    if row.mentee is None:
        raise NotVisible
    return row.mentee


def _move(row: Proposal, what: ProposalMove) -> None:
    row.state = after(PROPOSAL, ProposalState(row.state), what, refusal=rules.ANSWERED).value


def _tell(kind: str, row: Proposal, to: UUID, *, at: datetime) -> None:
    post_all(kind, [(to, {"proposal": row.pk}, str(row.pk))], at=at)


def _tell_coordinators(row: Proposal, *, at: datetime) -> None:
    users = row.programme.coordinators.on(day_of(at)).central().values_list("user", flat=True)
    letters = [(user, {"proposal": row.pk}, str(row.pk)) for user in users]
    post_all("proposal.to_decide", letters, at=at)
