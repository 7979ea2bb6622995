"""Who came, what they said of it, the reminder before, and traces of reading (R4.04)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.actions import completions
from mentorhouse.programmes.actions.taking_on import lock_parts
from mentorhouse.programmes.models import Completion, Participation
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.actions import enter
from mentorhouse.training.actions.bookings import locked, open_for
from mentorhouse.training.models import Booking, Event, EventFeedback
from mentorhouse.training.queries.events import due_for_event_reminder
from mentorhouse.training.rules.events import COMPLETES, ROLE_OF_KIND
from mentorhouse.training.states import BookingState, EventState
from mentorhouse.vault.sealing import seal

ATTENDANCE = audit.Act("event.attendance_recorded", mark("recorded who came to an event"))
ANSWERED = audit.Act("event.feedback_given", mark("took in what was said of an event, nameless"))
REMINDED = audit.Act("event.reminded", mark("reminded people of an event"))
READ = audit.Act("event.bookings_read", mark("looked at who is booked for an event"))
EXPORTED = audit.Act("event.bookings_exported", mark("exported who is booked for an event"))


def record_attendance(event: Event, came: Iterable[UUID], *, by: User, at: datetime) -> int:
    """Record who of those booked came; the last record counts.

    Coming to a training or induction completes it. Correcting strikes no completion: what waits
    for one may have gone on, so it is struck by itself. Returns how many completed it now.
    """
    wanted = set(came)
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.KEEP_EVENTS, row)
        open_for(row.programme, keeping=True)
        if row.state == EventState.CALLED_OFF:
            raise NotNow(say("This event was called off, so nobody came."))
        if row.starts_at is None or row.starts_at > at:
            raise NotNow(say("This event lies ahead. Record who came once it has begun."))
        bookings = list(row.bookings.filter(state=BookingState.BOOKED).order_by("pk"))
        if not wanted <= {booking.pk for booking in bookings}:
            raise NotVisible
        for booking in bookings:
            booking.attended = booking.pk in wanted
        Booking.objects.bulk_update(bookings, ["attended"])
        row.recorded_at = at
        row.save(update_fields=["recorded_at"])
        there = [booking.person_id for booking in bookings if booking.attended]
        fresh = _complete(row, there, by=by, at=at)
        detail = {"count": len(there), "completed": fresh}
        audit.record(ATTENDANCE, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
    return fresh


def give_feedback(event: Event, useful: int, words: str, *, by: User, at: datetime) -> None:
    """Take in what somebody says of an event, without who it is and of the moment only the week.

    The booking keeps that an answer was given, so that nobody answers twice.
    """
    with transaction.atomic():
        row = locked(event)
        require(by, Capability.BOOK_EVENT, row)
        open_for(row.programme, keeping=True)
        booking = row.bookings.filter(person=by.pk, state=BookingState.BOOKED).first()
        if booking is None or booking.attended is False:
            raise NotVisible
        if row.state == EventState.CALLED_OFF or row.ends_at is None or row.ends_at > at:
            raise NotNow(say("This event is not over yet. Say how it was once it is."))
        if booking.has_answered:
            return
        booking.has_answered = True
        booking.save(update_fields=["has_answered"])
        today = day_of(at)
        said = EventFeedback(event=row, week=today - timedelta(days=today.weekday()), useful=useful)
        seal(said, words=words or None)
        said.save()
        # The trail says that something was said, and not by whom.
        audit.record(
            ANSWERED, by=None, task="take feedback in", on=row, at=at, programme=row.programme_id
        )


def remind_of_events(*, at: datetime) -> int:
    """Remind everyone booked, once, in the day before an event."""
    with transaction.atomic():
        due = list(due_for_event_reminder(at=at).select_for_update(no_key=True, of=("self",)))
        if not due:
            return 0
        Booking.objects.filter(pk__in=[booking.pk for booking in due]).update(reminded_at=at)
        letters = [
            (
                booking.person_id,
                {"booking": str(booking.pk)},
                f"{booking.pk}:{booking.changes}:{booking.event.sequence}",
            )
            for booking in due
        ]
        post_all("event.reminder", letters, at=at)
        detail = {"count": len(due)}
        kind = audit.Subject("training.booking")
        audit.record(REMINDED, by=None, task="remind of events", on=kind, at=at, detail=detail)
    return len(due)


def note_bookings_read(event: Event, *, by: User, at: datetime) -> None:
    """Leave a trace that somebody looked at who is booked (spec 7, rule 4)."""
    require(by, Capability.SEE_BOOKINGS, event)
    audit.record(READ, by=by, on=event, at=at, programme=event.programme_id)


def note_bookings_export(event: Event, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that a list of who is booked left the house."""
    require(by, Capability.SEE_BOOKINGS, event)
    detail = {"count": count}
    audit.record(EXPORTED, by=by, on=event, at=at, programme=event.programme_id, detail=detail)


def _complete(row: Event, people: list[UUID], *, by: User, at: datetime) -> int:
    """Record the completion that coming brings, for whom it is meant; then the register looks."""
    if row.kind not in COMPLETES or row.starts_at is None:
        return 0
    parts = Participation.objects.filter(
        programme=row.programme_id, person__in=people, role=ROLE_OF_KIND[row.kind]
    ).exclude(state=ParticipationState.DECLINED)
    lock_parts(row.programme, people)  # before the first entry in the trail
    fresh = 0
    for part in parts.order_by("pk"):
        fresh += completions.complete(
            row.programme, part.person_id, Completion.What(row.kind),
            source=Completion.Source.EVENT, by=by, at=at, done_at=row.starts_at,
        )  # fmt: skip
        enter(part, by=by, at=at)  # it may have been the last piece (R4.03)
    return fresh
