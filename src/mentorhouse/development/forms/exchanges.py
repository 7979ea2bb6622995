"""What one gives another, and the answer, as they are typed (R8.11, R8.12, R8.14)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import Form, OnceForm, SealedTextField
from mentorhouse.development.rules.exchanges import LABELS
from mentorhouse.people.rules import MOST_BYTES, UnusableFile, Upload, type_of

READ = Capability.READ_EXCHANGE


def _box(key: str, *, rows: int = 3, required: bool = True) -> SealedTextField:
    return SealedTextField(
        label=_(LABELS[key]), capability=READ, rows=rows, max_length=2000, required=required
    )


class GiveForm(OnceForm):
    """A request, an offer, or something shared; link and file belong to what is shared."""

    topic = SealedTextField(
        label=_(LABELS["topic"]), capability=READ, max_length=200, widget=forms.TextInput()
    )
    words = _box("words", required=False)
    link = forms.URLField(
        label=_(LABELS["link"]), required=False, max_length=500, assume_scheme="https",
        help_text=_("For example https://www.example.org/reading"),
        widget=forms.TextInput(),
    )  # fmt: skip
    file = forms.FileField(
        label=_("A file"), required=False, max_length=200,
        help_text=format_lazy(
            _("PDF, PNG or JPEG picture, or Word (.docx), up to {most} MB. It is kept sealed."),
            most=MOST_BYTES // 2**20,
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind != "resource":
            del self.fields["link"], self.fields["file"]

    def clean_link(self) -> str:
        """Take web addresses only."""
        link: str = self.cleaned_data["link"]
        if link and not link.lower().startswith(("https://", "http://")):
            raise ValidationError(gettext("Enter a web address that begins with https://"))
        return link

    def clean_file(self) -> Upload | None:
        """Look at the content, not at the name."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        content = file.read(MOST_BYTES + 1)  # the rule refuses what is longer
        try:
            type_of(content)
        except UnusableFile as refusal:
            raise ValidationError(str(refusal)) from refusal
        return Upload(file.name, content)

    @property
    def texts(self) -> dict[str, str]:
        """What was written."""
        return {key: self.cleaned_data.get(key, "") for key in ("topic", "words", "link")}


class FeedbackForm(Form):
    """Feedback that is specific and looks ahead (R8.11)."""

    well = _box("well")
    seen = _box("seen")
    next = _box("next")


class ReplyForm(Form):
    """Whether an opportunity is taken up."""

    state = forms.ChoiceField(
        label=_("Would you like to do it?"), widget=forms.RadioSelect,
        choices=(
            ("accepted", _("Yes, put it among my learning activities")),
            ("declined", _("No, thank you")),
        ),
    )  # fmt: skip
    answer = _box("answer", required=False)
