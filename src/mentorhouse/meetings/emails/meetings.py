"""Letters about meetings: that there is something to answer, and the event for one's calendar.

No partner, place, link or text of theirs stands in a letter or in the calendar file.
"""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.queries import letter_cause, waits_for_confirmation
from mentorhouse.meetings.states import MeetingState
from mentorhouse.notifications import Attachment, Letter, Link, calendar, letter

S = MeetingState
IN_CALENDARS = (S.AGREED, S.MOVING)


@letter("meeting.proposed")
def proposed(to: User, about: dict[str, str]) -> Letter | None:
    """Ask to pick a time."""
    meeting = letter_cause(about, states=(S.PROPOSED, S.MOVING), same="offers")
    if meeting is None or meeting.offered_by_id == to.pk:
        return None
    return Letter(
        subject=say("Times for a mentoring meeting"),
        paragraphs=(
            say("Times are offered for a mentoring meeting."),
            say("Pick the one that suits you, or offer others."),
        ),
        link=Link(say("See the times"), page_of(meeting)),
    )


@letter("meeting.agreed")
def agreed(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that the time is agreed, with the calendar event."""
    return _with_event(
        to,
        about,
        say("Your mentoring meeting is agreed"),
        say("The time of a mentoring meeting is agreed."),
    )


@letter("meeting.moved")
def moved(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that the meeting was moved or changed, with the same event anew."""
    return _with_event(
        to,
        about,
        say("Your mentoring meeting has changed"),
        say("A mentoring meeting of yours has changed."),
    )


@letter("meeting.kept")
def kept(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Tell that the meeting stays where it was."""
    meeting = letter_cause(about, states=(S.AGREED,), same="offers")
    if meeting is None:
        return None
    return Letter(
        subject=say("Your mentoring meeting stays as it was"),
        paragraphs=(
            say("The meeting was not moved: the time that was agreed first stands."),
            say("If you cannot come, cancel it or offer other times."),
        ),
        link=Link(say("See the meeting"), page_of(meeting)),
    )


@letter("meeting.cancelled")
def cancelled(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that it is off, and take it out of the calendar."""
    meeting = letter_cause(about, states=(S.CANCELLED,))
    if meeting is None:
        return None
    file = calendar.cancellation(entry_of(meeting), attendee=to.email, organiser=_organiser())
    return Letter(
        subject=say("Your mentoring meeting is cancelled"),
        paragraphs=(
            say("A mentoring meeting was cancelled."),
            say("The file with this message takes it out of your calendar."),
        ),
        link=Link(say("See your meetings"), _address("meetings:meetings", meeting.partnership_id)),
        attachments=(_attached(file, "CANCEL"),),
    )


@letter("meeting.log_to_confirm")
def log_to_confirm(to: User, about: dict[str, str]) -> Letter | None:
    """Ask to read and confirm the log."""
    if not waits_for_confirmation(about["meeting"], of=to):
        return None
    return Letter(
        subject=say("A mentoring meeting was recorded"),
        paragraphs=(
            say("A meeting of yours was recorded."),
            say("Please read the log, add what is missing, and confirm it."),
        ),
        link=Link(
            say("Read the log"),
            _address("meetings:meeting", about["partnership"], about["meeting"]),
        ),
    )


def entry_of(meeting: Meeting) -> calendar.Entry:
    """Return what stands in calendars of an agreed meeting."""
    if meeting.starts_at is None:
        raise ValueError("A meeting without a time is in no calendar.")
    return calendar.Entry(
        meeting=meeting.pk,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        starts_at=meeting.starts_at,
        minutes=meeting.length_minutes,
        page=page_of(meeting),
    )


def page_of(meeting: Meeting) -> str:
    """Return the address of the meeting's page."""
    return _address("meetings:meeting", meeting.partnership_id, meeting.pk)


def _with_event(to: User, about: dict[str, str], subject: str, words: str) -> Letter | None:
    meeting = letter_cause(about, states=IN_CALENDARS)
    if meeting is None:
        return None
    file = calendar.request(entry_of(meeting), attendee=to.email, organiser=_organiser())
    return Letter(
        subject=subject,
        paragraphs=(
            words,
            say(
                "The file with this message puts it into your calendar, where later changes follow."
            ),
        ),
        link=Link(say("See the meeting"), page_of(meeting)),
        attachments=(_attached(file, "REQUEST"),),
    )


def _attached(file: bytes, method: str) -> Attachment:
    return Attachment("meeting.ics", file, f"text/calendar; method={method}")


def _organiser() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _address(name: str, *of: object) -> str:
    return settings.BASE_URL + reverse(name, args=of)
