"""Accepting and declining matches, and what the clock does; adjustments that a partner may read.

Locks are taken in one order everywhere: the programme, if it matters, then participations by
identifier, then partnerships. Whoever
takes a place holds the participation's row until the deed commits; the database's own constraint
(`no_place_taken_twice`) stands behind it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships import rules
from mentorhouse.partnerships.actions.beginning import (
    lapse,
    leave,
    leaves_enough,
    let_leave,
    settle,
    tell,
)
from mentorhouse.partnerships.models import AdjustmentsShare, Member, Partnership
from mentorhouse.partnerships.rules import MatchGone, NoPlaceLeft, Shape, TakingPartFirst
from mentorhouse.partnerships.states import (
    PARTNERSHIP,
    Answer,
    PartnershipMove,
    PartnershipState,
)
from mentorhouse.people.models import Adjustments
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import OPEN_FOR, ParticipationState, Work

MATCH_ACCEPTED = audit.Act("partnership.accepted", "accepted the match")
MATCH_DECLINED = audit.Act("partnership.declined", "declined the match")
ADJUSTMENTS_SHARED = audit.Act("adjustments.shared", "let their partner read what helps to meet")
ADJUSTMENTS_TAKEN_BACK = audit.Act(
    "adjustments.taken_back", "took back from their partner what helps to meet"
)
MATCH_LAPSED = audit.Act("partnership.lapsed", "found the last place of the match taken")
MATCH_WENT_ON = audit.Act(
    "partnership.went_on", mark("began a partnership with those who had accepted")
)
BEGINS_IN = [state.value for state in OPEN_FOR[Work.BEGIN_PARTNERSHIP]]


def share_adjustments(partnership: Partnership, *, by: User, at: datetime) -> None:
    """Let the partner read what helps oneself to meet (R1.06). Twice is as once."""
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.SEE_PARTNERSHIP, row)
        if Shape(row.shape) in rules.OF_MORE_THAN_TWO:
            raise NotNow(say("Where several meet, tell those whom it concerns yourself."))
        own = Adjustments.objects.filter(person=by.pk).first()
        if own is None or row.state != PartnershipState.ACTIVE:
            raise NotNow(say("Say first what helps you to meet. Then you can share it."))
        _, made = AdjustmentsShare.objects.get_or_create(
            partnership=row, adjustments=own, defaults={"shared_at": at}
        )
        if made:
            audit.record(ADJUSTMENTS_SHARED, by=by, on=row, at=at)


def take_adjustments_back(partnership: Partnership, *, by: User, at: datetime) -> None:
    """Let the partner read it no longer. Twice is as once."""
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.SEE_PARTNERSHIP, row)
        gone, _ = AdjustmentsShare.objects.filter(
            partnership=row, adjustments__person=by.pk
        ).delete()
        if gone:
            audit.record(ADJUSTMENTS_TAKEN_BACK, by=by, on=row, at=at)


def accept(partnership: Partnership, *, by: User, at: datetime) -> Partnership:
    """Accept the match. The last acceptance begins the partnership and takes its places (R5.12).

    Raises `TakingPartFirst`, `SomethingFirst`, `MatchGone`, or `NoPlaceLeft` when the last place
    went to somebody else; the offer has then lapsed and everyone in it has been told.
    """
    with transaction.atomic():
        # First of all, so that a programme is not closed meanwhile.
        programmes = Programme.objects.select_for_update(no_key=True)
        programme = programmes.get(pk=partnership.programme_id)
        row, members = locked(partnership.pk)
        require(by, Capability.ANSWER_MATCH, row)
        mine = places_of(by, members)
        if row.state == PartnershipState.ACTIVE or (
            row.state == PartnershipState.OFFERED and mine[0].answer == Answer.ACCEPTED
        ):
            return row  # pressed twice
        _check_open(row, mine[0])
        check_open(programme.state, Work.BEGIN_PARTNERSHIP)
        if any(one.participation.state != ParticipationState.ACCEPTED for one in mine):
            raise TakingPartFirst
        rules.check_first(by.pk, row.programme_id)
        _answer(mine, Answer.ACCEPTED, at=at)
        refusal = settle(row, members, at=at)
        _record(MATCH_LAPSED if refusal else MATCH_ACCEPTED, row, by=by, at=at)
    if refusal:  # raised only now, so that the lapse stands
        raise NoPlaceLeft(refusal)
    return row


def decline(partnership: Partnership, *, by: User, at: datetime) -> Partnership:
    """Decline the match. No reason is asked; the others are told kindly (R5.08).

    Where several were asked and are still enough, they go on; whoever declined is out of it.
    """
    with transaction.atomic():
        programmes = Programme.objects.select_for_update(no_key=True)
        programme = programmes.get(pk=partnership.programme_id)
        row, members = locked(partnership.pk)
        if has_left(row, by):
            return row  # pressed twice
        require(by, Capability.ANSWER_MATCH, row)
        if row.state in {PartnershipState.DECLINED, PartnershipState.LAPSED}:
            return row  # pressed twice, or there is nothing left to decline
        move, refusal = PartnershipMove.DECLINE, rules.ALREADY_BEGUN
        declined = after(PARTNERSHIP, PartnershipState(row.state), move, refusal=refusal)
        mine = places_of(by, members)
        others = [member for member in members if member not in mine]
        _answer(mine, Answer.DECLINED, at=at)
        if leaves_enough(row, members, {by.pk}):
            leave(row, mine, at=at)
            if programme.state in BEGINS_IN:
                settle(row, others, at=at)
        else:
            row.state = declined
            row.save(update_fields=["state"])
            tell("partnership.declined", others, at=at)
        _record(MATCH_DECLINED, row, by=by, at=at)
    return row


def let_go(*, at: datetime) -> int:
    """Let offers lapse to which nobody can come any more; return how many.

    Somebody in it has since declined taking part, or the programme is closed. Both happen in a
    room below this one, which knows no partnerships. Several go on without who left.
    """
    left = Exists(
        Member.objects.filter(
            partnership=OuterRef("pk"), participation__state=ParticipationState.DECLINED
        )
    )
    closed = ~Q(programme__state__in=BEGINS_IN)
    rows = Partnership.objects.filter(left | closed, state=PartnershipState.OFFERED)
    programmes = rows.order_by("programme_id").values_list("programme_id", flat=True).distinct()
    return sum(_let_go(pk, at=at) for pk in list(programmes))


def _let_go(programme_id: UUID, *, at: datetime) -> int:
    """Let offers of one programme lapse: locked first, so that none of them begins meanwhile."""
    with transaction.atomic():
        programme = Programme.objects.select_for_update(no_key=True).get(pk=programme_id)
        rows = Partnership.objects.filter(programme=programme, state=PartnershipState.OFFERED)
        left = Participation.objects.filter(
            state=ParticipationState.DECLINED, memberships__partnership__in=rows
        )
        gone = set(left.values_list("pk", flat=True))
        if programme.state in BEGINS_IN:
            with_them = Member.objects.filter(participation__in=gone).values("partnership")
            rows = rows.filter(pk__in=with_them)
        over = list(rows.order_by("pk").select_for_update(no_key=True))
        if programme.state in BEGINS_IN:
            over = let_leave(over, gone, at=at)
        else:
            lapse(over, at=at)
        _record_lapses(over, at=at)
    return len(over)


def go_on(*, at: datetime) -> int:
    """Go on, or end it, once the day to answer a match is over; return how many.

    Whoever has not accepted by then leaves it. It begins with the others if they are enough, and
    lapses if not. What waits for nobody any more begins at once.
    """
    day = day_of(at)
    waiting = Member.objects.filter(partnership=OuterRef("pk"), answer=Answer.WAITING)
    due = Partnership.objects.filter(
        Q(answer_by__lt=day) | ~Exists(waiting),
        state=PartnershipState.OFFERED, answer_by__isnull=False, programme__state__in=BEGINS_IN,
    )  # fmt: skip
    return sum(
        _go_on(pk, programme_id, at=at) for pk, programme_id in due.values_list("pk", "programme")
    )


def _go_on(partnership_id: UUID, programme_id: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        programme = Programme.objects.select_for_update(no_key=True).get(pk=programme_id)
        row, members = locked(partnership_id)
        if row.state != PartnershipState.OFFERED or programme.state not in BEGINS_IN:
            return False
        silent = [m for m in members if m.answer != Answer.ACCEPTED]
        leaving = {member.participation.person_id for member in silent}
        if leaving and (row.answer_by is None or day_of(at) <= row.answer_by):
            return False  # somebody who left meanwhile
        if not leaves_enough(row, members, leaving):
            lapse([row], at=at)
            _record_lapses([row], at=at)
            return True
        leave(row, silent, at=at)
        if settle(row, [m for m in members if m not in silent], at=at):
            _record_lapses([row], at=at)
        else:
            audit.record(
                MATCH_WENT_ON, by=None, task="go on", on=row, at=at, programme=programme.pk
            )
    return True


def _record_lapses(rows: Iterable[Partnership], *, at: datetime) -> None:
    for row in rows:
        audit.record(
            MATCH_LAPSED, by=None, task="let go", on=row, at=at, programme=row.programme_id
        )


def locked(partnership_id: UUID) -> tuple[Partnership, list[Member]]:
    """Lock the participations in the order of their identifiers, then the partnership."""
    who = Member.objects.filter(partnership=partnership_id).values("participation")
    list(Participation.objects.filter(pk__in=who).order_by("pk").select_for_update(no_key=True))
    members = Member.objects.select_related("participation")  # read after the locks are held
    row = (
        Partnership.objects.select_for_update(no_key=True)
        .prefetch_related(Prefetch("members", members))
        .get(pk=partnership_id)
    )
    return row, list(row.members.all())


def _check_open(row: Partnership, mine: Member) -> None:
    if row.state == PartnershipState.LAPSED:
        raise NoPlaceLeft(rules.PLACE_TAKEN)
    if row.state == PartnershipState.DECLINED:
        raise MatchGone(rules.gone_for(Answer(mine.answer)))


def has_left(row: Partnership, by: User) -> bool:
    """Whether somebody was in a partnership and left it. Members come fetched."""
    here = {member.participation.person_id for member in row.members.all()}
    return by.pk not in here and row.departures.filter(participation__person=by.pk).exists()


def places_of(by: User, members: Sequence[Member]) -> list[Member]:
    """Return somebody's places in a match: one, or two where people mentor each other."""
    return [member for member in members if member.participation.person_id == by.pk]


def _answer(mine: Sequence[Member], answer: Answer, *, at: datetime) -> None:
    for member in mine:
        member.answer, member.answered_at = answer, at
    Member.objects.bulk_update(mine, ["answer", "answered_at"])


def _record(act: audit.Act, row: Partnership, *, by: User, at: datetime) -> None:
    audit.record(act, by=by, on=row, at=at, programme=row.programme_id)
