"""Events as those see them who book, and as those who run the programme: viewer first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import seen_by
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.training.models import Booking, Event, EventFeedback, EventInterest, EventWay
from mentorhouse.training.rules.events import REMINDED_BEFORE, average_of
from mentorhouse.training.states import HOLDS_EVENTS, BookingState, EventState
from mentorhouse.vault.sealing import open_row, open_rows, without_destroyed

SOON_LAST = (F("starts_at").asc(nulls_last=True), "title", "pk")


@dataclass(frozen=True)
class Standing:
    """What an event is to one person: their booking, and whether they asked for the date."""

    event: Event
    booking: Booking | None
    asked: bool

    @property
    def state(self) -> str:
        """Where they stand: booked, waiting, or nothing."""
        live = self.booking is not None and self.booking.state != BookingState.CANCELLED
        return self.booking.state if live and self.booking else ""


@dataclass(frozen=True)
class Said:
    """What was said of an event, or only how many have answered yet."""

    answered: int
    least: int
    tenths: int
    points: Sequence[tuple[int, int]]
    words: Sequence[str]

    @property
    def is_shown(self) -> bool:
        """Whether enough people have answered."""
        return self.answered >= self.least


def events_for(viewer: Viewer, programme: Programme, *, at: datetime) -> QuerySet[Event]:
    """Return the events to come that are meant for the viewer, and those they booked."""
    require(viewer, Capability.BOOK_EVENT, programme)
    rows = Event.objects.filter(programme=programme).filter(_meant(viewer) | _booked(viewer))
    ahead = Q(starts_at=None) | Q(ends_at__gt=at)
    return rows.filter(ahead).distinct().order_by(*SOON_LAST).prefetch_related("ways")


def events_been_to(viewer: Viewer, programme: Programme, *, at: datetime) -> QuerySet[Event]:
    """Return the events that are over and that the viewer was booked for, the last first."""
    require(viewer, Capability.BOOK_EVENT, programme)
    booked = Booking.objects.filter(person=viewer.pk, state=BookingState.BOOKED)
    rows = Event.objects.filter(programme=programme, pk__in=booked.values("event"))
    return rows.filter(ends_at__lte=at).order_by("-starts_at", "pk").prefetch_related("ways")


def standings_of(viewer: Viewer, events: Sequence[Event]) -> list[Standing]:
    """Return what events are to the viewer, in two queries."""
    bookings = Booking.objects.filter(person=viewer.pk, event__in=events).select_related("way")
    mine = {booking.event_id: booking for booking in bookings}
    interests = EventInterest.objects.filter(person=viewer.pk, event__in=events)
    asked = set(interests.values_list("event", flat=True))
    return [Standing(event, mine.get(event.pk), event.pk in asked) for event in events]


def event_for(
    viewer: Viewer, programme: Programme, event_id: UUID, capability: Capability
) -> Event:
    """Return one event, with its ways and materials."""
    rows = Event.objects.filter(programme=programme, pk=event_id).select_related("programme")
    row = rows.prefetch_related("ways", "materials").first()
    if row is None:
        raise NotVisible
    require(viewer, capability, row)
    return row


def place_in_list(booking: Booking) -> int:
    """Return at which place of the list somebody waits."""
    waiting = Booking.objects.filter(event=booking.event_id, state=BookingState.WAITING)
    return waiting.filter(number__lt=booking.number).count() + 1


def joining_details(viewer: Viewer, way: EventWay, *, at: datetime) -> str:
    """Return how one joins in this way, to those who are booked for it."""
    rows = without_destroyed([way])
    return open_row(viewer, rows[0], at=at, purpose="join an event")["details"] if rows else ""


def all_details(viewer: Viewer, event: Event, *, at: datetime) -> dict[str, str]:
    """Return how one joins in each way, to who runs the programme."""
    rows = without_destroyed(EventWay.objects.filter(event=event).select_related("event"))
    opened = open_rows(viewer, rows, at=at, purpose="change an event")
    return {row.way: texts["details"] for row, texts in zip(rows, opened, strict=True)}


def events_in(
    viewer: Viewer, programme: Programme, *, at: datetime, when: str = "", kind: str = ""
) -> QuerySet[Event]:
    """Return every event of a programme, each with `waits` and `interested`."""
    require(viewer, Capability.SEE_BOOKINGS, programme)
    rows = Event.objects.filter(programme=programme).annotate(
        waits=Count("bookings", filter=Q(bookings__state=BookingState.WAITING), distinct=True),
        interested=Count("interests", distinct=True),
    )
    if kind:
        rows = rows.filter(kind=kind)
    if when == "past":
        return rows.filter(ends_at__lte=at).order_by("-starts_at", "pk")
    if when == "undated":
        return rows.filter(starts_at=None).order_by("title", "pk")
    if when == "coming":
        rows = rows.filter(Q(starts_at=None) | Q(ends_at__gt=at))
    return rows.order_by(*SOON_LAST)


def bookings_in(viewer: Viewer, event: Event, *, state: str = "") -> QuerySet[Booking]:
    """Return who is booked or waits, in order; a local co-ordinator gets their own people."""
    require(viewer, Capability.SEE_BOOKINGS, event)
    people = seen_by(viewer, event.programme).order_by().values("person")
    rows = event.bookings.filter(person__in=people).exclude(state=BookingState.CANCELLED)
    if state:
        rows = rows.filter(state=state)
    return rows.select_related("person__user", "person__organisation", "way").order_by(
        "state", "number", "pk"
    )


def feedback_in(viewer: Viewer, event: Event, *, at: datetime) -> Said:
    """Return what was said of an event, once enough people have answered."""
    require(viewer, Capability.KEEP_EVENTS, event)
    rows = list(EventFeedback.objects.filter(event=event).select_related("event__programme"))
    least = event.programme.design.evaluation.small_number
    if not rows or len(rows) < least:
        return Said(len(rows), least, 0, (), ())
    points = [row.useful for row in rows]
    opened = open_rows(viewer, without_destroyed(rows), at=at, purpose="read feedback on an event")
    return Said(
        answered=len(rows),
        least=least,
        tenths=average_of(points),
        points=tuple((each, points.count(each)) for each in range(5, 0, -1)),
        words=tuple(sorted(texts["words"] for texts in opened if texts["words"])),
    )


def due_for_event_reminder(*, at: datetime) -> QuerySet[Booking]:
    """Return bookings of events that begin within a day, not reminded yet; for the deed."""
    return Booking.objects.filter(
        state=BookingState.BOOKED,
        reminded_at=None,
        event__state=EventState.PLANNED,
        event__starts_at__gt=at,
        event__starts_at__lte=at + REMINDED_BEFORE,
        event__programme__state__in=[state.value for state in HOLDS_EVENTS],
    ).select_related("event").order_by("event", "pk")  # fmt: skip


def booking_about(booking_id: str, person_id: UUID) -> Booking | None:
    """Return the booking that a letter is about; None when it is gone."""
    rows = Booking.objects.filter(pk=booking_id, person=person_id)
    return rows.select_related("event__programme", "way").first()


def event_about(event_id: str) -> Event | None:
    """Return the event that a letter is about; None when it is gone."""
    return Event.objects.filter(pk=event_id).select_related("programme").first()


@dataclass(frozen=True)
class EventWays:
    """A programme with events to come, and the day of the first that the viewer is booked for."""

    programme: Programme
    next_on: date | datetime | None


def event_ways(viewer: Viewer, parts: Sequence[Participation], *, at: datetime) -> list[EventWays]:
    """Return in which programmes events wait for the viewer, in two queries."""
    held = {
        part.programme_id: part.programme
        for part in parts
        if part.state != ParticipationState.DECLINED
        and part.programme.state != ProgrammeState.DRAFT
    }
    if not held:
        return []
    ahead = Event.objects.filter(Q(starts_at=None) | Q(ends_at__gt=at), state=EventState.PLANNED)
    rows = ahead.filter(_meant(viewer) | _booked(viewer), programme__in=held)
    found = set(rows.order_by().values_list("programme", flat=True))
    booked = Booking.objects.filter(
        person=viewer.pk, state=BookingState.BOOKED, event__in=ahead, event__programme__in=found
    )
    first: dict[UUID, datetime | None] = {}
    for programme, starts in booked.order_by("event__starts_at").values_list(
        "event__programme", "event__starts_at"
    ):
        first.setdefault(programme, starts)
    return [EventWays(row, first.get(pk)) for pk, row in held.items() if pk in found]


def _meant(viewer: Viewer) -> Q:
    """Return which events are meant for the viewer, by the roles that they have."""
    parts = Participation.objects.filter(person=viewer.pk).exclude(
        state=ParticipationState.DECLINED
    )
    mine = {role: parts.filter(role=role).values("programme") for role in ("mentor", "mentee")}
    return (
        Q(audience="everyone", programme__in=parts.values("programme"))
        | Q(audience="mentor", programme__in=mine["mentor"])
        | Q(audience="mentee", programme__in=mine["mentee"])
    )


def _booked(viewer: Viewer) -> Q:
    rows = Booking.objects.filter(person=viewer.pk).exclude(state=BookingState.CANCELLED)
    return Q(pk__in=rows.values("event"))
