"""Letters about a one-to-one session, to the two alone. No name, place or topic stands in them."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.meetings.models import Session
from mentorhouse.meetings.queries import session_of_letter
from mentorhouse.meetings.states import SessionState
from mentorhouse.notifications import Attachment, Letter, Link, calendar, letter


@letter("two_session.asked")
def asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask for an answer."""
    session = session_of_letter(about, SessionState.ASKED)
    if session is None or session.offered_by_id == to.pk:
        return None
    return Letter(
        subject=say("Times for a session of two"),
        paragraphs=(
            say("You are asked for a one-to-one session beside your group."),
            say("Pick a time, offer others, or decline. Only the two of you know of it."),
        ),
        link=_link(session),
    )


@letter("two_session.declined")
def declined(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Tell whoever asked that it does not suit."""
    session = session_of_letter(about, SessionState.DECLINED)
    if session is None:
        return None
    return Letter(
        subject=say("Your session of two"),
        paragraphs=(say("Your session was declined. You can ask again at another time."),),
        link=_link(session),
    )


@letter("two_session.agreed")
def agreed(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the time, with the calendar event."""
    session = session_of_letter(about, SessionState.AGREED)
    if session is None:
        return None
    file = calendar.request(session_entry(session), attendee=to.email, organiser=_organiser())
    return Letter(
        subject=say("Your session of two is agreed"),
        paragraphs=(
            say("The time of a mentoring session of yours is agreed."),
            say("The file with this message puts it into your calendar."),
        ),
        link=_link(session),
        attachments=(Attachment("session.ics", file, "text/calendar; method=REQUEST"),),
    )


@letter("two_session.cancelled")
def cancelled(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that it is off, and take it out of the calendar."""
    session = session_of_letter(about, SessionState.CANCELLED)
    if session is None:
        return None
    file = calendar.cancellation(session_entry(session), attendee=to.email, organiser=_organiser())
    return Letter(
        subject=say("Your session of two is cancelled"),
        paragraphs=(
            say("A mentoring session of yours was cancelled."),
            say("The file with this message takes it out of your calendar."),
        ),
        link=_link(session),
        attachments=(Attachment("session.ics", file, "text/calendar; method=CANCEL"),),
    )


def session_entry(session: Session) -> calendar.Entry:
    """Return what stands in the calendars of the two."""
    if session.starts_at is None:
        raise ValueError("A session without a time is in no calendar.")
    return calendar.Entry(
        meeting=session.pk,
        sequence=session.sequence,
        changed_at=session.changed_at,
        starts_at=session.starts_at,
        minutes=session.length_minutes,
        page=_page(session),
    )


def _link(session: Session) -> Link:
    return Link(say("See the session"), _page(session))


def _page(session: Session) -> str:
    here = reverse("meetings:session", args=[session.partnership_id, session.pk])
    return settings.BASE_URL + here


def _organiser() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
