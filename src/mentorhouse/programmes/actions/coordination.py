"""Deeds on who runs a programme: name, date, hand over, and the bodies that run it together.

There is always somebody who sees all and whose access has no last day: whoever leaves hands over
to one of those (R2.08, R2.28). A row is never deleted, so that open tasks find who took over.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications import post
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes import rules
from mentorhouse.programmes.actions.life import locked
from mentorhouse.programmes.models import Coordinator, PartnerBody, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import Work

COORDINATOR_ADDED = audit.Act("programme.coordinator_added", mark("added a co-ordinator"))
ACCESS_DATED = audit.Act(
    "programme.access_dated", mark("changed how long a co-ordinator has access")
)
HANDED_OVER = audit.Act("programme.handed_over", mark("handed the co-ordinator’s role over"))
ACCESS_ENDED = audit.Act("programme.access_ended", mark("ended a co-ordinator’s access"))
PARTNER_ADDED = audit.Act(
    "programme.partner_added", mark("added an organisation that helps to run it")
)
PARTNER_REMOVED = audit.Act(
    "programme.partner_removed", mark("removed an organisation that helped to run it")
)
TASK = mark("end access")
ALREADY = mark("This person co-ordinates the programme already.")
GONE = mark("This access has ended already.")
EXTERNAL = mark("Name the last day of access: somebody from outside has access for a time only.")


@dataclass(frozen=True)
class Terms:
    """For how long somebody has access, who takes over then, and for whose people."""

    until: date | None = None
    successor: Coordinator | None = None
    external: bool = False
    organisation: Organisation | None = None


def add_coordinator(
    programme: Programme, email: str, *, by: User, at: datetime, terms: Terms = Terms()
) -> Coordinator:
    """Name another co-ordinator; someone without an account gets one, and a letter either way."""
    with transaction.atomic():
        row = _open_for_names(programme, by=by)
        _check(row, terms, at=at)
        user = find_or_open([email])[email]
        known = row.coordinators.filter(user=user).first()
        if known is not None and _in_force(known, at=at):
            raise NotNow(say(ALREADY))
        named = known or Coordinator(programme=row, user=user)
        named.since, named.ended_at = at, None
        _put(named, terms)
        _tell("programme.coordinator", named, named.user, at=at)
        audit.record(COORDINATOR_ADDED, by=by, on=named, at=at, programme=row.pk)
    return named


def set_terms(coordinator: Coordinator, terms: Terms, *, by: User, at: datetime) -> Coordinator:
    """Say how long a co-ordinator has access, and who takes over then (R2.28)."""
    with transaction.atomic():
        programme = _open_for_names(coordinator.programme, by=by)
        row = _here(coordinator, at=at)
        _check(programme, terms, at=at, leaving=row)
        _put(row, terms)
        detail = {"dated": terms.until is not None, "external": terms.external}
        audit.record(ACCESS_DATED, by=by, on=row, at=at, programme=programme.pk, detail=detail)
    return row


def hand_over(
    programme: Programme,
    *,
    to: User,
    by: User,
    at: datetime,
    leaving: Coordinator | None = None,
) -> Coordinator:
    """Hand the role over: who leaves (by default `by`) has no access any more, `to` goes on.

    Open tasks follow by `queries.successions`. Returns the successor. Pressed twice is as once.
    """
    with transaction.atomic():
        row = _open_for_names(programme, by=by)
        old = (
            row.coordinators.central().filter(pk=leaving.pk)
            if leaving
            else (row.coordinators.central().filter(user=by))
        )
        gone = old.first()
        if gone is None:
            raise NotVisible
        heir = row.coordinators.lasting().filter(user=to).exclude(pk=gone.pk).first()
        if heir is None:
            raise NotNow(say(rules.NOT_A_SUCCESSOR))
        if not _in_force(gone, at=at):
            return heir
        gone.successor, gone.ended_at = heir, at
        gone.save(update_fields=["successor", "ended_at"])
        _tell_of_end(gone, at=at)
        detail = {"to": to.pk}
        audit.record(HANDED_OVER, by=by, on=gone, at=at, programme=row.pk, detail=detail)
    return heir


def end_local(coordinator: Coordinator, *, by: User, at: datetime) -> Coordinator:
    """End a local co-ordinator's access at once; the programme's co-ordinators stay."""
    with transaction.atomic():
        programme = _open_for_names(coordinator.programme, by=by)
        row = _here(coordinator, at=at)
        if row.organisation_id is None:
            raise NotNow(say("Hand over to somebody who goes on, so that no task is left alone."))
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        _tell_of_end(row, at=at)
        audit.record(ACCESS_ENDED, by=by, on=row, at=at, programme=programme.pk)
    return row


def end_due(*, at: datetime) -> int:
    """Note whose access has ended by its date, and tell them and who takes over; say how many.

    The access itself ended at midnight without this.
    """
    with transaction.atomic():
        rows = list(
            Coordinator.objects.select_for_update(no_key=True, of=("self",))
            .filter(ended_at=None, until__lt=day_of(at))
            .select_related("programme", "successor__user", "user")
            .order_by("pk")
        )
        for row in rows:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            _tell_of_end(row, at=at)
        for row in rows:
            programme = row.programme_id
            audit.record(ACCESS_ENDED, by=None, task=TASK, on=row, at=at, programme=programme)
    return len(rows)


def warn(*, at: datetime) -> int:
    """Tell whose access ends soon, and who takes over, 14 and 3 days before; say how many.

    Each warning leaves once, however often this runs.
    """
    today, count = day_of(at), 0
    rows = Coordinator.objects.on(today).filter(until__isnull=False)
    for row in rows.select_related("user", "successor__user"):
        days = rules.warning_due(row.until, today=today) if row.until else None
        if days is None:
            continue
        count += 1
        key = f"{row.pk} {row.until} {days}"
        about = {"coordinator": str(row.pk)}
        post("programme.access_ends", to=row.user, about=about, at=at, key=key)
        if row.successor is not None:
            heir = row.successor.user
            post("programme.hand_over_due", to=heir, about=about, at=at, key=key)
    return count


def add_partner(programme: Programme, name: str, *, by: User, at: datetime) -> PartnerBody:
    """Add an organisation that runs the programme together with others. Twice is as once."""
    with transaction.atomic():
        row = _open_for_names(programme, by=by)
        organisation = find_or_add([name])[name]
        body, new = PartnerBody.objects.get_or_create(
            programme=row, organisation=organisation, defaults={"since": at}
        )
        if new:
            audit.record(PARTNER_ADDED, by=by, on=body, at=at, programme=row.pk)
    return body


def remove_partner(body: PartnerBody, *, by: User, at: datetime) -> None:
    """Take an organisation out of those that run it; its local co-ordinators have to go first."""
    with transaction.atomic():
        row = _open_for_names(body.programme, by=by)
        here = row.coordinators.on(day_of(at)).filter(organisation=body.organisation_id)
        if here.exists():
            raise NotNow(say("End the access of its local co-ordinators first."))
        audit.record(PARTNER_REMOVED, by=by, on=body, at=at, programme=row.pk)
        PartnerBody.objects.filter(pk=body.pk).delete()


def _open_for_names(programme: Programme, *, by: User) -> Programme:
    row = locked(programme)
    require(by, Capability.RUN_PROGRAMME, row)
    rules.check_open(row.state, Work.NAME_COORDINATORS)
    return row


def _here(coordinator: Coordinator, *, at: datetime) -> Coordinator:
    row = Coordinator.objects.select_for_update(no_key=True, of=("self",)).get(pk=coordinator.pk)
    if not _in_force(row, at=at):
        raise NotNow(say(GONE))
    return row


def _in_force(row: Coordinator, *, at: datetime) -> bool:
    return row.ended_at is None and (row.until is None or row.until >= day_of(at))


def _check(
    programme: Programme, terms: Terms, *, at: datetime, leaving: Coordinator | None = None
) -> None:
    """Refuse terms under which nobody would be there some day, or that name a stranger."""
    if terms.external and terms.until is None:
        raise NotNow(say(EXTERNAL))
    if terms.organisation is not None and not programme.partner_bodies.filter(
        organisation=terms.organisation
    ):
        raise NotNow(say("Add the organisation to those that run the programme together first."))
    # Whoever becomes local sees the people of one organisation only: somebody must see all.
    if leaving is not None and terms.organisation is not None and not _others(programme, leaving):
        raise NotNow(say(rules.NO_SUCCESSOR))
    if terms.until is None:
        return
    problem = rules.until_problem(terms.until, today=day_of(at))
    if problem:
        raise NotNow(problem)
    if terms.organisation is None:
        _check_successor(programme, terms.successor, leaving)


def _others(programme: Programme, leaving: Coordinator) -> bool:
    return programme.coordinators.lasting().exclude(pk=leaving.pk).exists()


def _check_successor(
    programme: Programme, successor: Coordinator | None, leaving: Coordinator | None
) -> None:
    lasting = programme.coordinators.lasting()
    if leaving is not None:
        lasting = lasting.exclude(pk=leaving.pk)
    if not lasting.exists():
        raise NotNow(say(rules.NO_SUCCESSOR))
    if successor is None:
        raise NotNow(say(rules.CHOOSE_SUCCESSOR))
    if not lasting.filter(pk=successor.pk).exists():
        raise NotNow(say(rules.NOT_A_SUCCESSOR))


def _put(row: Coordinator, terms: Terms) -> None:
    row.until, row.external, row.organisation = terms.until, terms.external, terms.organisation
    row.successor = terms.successor if terms.until and not terms.organisation else None
    row.save()


def _tell_of_end(row: Coordinator, *, at: datetime) -> None:
    """Tell who has left; and who goes on in their place, if somebody does."""
    _tell("programme.access_ended", row, row.user, at=at)
    if row.successor is not None:
        _tell("programme.handed_over", row, row.successor.user, at=at)


def _tell(kind: str, row: Coordinator, to: User, *, at: datetime) -> None:
    """Post a letter about a row. Somebody named again after an end is told again."""
    about = {"programme": str(row.programme_id), "coordinator": str(row.pk)}
    post(kind, to=to, about=about, at=at, key=f"{row.pk} {row.since.isoformat()}")
