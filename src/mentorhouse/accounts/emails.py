"""Letters about signing in. Links are made while the letter is written, so no token is kept."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import INVITATION_LIFE, RESET_HOURS
from mentorhouse.notifications import Letter, Link, letter

ONCE = "The link works once, for"
# What changed, in the words of a letter. The codes are allauth's template names.
CHANGES = {
    "password_changed": "The password of your account was changed.",
    "password_reset": "The password of your account was reset.",
    "password_set": "A password was set for your account.",
    "totp_activated": "An authenticator app was added to your account.",
    "totp_deactivated": "The authenticator app was removed from your account.",
    "recovery_codes_generated": "New recovery codes were made for your account.",
    "webauthn_added": "A passkey was added to your account.",
    "webauthn_removed": "A passkey was removed from your account.",
}


@letter("account.welcome")
def welcome(to: User, _about: dict[str, str]) -> Letter | None:
    """Give the first way in. Its cause is gone once they have a password."""
    if to.has_usable_password():
        return None
    return Letter(
        subject=f"Set up your sign-in to {settings.ORGANISATION_NAME}",
        paragraphs=(
            f"You have an account on {settings.ORGANISATION_NAME}.",
            f"Choose a password to sign in for the first time. {ONCE} {INVITATION_LIFE.days} days.",
        ),
        link=Link("Choose a password", welcome_link(to, at=timezone.now())),
    )


@letter("account.reset")
def reset(to: User, _about: dict[str, str]) -> Letter | None:
    """Give a new password to someone who forgot the old one."""
    key = default_token_generator.make_token(to)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(to), key])
    return Letter(
        subject=f"Choose a new password for {settings.ORGANISATION_NAME}",
        paragraphs=(
            "Someone, probably you, asked for a new password.",
            f"{ONCE} {RESET_HOURS} hours.",
            "If you did not ask, do nothing: your password stays as it is.",
        ),
        link=Link("Choose a new password", f"{settings.BASE_URL}{path}"),
    )


@letter("account.changed")
def changed(_to: User, about: dict[str, str]) -> Letter | None:
    """Give a warning for the case that it was somebody else."""
    return Letter(
        subject="Your sign-in was changed",
        paragraphs=(
            CHANGES[about["what"]],
            "If this was you, there is nothing to do.",
            "If not, choose a new password at once and tell the people who run your programme.",
        ),
        link=Link(
            "See your sign-in and security",
            f"{settings.BASE_URL}{reverse('accounts:security')}",
        ),
    )
