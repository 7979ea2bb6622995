"""Whom somebody must not be matched with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form


class ConflictForm(Form):
    """One address; no reason is asked."""

    email = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_(
            "The address that they use at work. We do not tell you whether they take part, and we "
            "do not tell them about it."
        ),
        max_length=254,
        error_messages={"required": _("Write the e-mail address of the person")},
    )
