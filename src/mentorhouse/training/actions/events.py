"""Planning, changing and calling off events, and their materials (R4.04, R4.14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.models import Programme
from mentorhouse.training.actions.bookings import locked, move_up, open_for
from mentorhouse.training.models import Booking, Event, EventMaterial, EventWay
from mentorhouse.training.rules.events import why_not_for, why_not_plan
from mentorhouse.training.states import EVENT, BookingState, EventMove, EventState
from mentorhouse.vault.sealing import open_rows, seal, seal_all

PLANNED = audit.Act("event.planned", mark("planned an event"))
CHANGED = audit.Act("event.changed", mark("changed an event"))
CALLED_OFF = audit.Act("event.called_off", mark("called an event off"))
MATERIAL_ADDED = audit.Act("event.material_added", mark("added material to an event"))
MATERIAL_REMOVED = audit.Act("event.material_removed", mark("removed material from an event"))
LIVE = (BookingState.BOOKED.value, BookingState.WAITING.value)


class ChangedMeanwhile(NotNow):
    """Somebody saved the event after this form was opened."""


@dataclass(frozen=True)
class PlannedWay:
    """How one joins in one way, and how many can."""

    details: str
    places: int | None


@dataclass(frozen=True)
class EventPlan:
    """Everything that a co-ordinator says of an event."""

    kind: str
    audience: str
    title: str
    about: str
    starts_at: datetime | None
    ends_at: datetime | None
    places: int
    ways: Mapping[str, PlannedWay]


def plan_event(
    programme: Programme, plan: EventPlan, *, once: UUID, by: User, at: datetime
) -> Event:
    """Plan an event, with or without a date; a form sent twice plans one."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_EVENTS, row)
        open_for(row)
        there = Event.objects.filter(once=once, programme=row).first()
        if there is not None:
            return there
        _check(plan, at=at)
        event = Event(programme=row, once=once, changed_at=at)
        _write(event, plan)
        event.save()
        ways = [EventWay(event=event, way=way, places=w.places) for way, w in plan.ways.items()]
        seal_all((row, {"details": plan.ways[row.way].details or None}) for row in ways)
        EventWay.objects.bulk_create(ways)
        audit.record(PLANNED, by=by, on=event, at=at, programme=row.pk)
    return event


def change_event(event: Event, plan: EventPlan, *, version: int, by: User, at: datetime) -> Event:
    """Change an event; whoever is booked hears of another time or way to join.

    When it gets its first date, each who asked for that hears of it, once. Places that were added
    go to those who wait.
    """
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.KEEP_EVENTS, row)
        open_for(row.programme)
        _check_change(row, plan, version, at=at)
        first_date = row.starts_at is None and plan.starts_at is not None
        moved = (row.starts_at, row.ends_at) != (plan.starts_at, plan.ends_at)
        if moved and not first_date:
            row.bookings.update(reminded_at=None)
        _write(row, plan)
        row.version, row.changed_at = row.version + 1, at
        changed_ways = _change_ways(row, plan, by=by, at=at)
        row.sequence += bool(moved or changed_ways)
        row.save()
        if first_date:
            _tell_interested(row, at=at)
        elif moved or changed_ways:
            of_ways = {} if moved else {"way__in": changed_ways}
            _tell(row, "event.changed", at=at, **of_ways)
        move_up(row, at=at)
        detail = {"moved": moved}
        audit.record(CHANGED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
    return row


def call_off(event: Event, *, by: User, at: datetime) -> Event:
    """Call an event off; whoever is booked, waits or wants to hear of it gets a letter."""
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.KEEP_EVENTS, row)
        open_for(row.programme)
        if row.state == EventState.CALLED_OFF:
            return row
        if row.starts_at is not None and row.starts_at <= at:
            raise NotNow(say("This event has begun, so it cannot be called off any more."))
        row.state = after(EVENT, EventState(row.state), EventMove.CALL_OFF)
        row.sequence, row.version, row.changed_at = row.sequence + 1, row.version + 1, at
        row.save()
        _tell(row, "event.called_off", at=at)
        asked = row.interests.values_list("person", flat=True)
        about = {"event": str(row.pk)}
        post_all("event.called_off_undated", [(p, about, str(row.pk)) for p in asked], at=at)
        row.interests.all().delete()
        audit.record(CALLED_OFF, by=by, on=row, at=at, programme=row.programme_id)
    return row


def add_material(event: Event, title: str, link: str, *, by: User, at: datetime) -> EventMaterial:
    """Add something to read or watch; the same link again changes its title."""
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.KEEP_EVENTS, row)
        open_for(row.programme, keeping=True)
        material, _ = EventMaterial.objects.update_or_create(
            event=row, link=link, defaults={"title": title}
        )
        audit.record(MATERIAL_ADDED, by=by, on=material, at=at, programme=row.programme_id)
    return material


def remove_material(event: Event, material_id: UUID, *, by: User, at: datetime) -> None:
    """Remove something to read or watch; pressing twice removes it once."""
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.KEEP_EVENTS, row)
        open_for(row.programme, keeping=True)
        gone, _ = EventMaterial.objects.filter(event=row, pk=material_id).delete()
        if gone:
            audit.record(MATERIAL_REMOVED, by=by, on=row, at=at, programme=row.programme_id)


def _check(plan: EventPlan, *, at: datetime) -> None:
    """Refuse a plan that cannot be; the form has said the same beside each box."""
    if (plan.starts_at is None) != (plan.ends_at is None) or not plan.ways:
        raise NotVisible
    refusal = why_not_plan(plan.starts_at, plan.ends_at, now=at)
    if refusal := refusal or why_not_for(plan.kind, plan.audience):
        raise NotNow(refusal)


def _check_change(row: Event, plan: EventPlan, version: int, *, at: datetime) -> None:
    if row.version != version:
        raise ChangedMeanwhile(
            say(
                "This event was changed meanwhile, by a colleague or in another window. Your words "
                "stand in the form. Save again to put them in place of the others."
            )
        )
    if row.state == EventState.CALLED_OFF:
        raise NotNow(say("This event is called off. Plan a new one."))
    if row.starts_at is not None and row.starts_at <= at:
        raise NotNow(say("This event has begun, so it cannot be changed any more."))
    if row.starts_at is not None and plan.starts_at is None:
        raise NotNow(say("People know the date. Set another, or call the event off."))
    _check(plan, at=at)
    if plan.places < row.taken:
        raise NotNow(say("{count} are booked. Places cannot be fewer than that.", count=row.taken))
    narrower = plan.audience not in {row.audience, Event.Audience.EVERYONE}
    if narrower and row.bookings.filter(state__in=LIVE).exists():
        raise NotNow(say("People are booked. It stays open to those for whom it was planned."))


def _write(row: Event, plan: EventPlan) -> None:
    row.kind, row.audience = plan.kind, plan.audience
    row.title, row.about = plan.title, plan.about
    row.starts_at, row.ends_at, row.places = plan.starts_at, plan.ends_at, plan.places


def _change_ways(row: Event, plan: EventPlan, *, by: User, at: datetime) -> list[EventWay]:
    """Keep the ways as planned; return those whose joining details changed."""
    there = list(row.ways.select_related("event"))
    opened = open_rows(by, there, at=at, purpose="change an event")
    changed = []
    for way, texts in zip(there, opened, strict=True):
        wanted = plan.ways.get(way.way)
        name = way.get_way_display()
        if wanted is None:
            if way.bookings.filter(state__in=LIVE).exists():
                raise NotNow(say("People join in this way, so it has to stay: {way}", way=name))
            way.delete()
            continue
        if wanted.places is not None and wanted.places < way.taken:
            told = say("{way}: {count} are booked already.", way=name, count=way.taken)
            raise NotNow(told)
        if wanted.details != texts["details"]:
            seal(way, details=wanted.details or None)
            changed.append(way)
        way.places = wanted.places
        way.save()
    _add_ways(row, plan, {way.way for way in there})
    return changed


def _add_ways(row: Event, plan: EventPlan, there: set[str]) -> None:
    for way in plan.ways.keys() - there:
        fresh = EventWay(event=row, way=way, places=plan.ways[way].places)
        seal(fresh, details=plan.ways[way].details or None)
        fresh.save()


def _tell(row: Event, kind: str, *, at: datetime, **which: Sequence[EventWay]) -> None:
    """Post a letter to everyone booked or waiting, once for each change."""
    found = Booking.objects.filter(event=row, state__in=LIVE, **which)
    letters = [
        (booking.person_id, {"booking": str(booking.pk)}, f"{booking.pk}:{row.sequence}")
        for booking in found
    ]
    post_all(kind, letters, at=at)


def _tell_interested(row: Event, *, at: datetime) -> None:
    asked = row.interests.values_list("person", flat=True)
    about = {"event": str(row.pk)}
    post_all("event.dated", [(person, about, str(row.pk)) for person in asked], at=at)
    row.interests.all().delete()
