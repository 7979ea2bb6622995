"""Letters to a pair about its agreement. They say that there is something to do, and nothing of it.

A letter whose cause is gone when it is to be written is not sent.
"""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.agreements.queries import is_in_force, looking, preparing, waits_for_signature
from mentorhouse.agreements.states import PreparationState
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


@letter("agreement.reminder")
def reminder(to: User, about: dict[str, str]) -> Letter | None:
    """Remind of an agreement that was to be signed at the first meeting (R6.05)."""
    row = looking.still_to_sign(about["partnership"], of=to.pk)
    if row is None:
        return None
    return Letter(
        subject=say("Your mentoring agreement still waits for you"),
        paragraphs=(
            say("In your programme the agreement is settled at the first meeting."),
            say("Read it, change what does not fit, and sign it when you agree."),
        ),
        link=Link(say("Read the agreement"), _address(about)),
    )


@letter("agreement.others_now")
def others_now(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that somebody joined or left, so that all sign a new version (R9.05)."""
    if looking.still_to_sign(about["partnership"], of=to.pk) is None and not looking.is_old(
        about["version"]
    ):
        return None
    return Letter(
        subject=say("Your mentoring agreement is to be signed again"),
        paragraphs=(
            say("Somebody has joined your partnership, or left it. The partnership goes on."),
            say("The agreement keeps its words, and everybody who is there now signs it again."),
        ),
        link=Link(say("Read the agreement"), _address(about)),
    )


@letter("agreement.look")
def look(to: User, about: dict[str, str]) -> Letter | None:
    """Ask to look at the agreement again, because it is due or one of them asked (R6.06)."""
    row = looking.look_waits(about["look"], of=to.pk)
    if row is None:
        return None
    asked = say("One of you would like to look at the mentoring agreement again.")
    return Letter(
        subject=say("Time to look at your mentoring agreement again"),
        paragraphs=(
            asked if row.asked_by_id else say("The day to look at your agreement has come."),
            say("Either all of you find it still right, or you change it and sign it again."),
        ),
        link=Link(say("Look at the agreement"), _look(about)),
    )


@letter("agreement.look_reminder")
def look_reminder(to: User, about: dict[str, str]) -> Letter | None:
    """Remind once of a look that waits."""
    if looking.look_waits(about["look"], of=to.pk) is None:
        return None
    return Letter(
        subject=say("Is your mentoring agreement still right?"),
        paragraphs=(say("A week ago we asked you to look at it again. It takes a few minutes."),),
        link=Link(say("Look at the agreement"), _look(about)),
    )


@letter("preparation.shown")
def shown(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that all have finished preparing; what they said stands on the page alone (R6.02)."""
    row = preparing.preparations().filter(pk=about["preparation"]).first()
    if row is None or row.state != PreparationState.TOGETHER:
        return None
    if to.pk not in preparing.people_of(row):
        return None
    page = reverse("agreements:preparation", args=[UUID(about["preparation"])])
    return Letter(
        subject=say("What you prepared stands side by side"),
        paragraphs=(
            say("All have finished preparing the mentoring agreement."),
            say("You can now read all answers side by side, and write what you agree on."),
        ),
        link=Link(say("Read what each of you prepared"), settings.BASE_URL + page),
    )


def _look(about: dict[str, str]) -> str:
    return settings.BASE_URL + reverse("agreements:look", args=[about["partnership"]])


def _address(about: dict[str, str]) -> str:
    return settings.BASE_URL + reverse("agreements:agreement", args=[about["partnership"]])
