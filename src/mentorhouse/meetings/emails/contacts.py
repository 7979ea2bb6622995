"""Letters between meetings: a message waits, a check-in, a reminder to get in touch."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.meetings.queries import check_in_waits, contact_is_due
from mentorhouse.notifications import Letter, Link, letter


@letter("pair_message.arrived")
def message_arrived(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer
    """Tell that there is a message; what it says stays in the product."""
    return Letter(
        subject=say("A message from your mentoring partner"),
        paragraphs=(
            say("Your mentoring partner has written to you. Only the two of you can read it."),
        ),
        link=_link(say("Read the message"), "meetings:messages", about["partnership"]),
    )


@letter("check_in.asked")
def check_in_asked(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer
    """Ask how it goes: two questions."""
    if not check_in_waits(about):
        return None
    return Letter(
        subject=say("How is your mentoring going? Two short questions"),
        paragraphs=(
            say("You have met, and we ask you two short questions. It takes half a minute."),
            say("Only you see the answer. The co-ordinator hears from you only if you ask."),
        ),
        link=_link(say("Answer"), "meetings:check_in", about["partnership"], about["check_in"]),
    )


@letter("contact.due")
def contact_due(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer
    """Remind a mentor to get in touch, unless the pair has met or talked since."""
    if not contact_is_due(about):
        return None
    return Letter(
        subject=say("A short word with your mentee?"),
        paragraphs=(
            say("It has been a while since you met. A short message or call does a lot of good."),
            say("Get in touch in the way that you two have agreed. You can also write here."),
        ),
        link=_link(say("Get in touch"), "meetings:between", about["partnership"]),
    )


def _link(words: str, name: str, *of: str) -> Link:
    return Link(words, settings.BASE_URL + reverse(name, args=of))
