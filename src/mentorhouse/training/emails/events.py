"""Letters about events: what became of a booking, and what changes.

How one joins stands in none of them; the calendar file says only when.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorhouse.accounts.models import User
from mentorhouse.design import words
from mentorhouse.notifications import Attachment, Letter, Link, letter
from mentorhouse.training.models import Booking, Event
from mentorhouse.training.queries.events import booking_about, event_about
from mentorhouse.training.rules.calendar import When, as_file
from mentorhouse.training.states import BookingState, EventState


@letter("event.booked")
def booked(to: User, about: dict[str, str]) -> Letter | None:
    """Confirm a place."""
    row = _standing(to, about, BookingState.BOOKED)
    if row is None:
        return None
    return _letter(
        row,
        _("You are booked: %(title)s"),
        _("You have a place at “%(title)s” on %(when)s."),
        _("On the page you find how to join. If you cannot come, give your place back there."),
    )


@letter("event.waits")
def waits(to: User, about: dict[str, str]) -> Letter | None:
    """Confirm a place in the list."""
    row = _standing(to, about, BookingState.WAITING)
    if row is None:
        return None
    return _letter(
        row,
        _("You are on the waiting list: %(title)s"),
        _("“%(title)s” on %(when)s is full. You are on the waiting list."),
        _("If a place comes free and it is your turn, it is yours, and we write to you."),
    )


@letter("event.moved_up")
def moved_up(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that a place came free."""
    row = _standing(to, about, BookingState.BOOKED)
    if row is None:
        return None
    return _letter(
        row,
        _("A place came free: %(title)s"),
        _("You now have a place at “%(title)s” on %(when)s."),
        _("On the page you find how to join. If you cannot come any more, give it back there."),
    )


@letter("event.changed")
def changed(to: User, about: dict[str, str]) -> Letter | None:
    """Tell of another time, or another way to join."""
    row = _standing(to, about, BookingState.BOOKED, BookingState.WAITING)
    if row is None:
        return None
    return _letter(
        row,
        _("This event has changed: %(title)s"),
        _("The time of “%(title)s”, or how one joins, has changed. It is now on %(when)s."),
        _("On the page you see what applies now. If you cannot come, give your place back there."),
    )


@letter("event.reminder")
def reminder(to: User, about: dict[str, str]) -> Letter | None:
    """Remind somebody of an event, on the day before."""
    row = _standing(to, about, BookingState.BOOKED)
    if row is None:
        return None
    return _letter(
        row,
        _("Soon: %(title)s"),
        _("You are booked for “%(title)s” on %(when)s."),
        _("On the page you find how to join. If you cannot come, somebody else may: say so there."),
    )


@letter("event.called_off")
def called_off(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that an event is off, and take it out of the calendar."""
    row = booking_about(about["booking"], to.pk)
    if row is None or row.event.state != EventState.CALLED_OFF:
        return None
    return _letter(
        row,
        _("This event is called off: %(title)s"),
        _("“%(title)s” on %(when)s does not take place."),
        _("You need to do nothing. On the page of events you see what else is planned."),
    )


@letter("event.called_off_undated")
def called_off_undated(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer’s shape
    """Tell who waited for a date that there will be none."""
    row = event_about(about["event"])
    if row is None:
        return None
    said = {"title": row.title}
    return Letter(
        subject=_("This event is called off: %(title)s") % said,
        paragraphs=(_("You asked to hear when “%(title)s” has a date. It is called off.") % said,),
        link=Link(_("See the events"), _address("training:events", row.programme_id)),
    )


@letter("event.dated")
def dated(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer’s shape
    """Tell who asked that an event has a date now."""
    row = event_about(about["event"])
    if row is None or row.starts_at is None or row.state == EventState.CALLED_OFF:
        return None
    said = {"title": row.title, "when": words.moment(row.starts_at)}
    return Letter(
        subject=_("There is a date: %(title)s") % said,
        paragraphs=(
            _("You asked to hear when “%(title)s” has a date. It is on %(when)s.") % said,
            _("No place is kept for you. If you would like to come, book one on the page."),
        ),
        link=Link(_("Book a place"), page_of(row)),
    )


def when_of(event: Event, booking: Booking) -> When | None:
    """Return what stands in a calendar about a booking, if the event has a date."""
    if event.starts_at is None or event.ends_at is None:
        return None
    is_off = event.state == EventState.CALLED_OFF or booking.state != BookingState.BOOKED
    return When(
        event=event.pk,
        sequence=event.sequence + booking.changes,
        changed_at=max(event.changed_at, booking.changed_at),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        words=str(event.get_kind_display()),
        page=page_of(event),
        is_off=is_off,
    )


def page_of(event: Event) -> str:
    """Return the address of an event’s page."""
    return _address("training:event", event.programme_id, event.pk)


def _standing(to: User, about: dict[str, str], *states: BookingState) -> Booking | None:
    """Return the booking, as long as it stands so and the event takes place."""
    row = booking_about(about["booking"], to.pk)
    if row is None or row.state not in states or row.event.state == EventState.CALLED_OFF:
        return None
    return row


def _letter(row: Booking, subject: str, *paragraphs: str) -> Letter | None:
    event = row.event
    when = when_of(event, row)
    if when is None:
        return None
    said = {"title": event.title, "when": words.moment(when.starts_at)}
    method = "CANCEL" if when.is_off else "PUBLISH"
    waits_still = row.state == BookingState.WAITING
    file = Attachment("event.ics", as_file(when), f"text/calendar; method={method}")
    return Letter(
        subject=subject % said,
        paragraphs=tuple(paragraph % said for paragraph in paragraphs),
        link=Link(_("See the event"), page_of(event)),
        attachments=() if waits_still else (file,),
    )


def _address(name: str, *args: object) -> str:
    return settings.BASE_URL + reverse(name, args=args)
