"""The letter about a series that waits for an answer."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.meetings.queries import series_waits
from mentorhouse.notifications import Letter, Link, letter


@letter("series.proposed")
def proposed(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Ask whether a meeting may repeat."""
    if not series_waits(about):
        return None
    page = reverse("meetings:series", args=[about["partnership"], about["series"]])
    return Letter(
        subject=say("A series of mentoring meetings is proposed"),
        paragraphs=(
            say("Your mentoring partner proposes to repeat a meeting."),
            say("Nothing is in your calendar before you agree."),
        ),
        link=Link(say("See the days"), settings.BASE_URL + page),
    )
