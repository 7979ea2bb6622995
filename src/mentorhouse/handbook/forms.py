"""Forms: own words of a section, and a passport that somebody brings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.design.two_writers import tidy
from mentorhouse.handbook.rules import LONGEST_SECTION, passport
from mentorhouse.vault.signatures import signed_by

HOW = _(
    "An empty line begins a new paragraph. A line that begins with a hyphen is a point of a list. "
    "**Two stars** make words bold. Leave the box empty to go back to the made text."
)


class SectionForm(Form):
    """A programme's own words for one section."""

    text = forms.CharField(
        label=_("Your own words"),
        help_text=HOW,
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST_SECTION,
        required=False,
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_SECTION)

    def clean_text(self) -> str:
        """Return the words with plain line ends."""
        return tidy(self.cleaned_data["text"])


class PassportForm(Form):
    """The file of a passport. Its content is looked at, not its name."""

    file = forms.FileField(
        label=_("The file of the passport"),
        help_text=_("It ends in .json. It is checked and not kept."),
        max_length=255,
    )
    add = forms.BooleanField(
        label=_("It is mine: add it to my background"),
        help_text=_("Only if the signature is right and the name is yours."),
        required=False,
    )

    def clean_file(self) -> Any:
        """Return what the passport says, or say what is wrong with it."""
        content = self.cleaned_data["file"].read(passport.MOST_BYTES + 1)
        try:
            return passport.read(content, check=signed_by)
        except passport.NotAPassport as refusal:
            raise ValidationError(str(refusal)) from refusal
