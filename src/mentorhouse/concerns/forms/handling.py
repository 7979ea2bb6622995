"""The shape of what named contacts write, and of who they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.concerns.models import Contact
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import Form, OnceForm


class ContactForm(Form):
    """Whom to name, and as which of the two."""

    rank = forms.ChoiceField(
        label=_("Which contact?"), choices=Contact.Rank.choices, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("They get an e-mail with a link to sign in."),
    )


class WriteForm(OnceForm):
    """A message to the other side."""

    text = SealedTextField(
        label=_("Write to the other side"), capability=Capability.READ_CONCERN_NOTE
    )


class StepForm(OnceForm):
    """What was done; for the contact alone."""

    text = SealedTextField(label=_("What have you done?"), capability=Capability.HANDLE_CONCERN)


class CloseForm(OnceForm):
    """The answer with which it is closed."""

    text = SealedTextField(
        label=_("What do you answer?"),
        help_text=_("What you found, what was or will be done, and what they can do next."),
        capability=Capability.READ_CONCERN_NOTE,
    )


class HoldForm(OnceForm):
    """Why the mentee is not told yet."""

    text = SealedTextField(
        label=_("Why is it still unsafe to tell the mentee?"), capability=Capability.HANDLE_CONCERN
    )
