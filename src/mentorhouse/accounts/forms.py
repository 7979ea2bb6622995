"""What people type to sign in. Allauth's forms with our words; a password is typed once.

The page can show the password, so typing it twice is not asked.
"""

from typing import Any

from allauth.account import forms as account
from allauth.account.fields import SetPasswordField
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorhouse.accounts import actions, rules
from mentorhouse.design.forms import Form, asking_for
from mentorhouse.languages import offered
from mentorhouse.languages.saying import say

SHORTEST_HEART = 6
HINT = _(
    "At least 12 characters. Three or four words that do not belong together are easy to "
    "remember and hard to guess."
)


def address_field() -> forms.EmailField:
    """Make the box for an e-mail address."""
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Enter your e-mail address"),
            "invalid": _("Enter an e-mail address like name@example.org"),
        },
    )


def _relabel(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].error_messages["required"] = asking_for(name, form.fields[name])
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)  # a hint that vanishes helps nobody


def _once(form: forms.Form) -> None:
    """Ask for the new password once, with the hint that belongs to it."""
    del form.fields["password2"]
    form.fields["password1"].help_text = HINT


class LoginForm(account.LoginForm):  # type: ignore[misc]  # untyped upstream
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = address_field()
        self.fields["password"].help_text = ""
        _relabel(self, password=say("Password"))  # a label
        self.order_fields(["login", "password"])


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        _relabel(self, password=say("Password"))  # a label


class ResetPasswordForm(account.ResetPasswordForm):  # type: ignore[misc]
    """The address to which a new way in is sent, if it has an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = address_field()

    def save(self, request: HttpRequest, **_: Any) -> str:  # noqa: ARG002  # allauth's shape
        """Post the letter as any question for a way in; its link is made when it is written."""
        email = str(self.cleaned_data["email"])
        actions.ask_for_link(email, at=timezone.now())
        return email


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password by a link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _once(self)
        _relabel(self, password1=say("New password"))


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """A new password by the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _once(self)
        self.fields["oldpassword"].help_text = ""
        _relabel(self, oldpassword=say("Current password"), password1=say("New password"))


class SetPasswordForm(account.SetPasswordForm):  # type: ignore[misc]
    """A first password, for someone who is signed in without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _once(self)
        _relabel(self, password1=say("Password"))


class WelcomeForm(Form):
    """The first password, by the link in a letter."""

    password1 = SetPasswordField(label=_("Password"), help_text=HINT)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = user  # type: ignore[attr-defined]  # for the checks
        self.fields["password1"].help_text = HINT
        _relabel(self)


class LinkForm(Form):
    """The address to which a new link is sent, if it has an account."""

    email = address_field()


class LanguageForm(Form):
    """The language of pages and letters, each named in itself."""

    hints = {
        "language": {
            "gd": _("Dates, and what your programme has written in it. All else is in English.")
        }
    }
    language = forms.ChoiceField(
        label=_("Language"),
        widget=forms.RadioSelect,
        choices=[(language.code, language.name) for language in offered.LANGUAGES],
    )


class TimeZoneForm(Form):
    """The time zone of pages and letters, by a place whose clocks show the same."""

    timezone = forms.ChoiceField(
        label=_("Time zone"),
        help_text=_("Choose a place whose clocks show the same time as yours."),
        choices=rules.time_zones,
        error_messages={"invalid_choice": _("Choose a place from the list")},
    )


class _Code(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, code=say("Code"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "spellcheck": "false"}


class AuthenticateForm(_Code, mfa.AuthenticateForm):  # type: ignore[misc]
    """A code from the app, or a recovery code, while signing in."""


class ReauthenticateCodeForm(_Code, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something sensitive."""


class ActivateTOTPForm(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""


class AddWebAuthnForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; unless its owner says otherwise it lets them in without the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"name": say("My passkey"), "passwordless": True}
        self.fields["passwordless"].help_text = ""
        _relabel(
            self,
            name=say("Name of the passkey"),
            passwordless=say("Let me in with this passkey alone, without my password"),
        )


class EditWebAuthnForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, name=say("Name of the passkey"))


class NotEasyToGuess(CommonPasswordValidator):
    """Refuses common passwords in any decoration, and rows of the keyboard. Works offline.

    It asks for no kinds of characters: a long phrase of small letters is good.
    """

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002  # Django's shape
        """Refuse what is tried first by those who guess."""
        heart = rules.heart_of(password)
        if (
            len(heart) < SHORTEST_HEART
            or heart in self.passwords
            or password.lower() in self.passwords
            or rules.has_few_surprises(password)
        ):
            raise forms.ValidationError(self.get_help_text(), code="easy_to_guess")

    def get_help_text(self) -> str:
        """Say what to do."""
        return say(
            "This password is easy to guess. Choose three or four words that do not belong together"
        )
