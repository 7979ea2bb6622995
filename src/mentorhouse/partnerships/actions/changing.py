"""Who is in a running partnership, and its shape, change when all agree (R9.05, decision 129).

Who joins a group or team holds a place in the same partnership. Another shape is a new partnership
that follows: what was written before stays with those who wrote it, and with their key.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import POLICY_VERSION, Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships.actions.beginning import begin, take_places
from mentorhouse.partnerships.actions.ending import finish, tell_coordinators
from mentorhouse.partnerships.actions.members import members_of, record
from mentorhouse.partnerships.models import Change, ChangeYes, Member, Newcomer, Partnership
from mentorhouse.partnerships.queries.apart import first_kept_apart
from mentorhouse.partnerships.rules import NoPlaceLeft, Shape, TakingPartFirst, check_first
from mentorhouse.partnerships.rules import changing as rules
from mentorhouse.partnerships.states import (
    CHANGE,
    Answer,
    ChangeMove,
    ChangeState,
    Ending,
    PartnershipState,
)
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import ParticipationState, Work

CHANGE_PROPOSED = audit.Act("change.proposed", mark("proposed a change of a partnership"))
CHANGE_AGREED = audit.Act("change.agreed", mark("agreed to a change of a partnership"))
CHANGE_CLOSED = audit.Act("change.closed", mark("left a partnership as it is"))
CHANGE_MADE = audit.Act("change.made", mark("changed a partnership, as all had agreed"))


def propose_change(
    partnership: Partnership, shape: Shape, joining: Collection[UUID], *, by: User, at: datetime
) -> Change:
    """Propose that people join, or another shape. It holds once everybody has said yes.

    The pair itself proposes a change for which nobody joins; whom to add, a co-ordinator knows.
    """
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        new = list(
            Participation.objects.filter(pk__in=joining, programme=row.programme_id)
            .select_related("person")
            .order_by("pk")
        )
        inside = {m.participation.person_id for m in members_of(row)}
        by_pair = by.pk in inside
        require(by, _capability(by_pair=by_pair), row)
        if row.state != PartnershipState.ACTIVE or len(new) != len({*joining}):
            raise NotVisible
        if by_pair and not {part.person_id for part in new} <= inside:
            raise NotVisible
        _check(row, shape, new)
        if Change.objects.filter(partnership=row, state=ChangeState.OPEN.value).exists():
            raise NotNow(say(rules.ONE_IS_OPEN))
        made = Change.objects.create(
            partnership=row, shape=shape.value, by_coordinator=not by_pair, proposed_at=at
        )
        Newcomer.objects.bulk_create(Newcomer(change=made, participation=part) for part in new)
        if by_pair:
            _say_yes(made, row, new, by=by, at=at)
        people = inside | {part.person_id for part in new}
        _post("change.asked", made, people - {by.pk}, at=at)
        record(CHANGE_PROPOSED, row, by=by, at=at, shape=shape.value, joining=len(new))
    return made


def answer_change(change: Change, *, agree: bool, by: User, at: datetime) -> Change:
    """Agree to a change, or leave it as it is. The last who agrees makes it. Twice is as once.

    Raises `TakingPartFirst`, `SomethingFirst`, or `NoPlaceLeft` when a place is gone; the change
    is over then, and everybody is told.
    """
    with transaction.atomic():
        row, found, new = _locked(change)
        require(by, Capability.ANSWER_CHANGE, found)
        if found.state == ChangeState.DONE and agree:
            return found  # pressed twice
        if found.state != ChangeState.OPEN or row.state != PartnershipState.ACTIVE:
            raise NotNow(say(rules.NOT_OPEN))
        if not agree:
            _close(row, found, new, ChangeMove.DECLINE, by=by, at=at)
            return found
        _check_first(row, new, by)
        _say_yes(found, row, new, by=by, at=at)
        refusal = _make_if_all_agree(row, found, new, by=by, at=at)
    if refusal:  # raised only now, so that it stands that the change is over
        raise NoPlaceLeft(refusal)
    return found


def withdraw_change(change: Change, *, by: User, at: datetime) -> None:
    """Take a change back that one proposed as a co-ordinator. Twice is as once."""
    with transaction.atomic():
        row, found, new = _locked(change)
        require(by, Capability.ADD_TO_PARTNERSHIP, row)
        if found.state == ChangeState.OPEN:
            _close(row, found, new, ChangeMove.WITHDRAW, by=by, at=at)


def _capability(*, by_pair: bool) -> Capability:
    return Capability.CHANGE_PARTNERSHIP if by_pair else Capability.ADD_TO_PARTNERSHIP


def _locked(change: Change) -> tuple[Partnership, Change, list[Participation]]:
    """Lock the programme, everybody who is in it or joins, the partnership and the change."""
    of = Change.objects.select_related("partnership").get(pk=change.pk)
    Programme.objects.select_for_update(no_key=True).get(pk=of.partnership.programme_id)
    here = Member.objects.filter(partnership=of.partnership_id).values("participation")
    newly = Newcomer.objects.filter(change=of).values("participation")
    who = Participation.objects.filter(pk__in=here) | Participation.objects.filter(pk__in=newly)
    list(who.order_by("pk").select_for_update(no_key=True))
    row = Partnership.objects.select_for_update(no_key=True).get(pk=of.partnership_id)
    found = Change.objects.select_for_update(no_key=True).get(pk=change.pk)
    found.partnership = row
    joins = Participation.objects.filter(pk__in=newly).select_related("person").order_by("pk")
    return row, found, list(joins)


def _check(row: Partnership, shape: Shape, new: Sequence[Participation]) -> None:
    """Raise `NotNow` where the change cannot be: by numbers, by places, or for who is named."""
    check_open(row.programme.state, Work.BEGIN_PARTNERSHIP)
    members = list(row.members.select_related("participation"))
    here = {member.participation_id for member in members}
    inside = {member.participation.person_id for member in members}
    for part in new:
        mutual = shape is Shape.RECIPROCAL
        if mutual and part.person_id not in inside:
            raise NotNow(say(rules.ONLY_TWO))
        if part.pk in here or (part.person_id in inside and not mutual):
            raise NotNow(say(rules.IN_IT, name=part.person.name))
        if not _has_place(part):
            raise NotNow(say(rules.NO_PLACE, name=part.person.name))
    inside_now = [member.participation for member in members]
    if apart := first_kept_apart(row.programme, inside_now, new):
        raise NotNow(say(rules.KEPT_APART, name=apart.person.name))
    wanted = rules.Wanted(
        Shape(row.shape), shape, tuple(m.role for m in members), tuple(p.role for p in new)
    )
    if problem := rules.problem(wanted, row.programme.design):
        raise NotNow(problem)


def _has_place(part: Participation) -> bool:
    takes_part = part.state == ParticipationState.ACCEPTED
    return takes_part and part.places_taken < part.capacity


def _check_first(row: Partnership, new: Sequence[Participation], by: User) -> None:
    """Whoever joins does first what comes before any match."""
    check_open(row.programme.state, Work.BEGIN_PARTNERSHIP)
    mine = [part for part in new if part.person_id == by.pk]
    if any(part.state != ParticipationState.ACCEPTED for part in mine):
        raise TakingPartFirst
    if mine:
        check_first(by.pk, row.programme_id)


def _say_yes(
    change: Change, row: Partnership, new: Sequence[Participation], *, by: User, at: datetime
) -> None:
    places = [member.participation for member in members_of(row)] + [*new]
    mine = next(part for part in places if part.person_id == by.pk)
    ChangeYes.objects.get_or_create(change=change, participation=mine, defaults={"said_at": at})


def _make_if_all_agree(
    row: Partnership, change: Change, new: Sequence[Participation], *, by: User, at: datetime
) -> str:
    """Make the change once all have said yes; return why it cannot be made, if so."""
    people = {member.participation.person_id for member in members_of(row)}
    joining = {part.person_id for part in new}
    yeses = set(change.yeses.values_list("participation__person", flat=True))
    if not rules.all_agree(people, joining, yeses):
        record(CHANGE_AGREED, row, by=by, at=at)
        return ""
    try:
        _check(row, Shape(change.shape), new)
    except NotNow:
        _close(row, change, new, ChangeMove.OVERTAKE, by=by, at=at)
        return say(rules.COULD_NOT)
    _move(change, ChangeMove.DO, at=at)
    if change.shape == row.shape:
        _join(row, new, at=at)
    else:
        _go_on_as(row, Shape(change.shape), new, at=at)
    _post("change.done", change, people | joining, at=at)
    tell_coordinators("change.made_told", row, str(change.pk), at=at)
    record(CHANGE_MADE, row, by=by, at=at, shape=str(change.shape))
    return ""


def _join(row: Partnership, new: Sequence[Participation], *, at: datetime) -> None:
    """Give each a free seat in the same partnership."""
    taken = {(member.role, member.seat) for member in row.members.all()}
    Member.objects.bulk_create(_seated(row, new, taken, at=at))
    take_places([part.pk for part in new], at=at)


def _go_on_as(
    row: Partnership, shape: Shape, new: Sequence[Participation], *, at: datetime
) -> Partnership:
    """End it, and begin anew in another shape, with who may read pinned as at this moment.

    The last day and the phase stay as they are: it is the same way, with others or in other roles.
    """
    members = list(row.members.select_related("participation").order_by("role", "seat"))
    finish(row, members, Ending.CHANGED, at=at)
    confidentiality = row.programme.design.confidentiality
    made = Partnership.objects.create(
        programme=row.programme,
        shape=shape.value,
        offered_at=at,
        coordinator_reads_content=confidentiality.coordinator_reads_content,
        confidentiality_statement=confidentiality.statement,
        policy_version=POLICY_VERSION,
        phase=row.phase,
        follows=row,
    )
    parts = [member.participation for member in members] + [*new]
    seated = Member.objects.bulk_create(_seated(made, parts, set(), at=at))
    begin(made, seated, at=at)
    if row.ends_on:
        made.ends_on = row.ends_on
        made.save(update_fields=["ends_on"])
    return made


def _seated(
    row: Partnership, parts: Sequence[Participation], taken: set[tuple[str, int]], *, at: datetime
) -> list[Member]:
    """Give everybody the first free seat of their role."""
    found = []
    for part in parts:
        seat = next(n for n in range(1, len(taken) + 2) if (part.role, n) not in taken)
        taken.add((part.role, seat))
        found.append(
            Member(
                partnership=row, participation=part, role=part.role, shape=row.shape, seat=seat,
                answer=Answer.ACCEPTED.value, answered_at=at,
            )
        )  # fmt: skip
    return found


def _close(
    row: Partnership, change: Change, new: Sequence[Participation], move: ChangeMove, *, by: User,
    at: datetime,
) -> None:  # fmt: skip
    """Leave it as it is, and tell everybody but who did so; not who it was."""
    _move(change, move, at=at)
    people = {member.participation.person_id for member in members_of(row)}
    _post("change.off", change, (people | {part.person_id for part in new}) - {by.pk}, at=at)
    if change.by_coordinator and move is not ChangeMove.WITHDRAW:
        tell_coordinators("change.off_told", row, str(change.pk), at=at)
    record(CHANGE_CLOSED, row, by=by, at=at, state=str(change.state))


def _move(change: Change, move: ChangeMove, *, at: datetime) -> None:
    change.state = after(CHANGE, ChangeState(change.state), move, refusal=say(rules.NOT_OPEN)).value
    change.closed_at = at
    change.save(update_fields=["state", "closed_at"])


def _post(kind: str, change: Change, people: Collection[UUID], *, at: datetime) -> None:
    about = {"partnership": change.partnership_id, "change": change.pk}
    post_all(kind, [(who, about, str(change.pk)) for who in people], at=at)
