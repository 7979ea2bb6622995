"""Letters about signing in. Links are made while the letter is written, so no token is kept."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import INVITATION_LIFE, RESET_HOURS
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications import Letter, Link, letter

# What changed, in the words of a letter. The codes are allauth's template names.
CHANGES = {
    "password_changed": mark("The password of your account was changed."),
    "password_reset": mark("The password of your account was reset."),
    "password_set": mark("A password was set for your account."),
    "totp_activated": mark("An authenticator app was added to your account."),
    "totp_deactivated": mark("The authenticator app was removed from your account."),
    "recovery_codes_generated": mark("New recovery codes were made for your account."),
    "webauthn_added": mark("A passkey was added to your account."),
    "webauthn_removed": mark("A passkey was removed from your account."),
}


@letter("account.welcome")
def welcome(to: User, _about: dict[str, str]) -> Letter | None:
    """Give the first way in. Its cause is gone once they have a password."""
    if to.has_usable_password():
        return None
    return Letter(
        subject=say(
            "Set up your sign-in to {organisation}", organisation=settings.ORGANISATION_NAME
        ),
        paragraphs=(
            say("You have an account on {organisation}.", organisation=settings.ORGANISATION_NAME),
            say(
                "Choose a password to sign in for the first time. The link works once, "
                "for {days} days.",
                days=INVITATION_LIFE.days,
            ),
        ),
        link=Link(say("Choose a password"), welcome_link(to, at=timezone.now())),
    )


@letter("account.reset")
def reset(to: User, _about: dict[str, str]) -> Letter | None:
    """Give a new password to someone who forgot the old one."""
    key = default_token_generator.make_token(to)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(to), key])
    return Letter(
        subject=say(
            "Choose a new password for {organisation}", organisation=settings.ORGANISATION_NAME
        ),
        paragraphs=(
            say("Someone, probably you, asked for a new password."),
            say("The link works once, for {hours} hours.", hours=RESET_HOURS),
            say("If you did not ask, do nothing: your password stays as it is."),
        ),
        link=Link(say("Choose a new password"), f"{settings.BASE_URL}{path}"),
    )


@letter("account.changed")
def changed(_to: User, about: dict[str, str]) -> Letter | None:
    """Give a warning for the case that it was somebody else."""
    change = CHANGES[about["what"]]
    return Letter(
        subject=say("Your sign-in was changed"),
        paragraphs=(
            say(change),
            say("If this was you, there is nothing to do."),
            say(
                "If not, choose a new password at once and tell the people who run your programme."
            ),
        ),
        link=Link(
            say("See your sign-in and security"),
            f"{settings.BASE_URL}{reverse('accounts:security')}",
        ),
    )
