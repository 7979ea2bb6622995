"""Whom a mentor would like to mentor, and what others make of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import OnceForm


class ProposeForm(OnceForm):
    """Names somebody by their work address."""

    email = forms.EmailField(
        label=_("Their work e-mail address"),
        help_text=_("For example sam.okoro@example.org. We do not keep it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
