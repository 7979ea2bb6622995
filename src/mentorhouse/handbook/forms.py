"""The form of one section: own words, and what the writer began from."""

from django import forms

from mentorhouse.design.forms import Form
from mentorhouse.design.two_writers import tidy
from mentorhouse.handbook.rules import LONGEST_SECTION

HOW = (
    "An empty line begins a new paragraph. A line that begins with a hyphen is a point of a list. "
    "**Two stars** make words bold. Leave the box empty to go back to the made text."
)


class SectionForm(Form):
    """A programme's own words for one section."""

    text = forms.CharField(
        label="Your own words",
        help_text=HOW,
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST_SECTION,
        required=False,
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_SECTION)

    def clean_text(self) -> str:
        """Return the words with plain line ends."""
        return tidy(self.cleaned_data["text"])
