"""Letters about actions: that one is due, or will be late. What it is stays in the product."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.meetings.queries import action_of_letter
from mentorhouse.meetings.states import ActionState
from mentorhouse.notifications import Letter, Link, letter


@letter("action.due")
def due(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Remind the owner of an action before its day."""
    if action_of_letter(about, states=(ActionState.OPEN,)) is None:
        return None
    return Letter(
        subject=say("Something you agreed to do is due soon"),
        paragraphs=(
            say("An action that you agreed with your mentoring partner is due soon."),
            say(
                "Say that it is done, or tell ahead that you will not manage it in time. "
                "That is fine, and helps you both to plan."
            ),
        ),
        link=_link(about),
    )


@letter("action.late")
def late(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Tell a partner that an action will not be done in time."""
    if action_of_letter(about, states=(ActionState.LATE,)) is None:
        return None
    return Letter(
        subject=say("An action will take longer"),
        paragraphs=(
            say("Your mentoring partner tells you ahead: an action will not be done in time."),
            say("You can agree on another day, or talk about it when you meet."),
        ),
        link=_link(about),
    )


def _link(about: dict[str, str]) -> Link:
    path = reverse("meetings:actions", args=[about["partnership"]])
    return Link(say("See your actions"), settings.BASE_URL + path)
