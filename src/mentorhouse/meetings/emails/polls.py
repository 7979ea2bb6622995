"""Letters about a poll of times. No name, place or time stands in them."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.meetings.models import Poll
from mentorhouse.meetings.queries import counted_for_letter, has_answered, is_in, poll_of_letter
from mentorhouse.notifications import Letter, Link, letter


@letter("poll.asked")
def asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask which times suit somebody."""
    return _ask(to, about, say("Which times suit you for a mentoring meeting?"))


@letter("poll.reminder")
def reminder(to: User, about: dict[str, str]) -> Letter | None:
    """Remind somebody who has not answered yet."""
    return _ask(to, about, say("The others wait: which times suit you for a mentoring meeting?"))


@letter("poll.enough")
def enough(to: User, about: dict[str, str]) -> Letter | None:
    """Tell whoever asked that enough can come at one of the times."""
    poll = poll_of_letter(about)
    if poll is None or not is_in(poll, to) or not counted_for_letter(poll).enough:
        return None
    return Letter(
        subject=say("Enough of you can meet: pick a time"),
        paragraphs=(
            say("There is a time that suits enough of you."),
            say("See who can come, and pick it. Then everybody gets it for their calendar."),
        ),
        link=_link(poll),
    )


def _ask(to: User, about: dict[str, str], subject: str) -> Letter | None:
    poll = poll_of_letter(about)
    if poll is None or not is_in(poll, to) or has_answered(poll, to):
        return None
    return Letter(
        subject=subject,
        paragraphs=(
            say("Times are offered for a mentoring meeting of several people."),
            say("Say yes, if need be or no to each. It takes less than a minute."),
        ),
        link=_link(poll),
    )


def _link(poll: Poll) -> Link:
    address = reverse("meetings:poll", args=[poll.partnership_id, poll.pk])
    return Link(say("See the times"), settings.BASE_URL + address)
