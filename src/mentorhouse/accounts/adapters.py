# ruff: noqa: ARG002  # allauth chooses the arguments of these methods
"""Where allauth asks us: who may sign up (nobody), how letters leave, how secrets are kept."""

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorhouse.accounts import actions
from mentorhouse.design import session
from mentorhouse.languages.saying import mark, say
from mentorhouse.vault.envelope import bind, key_id_of, open_text, seal_text
from mentorhouse.vault.keyring import keys_for_opening, keys_for_sealing
from mentorhouse.vault.keys import KeyOwner

if TYPE_CHECKING:
    from mentorhouse.accounts.models import User

# What a page says after a deed. Signing in needs no words: one is in.
MESSAGES = {
    "logged_in": "",
    "logged_out": mark("You are signed out."),
    "password_set": mark("Your password is set."),
    "password_changed": mark("Your password is changed."),
    "totp_activated": mark("The authenticator app is added."),
    "totp_deactivated": mark("The authenticator app is removed."),
    "recovery_codes_generated": mark("Keep your new recovery codes safe: they are shown once."),
    "webauthn_added": mark("The passkey is added."),
    "webauthn_removed": mark("The passkey is removed."),
    "sessions_logged_out": mark("You are signed out everywhere else."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped upstream
    """Sign-in as this house wants it."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right. Try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people are brought in by a co-ordinator."""
        return False

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Record a change of password or second factor, and post a letter about it."""
        actions.note_security_change(
            cast("User", user), template_prefix.rpartition("/")[2], at=timezone.now()
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: every letter goes through the outbox, so a new kind needs its writer."""
        msg = f"No letter is written for {template_prefix!r}."
        raise NotImplementedError(msg)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words."""
        if message_template:
            message = say(MESSAGES[Path(message_template).stem])
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def post_login(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        **hooks: Any,
    ) -> HttpResponse:
        """Record the sign-in, and note when the session ends."""
        at = timezone.now()
        session.renew(request.session, at=at)
        actions.note_sign_in(cast("User", user), at=at)
        response: HttpResponse = super().post_login(request, user, **hooks)
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped upstream
    """Second factors, their seeds sealed with a key of the account's own."""

    def get_totp_issuer(self) -> str:
        """Name this installation in authenticator apps."""
        return str(settings.ORGANISATION_NAME)

    def encrypt(self, text: str) -> str:
        """Seal a seed for the account that is signed in: allauth tells no other."""
        owner = str(context.request.user.pk)
        key_id, cipher = keys_for_sealing({_key_owner(owner)})[_key_owner(owner)]
        envelope = seal_text(cipher, key_id, text, _place(owner))
        return f"{owner}:{base64.b64encode(envelope).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """Open a seed. It opens only as the seed of the account it was sealed for."""
        owner, _, encoded = encrypted_text.partition(":")
        envelope = base64.b64decode(encoded)
        key_id = key_id_of(envelope)
        return open_text(keys_for_opening({key_id})[key_id], envelope, _place(owner))


def _key_owner(account: str) -> KeyOwner:
    # Apart from the person's key, which goes when they withdraw their identity data.
    return KeyOwner("account", account)


def _place(account: str) -> bytes:
    return bind(("second factor", account))
