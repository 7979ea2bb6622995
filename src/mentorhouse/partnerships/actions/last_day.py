"""The last day: proposed by one and agreed by all, or set by the programme's rule (R10.03)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.actions.answering import locked
from mentorhouse.partnerships.actions.beginning import tell
from mentorhouse.partnerships.actions.ending import finish, tell_coordinators
from mentorhouse.partnerships.actions.members import (
    locked_running,
    members_of,
    own,
    record,
    tell_others,
)
from mentorhouse.partnerships.models import EndProposal, EndYes, Partnership
from mentorhouse.partnerships.rules import last_day as rules
from mentorhouse.partnerships.states import (
    PROPOSAL,
    Ending,
    PartnershipState,
    ProposalMove,
    ProposalState,
)
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import day_of

END_PROPOSED = audit.Act("partnership.end_proposed", mark("proposed another last day"))
END_AGREED = audit.Act("partnership.end_agreed", mark("agreed to another last day"))
END_ANSWERED = audit.Act("partnership.end_answered", mark("left the last day as it is"))
END_SET = audit.Act("partnership.end_set", mark("set another last day of a partnership"))
END_CAME = audit.Act("partnership.end_came", mark("ended a partnership after its last day"))


def propose_end(partnership: Partnership, day: date, *, by: User, at: datetime) -> EndProposal:
    """Propose another last day. It holds once everybody has said yes."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.MOVE_END, by)
        wanted = rules.Wanted(day, row.ends_on, day_of(at), by_pair=True)
        if problem := rules.problem(wanted, row.programme.design):
            raise NotNow(problem)
        if EndProposal.objects.filter(partnership=row, state=ProposalState.OPEN.value).exists():
            raise NotNow(say(rules.ONE_IS_OPEN))
        mine = own(row, by)
        made = EndProposal.objects.create(partnership=row, by=mine, ends_on=day, proposed_at=at)
        EndYes.objects.create(proposal=made, participation=mine, said_at=at)
        tell_others("end.proposed", row, by, str(made.pk), at=at, about={"proposal": made.pk})
        record(END_PROPOSED, row, by=by, at=at)
    return made


def answer_end(
    partnership: Partnership, proposal_id: UUID, *, agree: bool, by: User, at: datetime
) -> Partnership:
    """Agree to another last day or leave it as it is; whoever proposed takes it back so."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.MOVE_END, by)
        proposal = EndProposal.objects.select_for_update(no_key=True).filter(
            pk=proposal_id, partnership=row
        ).first()  # fmt: skip
        if proposal is None:
            raise NotVisible
        if agree:
            if proposal.state == ProposalState.AGREED:
                return row  # pressed twice
            if problem := rules.problem(
                rules.Wanted(proposal.ends_on, row.ends_on, day_of(at), by_pair=True),
                row.programme.design,
            ):
                raise NotNow(problem)
            _agree(row, proposal, by=by, at=at)
        else:
            mine = proposal.by.person_id == by.pk
            _move(proposal, ProposalMove.WITHDRAW if mine else ProposalMove.DECLINE)
            tell_others("end.left", row, by, str(proposal.pk), at=at)
        record(END_AGREED if agree else END_ANSWERED, row, by=by, at=at)
    return row


def set_end(partnership: Partnership, day: date, *, by: User, at: datetime) -> Partnership:
    """Set another last day as the programme's co-ordinator; the pair is told."""
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.SET_END, row)
        if row.state != PartnershipState.ACTIVE:
            raise NotVisible
        if row.ends_on == day:
            return row
        wanted = rules.Wanted(day, row.ends_on, day_of(at), by_pair=False)
        if problem := rules.problem(wanted, row.programme.design):
            raise NotNow(problem)
        rows = EndProposal.objects.select_for_update(no_key=True)
        for proposal in rows.filter(partnership=row, state=ProposalState.OPEN.value):
            _move(proposal, ProposalMove.OVERTAKE)
        _keep(row, day)
        tell_others(
            "end.set", row, by, f"{row.pk}:{at.isoformat()}", at=at, about={"day": day.toordinal()}
        )
        record(END_SET, row, by=by, at=at)
    return row


def warn_of_ends(*, at: datetime) -> int:
    """Tell pairs that their last day is near, and that it has come; each day once."""
    today = day_of(at)
    running = Partnership.objects.filter(state=PartnershipState.ACTIVE.value, ends_on__isnull=False)
    rows = list(running.prefetch_related("members__participation").order_by("pk"))
    programmes = Programme.objects.in_bulk({row.programme_id for row in rows})
    told = 0
    for row in rows:
        design = programmes[row.programme_id].design  # read once for all its partnerships
        if row.ends_on is None or today < row.ends_on - rules.days(design):
            continue
        kind = "end.is_near" if today < row.ends_on else "end.has_come"
        about = {"partnership": row.pk, "day": row.ends_on.toordinal()}
        people = {m.participation.person_id for m in row.members.all()}
        post_all(kind, [(who, about, _key(row)) for who in people], at=at)
        told += 1
    return told


def end_overdue(*, at: datetime) -> int:
    """End partnerships whose last day has long passed; return how many."""
    line = day_of(at) - rules.GRACE
    due = Partnership.objects.filter(state=PartnershipState.ACTIVE.value, ends_on__lt=line)
    return one_by_one(lambda pk: _end_overdue(pk, at=at), list(due.values_list("pk", flat=True)))


def _end_overdue(partnership_id: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        row, members = locked(partnership_id)
        over = row.ends_on and rules.is_overdue(row.ends_on, today=day_of(at))
        if row.state != PartnershipState.ACTIVE or not over:
            return False  # moved, or ended, meanwhile
        finish(row, members, Ending.PLANNED, at=at)
        tell("partnership.ended", members, at=at)
        tell_coordinators("partnership.ended_told", row, str(row.pk), at=at)
        audit.record(
            END_CAME, by=None, task="end overdue", on=row, at=at, programme=row.programme_id
        )
    return True


def go_on_proposing(row: Partnership, gone: Collection[UUID], *, at: datetime) -> None:
    """Go on with a proposed day without who has left; their own proposal is over."""
    rows = EndProposal.objects.select_for_update(no_key=True).select_related("by")
    proposal = rows.filter(partnership=row, state=ProposalState.OPEN.value).first()
    if proposal is None:
        return
    if proposal.by.person_id in gone:
        _move(proposal, ProposalMove.OVERTAKE)
    else:
        _keep_if_all_agree(row, proposal, at=at)


def _agree(row: Partnership, proposal: EndProposal, *, by: User, at: datetime) -> None:
    """Note a yes; with the last one the day is kept and everybody is told."""
    EndYes.objects.get_or_create(
        proposal=proposal, participation=own(row, by), defaults={"said_at": at}
    )
    _keep_if_all_agree(row, proposal, at=at)


def _keep_if_all_agree(row: Partnership, proposal: EndProposal, *, at: datetime) -> None:
    yeses = set(proposal.yeses.values_list("participation__person", flat=True))
    people = [m.participation.person_id for m in members_of(row)]
    if proposal.state == ProposalState.OPEN and not {*people} <= yeses:
        return
    _move(proposal, ProposalMove.AGREE)
    _keep(row, proposal.ends_on)
    about = {"partnership": row.pk, "day": proposal.ends_on.toordinal()}
    post_all("end.set", [(who, about, str(proposal.pk)) for who in people], at=at)


def _keep(row: Partnership, day: date) -> None:
    """Keep a last day; a review that would come after it is left to the end itself."""
    row.ends_on = day
    if row.review_on and row.review_on >= day:
        row.review_on = None
    row.save(update_fields=["ends_on", "review_on"])


def _move(proposal: EndProposal, move: ProposalMove) -> None:
    refusal = say(rules.NONE_OPEN)
    proposal.state = after(PROPOSAL, ProposalState(proposal.state), move, refusal=refusal)
    proposal.save(update_fields=["state"])


def _key(row: Partnership) -> str:
    return f"{row.pk}:{row.ends_on}"
