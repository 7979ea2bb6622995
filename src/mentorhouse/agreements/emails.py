"""Letters about agreements. They say that there is something to read, and nothing of it."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.agreements.queries import is_in_force, waits_for_signature
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, Link, letter


@letter("agreement.to_sign")
def to_sign(to: User, about: dict[str, str]) -> Letter | None:
    """Ask for a signature, unless it was given or there is a newer version by now."""
    if not waits_for_signature(about["version"], of=to):
        return None
    return Letter(
        subject=say("Your mentoring agreement is ready for you to sign"),
        paragraphs=(
            say("There is a version of your mentoring agreement for you to read and sign."),
            say("If you would like something changed, you can change it first."),
        ),
        link=Link(say("Read the agreement"), _address(about)),
    )


@letter("agreement.signed")
def signed(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Tell that everyone has signed, unless it was changed by now."""
    if not is_in_force(about["version"]):
        return None
    return Letter(
        subject=say("Your mentoring agreement is signed"),
        paragraphs=(
            say("Everyone has signed your mentoring agreement. It is in force from now on."),
            say("You can read or print it at any time, and change it together when you need to."),
        ),
        link=Link(say("Read the agreement"), _address(about)),
    )


def _address(about: dict[str, str]) -> str:
    return settings.BASE_URL + reverse("agreements:agreement", args=[about["partnership"]])
