"""Offering matches, accepting and declining them; adjustments that a partner may read.

Locks are taken in one order everywhere: the programme, if it matters, then participations by
identifier, then partnerships. Whoever
takes a place holds the participation's row until the deed commits; the database's own constraint
(`no_place_taken_twice`) stands behind it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Prefetch, Q

from mentorhouse import audit
from mentorhouse.access.policy import POLICY_VERSION, Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships import rules
from mentorhouse.partnerships.models import AdjustmentsShare, Member, Partnership
from mentorhouse.partnerships.rules import MatchGone, NoPlaceLeft, TakingPartFirst
from mentorhouse.partnerships.states import (
    PARTNERSHIP,
    Answer,
    PartnershipMove,
    PartnershipState,
)
from mentorhouse.people.models import Adjustments
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import OPEN_FOR, ParticipationState, Work

MATCHES_OFFERED = audit.Act("partnership.offered", "offered matches")
MATCH_ACCEPTED = audit.Act("partnership.accepted", "accepted the match")
MATCH_DECLINED = audit.Act("partnership.declined", "declined the match")
ADJUSTMENTS_SHARED = audit.Act("adjustments.shared", "let their partner read what helps to meet")
ADJUSTMENTS_TAKEN_BACK = audit.Act(
    "adjustments.taken_back", "took back from their partner what helps to meet"
)
MATCH_LAPSED = audit.Act("partnership.lapsed", "found the last place of the match taken")


def offer(
    programme: Programme,
    pairs: Sequence[tuple[Participation, Participation]],
    *,
    by: User,
    at: datetime,
) -> list[Partnership]:
    """Offer matches to (mentor, mentee) pairs, inside the deed that publishes them.

    Who may read is pinned here and told before anyone accepts (R6.09). The number of queries
    does not grow with the pairs.
    """
    require(by, Capability.RUN_MATCHING, programme)
    check_open(programme.state, Work.MATCH)
    confidentiality = programme.design.confidentiality
    with transaction.atomic():
        offered = Partnership.objects.bulk_create(
            Partnership(
                programme=programme,
                offered_at=at,
                coordinator_reads_content=confidentiality.coordinator_reads_content,
                confidentiality_statement=confidentiality.statement,
                policy_version=POLICY_VERSION,
            )
            for _ in pairs
        )
        members = Member.objects.bulk_create(
            Member(partnership=partnership, participation=participation, role=participation.role)
            for partnership, pair in zip(offered, pairs, strict=True)
            for participation in pair
        )
        _invite_by_their_match(programme, at=at)
        _tell("partnership.offered", members, at=at)
        detail = {"count": len(offered)}
        audit.record(
            MATCHES_OFFERED, by=by, on=programme, at=at, programme=programme.pk, detail=detail
        )
    return offered


def share_adjustments(partnership: Partnership, *, by: User, at: datetime) -> None:
    """Let the partner read what helps oneself to meet (R1.06). Twice is as once."""
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.SEE_PARTNERSHIP, row)
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


def _invite_by_their_match(programme: Programme, *, at: datetime) -> None:
    """Note that the letter about a match asks whether they take part, so it invites them too."""
    with_a_match = Member.objects.filter(
        partnership__programme=programme, partnership__state=PartnershipState.OFFERED.value
    )
    Participation.objects.filter(
        pk__in=with_a_match.values("participation"),
        state=ParticipationState.INVITED.value,
        invited_at=None,
    ).update(invited_at=at)


def accept(partnership: Partnership, *, by: User, at: datetime) -> Partnership:
    """Accept the match. The last acceptance begins the partnership and takes its places (R5.12).

    Raises `TakingPartFirst`, `SomethingFirst`, `MatchGone`, or `NoPlaceLeft` when the last place
    went to somebody else; the offer has then lapsed and everyone in it has been told.
    """
    with transaction.atomic():
        # First of all, so that a programme is not closed meanwhile.
        programmes = Programme.objects.select_for_update(no_key=True)
        programme = programmes.get(pk=partnership.programme_id)
        row, members = _locked(partnership.pk)
        require(by, Capability.ANSWER_MATCH, row)
        mine = next(m for m in members if m.participation.person_id == by.pk)
        if row.state == PartnershipState.ACTIVE or (
            row.state == PartnershipState.OFFERED and mine.answer == Answer.ACCEPTED
        ):
            return row  # pressed twice
        _check_open(row, mine)
        check_open(programme.state, Work.BEGIN_PARTNERSHIP)
        if mine.participation.state != ParticipationState.ACCEPTED:
            raise TakingPartFirst
        rules.check_first(by.pk, row.programme_id)
        _answer(mine, Answer.ACCEPTED, at=at)
        complete = all(member.answer == Answer.ACCEPTED for member in members)
        refusal = rules.why_not(_seats(members), complete=complete)
        if refusal:
            _lapse([row], at=at)
        elif complete:
            begin(row, members, at=at)
        _record(MATCH_LAPSED if refusal else MATCH_ACCEPTED, row, by=by, at=at)
    if refusal:  # raised only now, so that the lapse stands
        raise NoPlaceLeft(refusal)
    return row


def decline(partnership: Partnership, *, by: User, at: datetime) -> Partnership:
    """Decline the match. No reason is asked; the other is told kindly (R5.08)."""
    with transaction.atomic():
        row, members = _locked(partnership.pk)
        require(by, Capability.ANSWER_MATCH, row)
        if row.state in {PartnershipState.DECLINED, PartnershipState.LAPSED}:
            return row  # pressed twice, or there is nothing left to decline
        row.state = after(
            PARTNERSHIP,
            PartnershipState(row.state),
            PartnershipMove.DECLINE,
            refusal=rules.ALREADY_BEGUN,
        )
        row.save(update_fields=["state"])
        mine = next(m for m in members if m.participation.person_id == by.pk)
        _answer(mine, Answer.DECLINED, at=at)
        _tell("partnership.declined", [m for m in members if m is not mine], at=at)
        _record(MATCH_DECLINED, row, by=by, at=at)
    return row


def let_go(*, at: datetime) -> int:
    """Let offers lapse to which nobody can come any more; return how many.

    Somebody in it has since declined taking part, or the programme is closed. Both happen in a
    room below this one, which knows no partnerships.
    """
    begins_in = [state.value for state in OPEN_FOR[Work.BEGIN_PARTNERSHIP]]
    with transaction.atomic():
        left = Participation.objects.filter(
            state=ParticipationState.DECLINED,
            memberships__partnership__state=PartnershipState.OFFERED,
        )
        without = Q(pk__in=Member.objects.filter(participation__in=left).values("partnership"))
        rows = list(
            Partnership.objects.filter(
                without | ~Q(programme__state__in=begins_in), state=PartnershipState.OFFERED
            )
            .order_by("pk")
            .select_for_update(no_key=True, of=("self",))
        )
        _lapse(rows, at=at)
        for row in rows:
            audit.record(
                MATCH_LAPSED, by=None, task="let go", on=row, at=at, programme=row.programme_id
            )
    return len(rows)


def _locked(partnership_id: UUID) -> tuple[Partnership, list[Member]]:
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


def _answer(member: Member, answer: Answer, *, at: datetime) -> None:
    member.answer, member.answered_at = answer, at
    member.save(update_fields=["answer", "answered_at"])


def _seats(members: Iterable[Member]) -> list[rules.Seat]:
    return [
        rules.Seat(
            takes_part=member.participation.state != ParticipationState.DECLINED,
            free=member.participation.capacity - member.participation.places_taken,
        )
        for member in members
    ]


def begin(row: Partnership, members: Sequence[Member], *, at: datetime) -> None:
    """Begin the partnership, take a place of each, and let go of offers that have none left."""
    row.state = after(PARTNERSHIP, PartnershipState(row.state), PartnershipMove.BEGIN)
    row.began_at = at
    row.save(update_fields=["state", "began_at"])
    taken = [member.participation_id for member in members]
    Participation.objects.filter(pk__in=taken).update(places_taken=F("places_taken") + 1)
    _tell("partnership.began", members, at=at)
    full = Participation.objects.filter(pk__in=taken, places_taken=F("capacity"))
    _lapse(
        list(
            Partnership.objects.filter(
                state=PartnershipState.OFFERED,
                pk__in=Member.objects.filter(participation__in=full).values("partnership"),
            )
            .order_by("pk")
            .select_for_update(no_key=True)
        ),
        at=at,
    )


def _lapse(rows: Sequence[Partnership], *, at: datetime) -> None:
    """Let offers lapse and tell everyone in them, so that nobody is left hanging (R5.20)."""
    for row in rows:
        row.state = after(PARTNERSHIP, PartnershipState(row.state), PartnershipMove.LAPSE)
    Partnership.objects.bulk_update(rows, ["state"])
    members = Member.objects.filter(partnership__in=rows).select_related("participation")
    _tell("partnership.lapsed", members, at=at)


def _tell(kind: str, members: Iterable[Member], *, at: datetime) -> None:
    letters = (
        (
            member.participation.person_id,
            {"partnership": member.partnership_id},
            str(member.partnership_id),
        )
        for member in members
    )
    post_all(kind, letters, at=at)


def _record(act: audit.Act, row: Partnership, *, by: User, at: datetime) -> None:
    audit.record(act, by=by, on=row, at=at, programme=row.programme_id)
