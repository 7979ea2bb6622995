"""The shape of evidence, and of what a co-ordinator says of it (R1.09)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.people.forms.versions import Versioned
from mentorhouse.people.models import Evidence
from mentorhouse.people.rules import MOST_BYTES, Said, UnusableFile, Upload, type_of


class EvidenceForm(Versioned):
    """One qualification, training, piece of experience or accredited programme."""

    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Evidence.Kind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Its name"), help_text=_("As it stands on the certificate."), max_length=200
    )
    awarding_body = forms.CharField(
        label=_("Who awarded it"),
        help_text=_("For experience: the organisation where you gained it."),
        max_length=200,
    )
    awarded_on = DateParts(
        label=_("Date of the award"), help_text=_("For experience: the day it began.")
    )
    file = forms.FileField(
        label=_("A file that shows it"),
        help_text=format_lazy(
            _("PDF, PNG or JPEG picture, or Word (.docx), up to {most} MB. It is kept sealed."),
            most=MOST_BYTES // 2**20,
        ),
        required=False,
        max_length=255,
    )

    def clean_awarded_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["awarded_on"]
        if day > timezone.localdate():
            raise ValidationError(gettext("The date must be in the past"))
        return day

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
    def said(self) -> Said:
        """Return what was said, as the action takes it."""
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})


class MissingForm(Form):
    """What is missing from evidence, for its owner to read."""

    missing = forms.CharField(
        label=_("What is missing?"),
        help_text=_("Its owner reads this. Say what would be enough."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
