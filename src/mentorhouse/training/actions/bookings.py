"""Taking a place, waiting for one, giving it back, and asking to hear of a date (R4.04, R4.14).

The event is locked first, so that the last place goes to one of two, and the list moves in order.
"""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.training.models import Booking, Event, EventInterest, EventWay
from mentorhouse.training.rules.events import Room, moving_up, roles_for
from mentorhouse.training.states import (
    BOOKING,
    HOLDS_EVENTS,
    KEEPS_EVENTS,
    BookingMove,
    BookingState,
    EventState,
)

BOOKED = audit.Act("event.booked", mark("booked a place at an event"))
WAITING = audit.Act("event.waiting", mark("asked to wait for a place at an event"))
CANCELLED = audit.Act("event.cancelled", mark("gave a place at an event back"))
ASKED = audit.Act("event.asked_for_date", mark("asked to hear when an event has a date"))
NOT_ASKED = audit.Act("event.asked_no_more", mark("no longer asks to hear of an event’s date"))
B = BookingState


def locked(event: Event) -> Event:
    """Lock an event, so that deeds on it come one after the other."""
    rows = Event.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("programme").filter(pk=event.pk).first()
    if row is None:
        raise NotVisible
    return row


def open_for(programme: Programme, *, keeping: bool = False) -> None:
    """Refuse where the programme's state leaves no room for events, or for records of them."""
    if ProgrammeState(programme.state) not in (KEEPS_EVENTS if keeping else HOLDS_EVENTS):
        raise NotNow(say("The programme is over, so nothing changes about its events any more."))


def book(event: Event, way: str, *, wait: bool = False, by: User, at: datetime) -> Booking:
    """Take a place, or with `wait` a place in the list where none is left.

    Pressed twice it books once. Who is booked already changes the way of joining, where it has
    room.
    """
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.BOOK_EVENT, row)
        _can_be_booked(row, by, at=at)
        ways = {each.way: each for each in row.ways.select_for_update(no_key=True).order_by("pk")}
        if way not in ways:
            raise NotVisible
        booking = Booking.objects.filter(event=row, person=by.pk).first()
        if booking is None:
            booking = Booking(
                event=row, person_id=by.pk, state=B.CANCELLED, number=0, changed_at=at
            )
        elif booking.state != B.CANCELLED:
            return _other_way(row, booking, ways, way, by=by, at=at)
        move = _move_for(row, ways, way, wait=wait)
        booking.way, booking.state = ways[way], after(BOOKING, B(booking.state), move)
        row.last_number += 1
        booking.number, booking.attended, booking.reminded_at = row.last_number, None, None
        row.save(update_fields=["last_number"])
        if booking.state == B.BOOKED:
            _take(row, ways[way])
        _save(booking, at=at)
        _tell_of([booking], at=at)
        act = BOOKED if booking.state == B.BOOKED else WAITING
        audit.record(act, by=by, on=booking, at=at, programme=row.programme_id)
    return booking


def cancel(event: Event, *, by: User, at: datetime) -> Booking | None:
    """Give one's place back, or leave the list; the next who waits moves up."""
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.BOOK_EVENT, row)
        booking = Booking.objects.filter(event=row, person=by.pk).select_related("way").first()
        if booking is None or booking.state == B.CANCELLED:
            return booking
        if row.starts_at is None or row.starts_at <= at:
            raise NotNow(say("This event has begun, so a place cannot be given back any more."))
        held = booking.state == B.BOOKED
        booking.state = after(BOOKING, B(booking.state), BookingMove.CANCEL)
        _save(booking, at=at)
        if held:
            _free(row, booking.way)
            move_up(row, at=at)
        audit.record(CANCELLED, by=by, on=booking, at=at, programme=row.programme_id)
    return booking


def ask_for_date(event: Event, *, wanted: bool, by: User, at: datetime) -> None:
    """Ask to hear when an event gets a date, or no longer."""
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.BOOK_EVENT, row)
        open_for(row.programme)
        if wanted and (row.starts_at is not None or row.state == EventState.CALLED_OFF):
            raise NotNow(say("Nothing to wait for: this event has a date, or is called off."))
        if wanted:
            _takes_part(row, by)
            _, new = EventInterest.objects.get_or_create(event=row, person_id=by.pk)
        else:
            new = bool(EventInterest.objects.filter(event=row, person=by.pk).delete()[0])
        if new:
            act = ASKED if wanted else NOT_ASKED
            audit.record(act, by=by, on=row, at=at, programme=row.programme_id)


def move_up(row: Event, *, at: datetime) -> int:
    """Give places that are free to those who wait, in their order, in a deed with the lock."""
    if row.state != EventState.PLANNED or row.starts_at is None or row.starts_at <= at:
        return 0
    waiting = list(row.bookings.filter(state=B.WAITING).order_by("number", "pk"))
    if not waiting:
        return 0
    ways = {each.way: each for each in row.ways.all()}
    by_id = {each.pk: each for each in ways.values()}
    listed = [(booking, by_id[booking.way_id].way) for booking in waiting]
    moved = moving_up(_room(row, ways), listed)
    for booking in moved:
        booking.state = after(BOOKING, B(booking.state), BookingMove.MOVE_UP)
        _take(row, by_id[booking.way_id])
        _save(booking, at=at)
    _tell_of(moved, at=at, moved_up=True)
    return len(moved)


def _can_be_booked(row: Event, by: User, *, at: datetime) -> None:
    open_for(row.programme)
    if row.state != EventState.PLANNED:
        raise NotNow(say("This event is called off."))
    if row.starts_at is None:
        raise NotNow(say("This event has no date yet. Ask to hear when it has one."))
    if row.starts_at <= at:
        raise NotNow(say("This event has begun, so it cannot be booked any more."))
    _takes_part(row, by)


def _takes_part(row: Event, by: User) -> None:
    parts = Participation.objects.filter(
        programme=row.programme_id, person=by.pk, role__in=roles_for(row.audience)
    )
    if not parts.exclude(state=ParticipationState.DECLINED).exists():
        raise NotVisible


def _room(row: Event, ways: dict[str, EventWay]) -> Room:
    left = {w.way: None if w.places is None else w.places - w.taken for w in ways.values()}
    return Room(row.places - row.taken, left)


def _move_for(row: Event, ways: dict[str, EventWay], way: str, *, wait: bool) -> BookingMove:
    """Return whether a place is taken or waited for; say kindly that there is none."""
    room = _room(row, ways)
    if room.has(way):
        return BookingMove.TAKE
    if wait:
        return BookingMove.WAIT
    if room.overall > 0:
        raise NotNow(say("The last place in this way has just gone. Choose another, or wait."))
    raise NotNow(say("The last place has just gone. You can wait: if one comes free, you move up."))


def _other_way(
    row: Event, booking: Booking, ways: dict[str, EventWay], way: str, *, by: User, at: datetime
) -> Booking:
    old = next(each for each in ways.values() if each.pk == booking.way_id)
    if old.way == way:
        return booking
    if booking.state == B.BOOKED:
        if not Room(1, _room(row, ways).ways).has(way):
            raise NotNow(say("No place is left in this way. You keep the one that you have."))
        _free(row, old)
        _take(row, ways[way])
    booking.way = ways[way]
    _save(booking, at=at)
    move_up(row, at=at)
    audit.record(BOOKED, by=by, on=booking, at=at, programme=row.programme_id)
    booking.refresh_from_db()
    return booking


def _take(row: Event, way: EventWay) -> None:
    row.taken, way.taken = row.taken + 1, way.taken + 1
    row.save(update_fields=["taken"])
    way.save(update_fields=["taken"])


def _free(row: Event, way: EventWay) -> None:
    row.taken, way.taken = row.taken - 1, way.taken - 1
    row.save(update_fields=["taken"])
    way.save(update_fields=["taken"])


def _save(booking: Booking, *, at: datetime) -> None:
    booking.changes, booking.changed_at = booking.changes + 1, at
    booking.save()


def _tell_of(bookings: list[Booking], *, at: datetime, moved_up: bool = False) -> None:
    """Post what became of bookings; each change is a letter of its own."""
    kinds = {B.BOOKED: "event.moved_up" if moved_up else "event.booked", B.WAITING: "event.waits"}
    for state, kind in kinds.items():
        letters = [
            (each.person_id, {"booking": str(each.pk)}, f"{each.pk}:{each.changes}")
            for each in bookings
            if each.state == state
        ]
        if letters:
            post_all(kind, letters, at=at)
