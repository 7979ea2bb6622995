"""Forms for starting from a file or a copy, and for lessons."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.programmes import rules
from mentorhouse.programmes.design.reading import LONGEST_FILE
from mentorhouse.programmes.models import Programme

UploadedDesign = UploadedFile
NAME = _("Leave it empty to keep the name that the file gives.")


class DesignFileForm(Form):
    """A design file."""

    file = forms.FileField(
        label=_("Design file"),
        help_text=_("A file that another Mentorhouse exported, or one that you wrote: YAML."),
    )
    name = forms.CharField(
        label=_("What is the programme called?"), help_text=NAME, max_length=200, required=False
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is far too long to be a design."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > LONGEST_FILE:
            raise forms.ValidationError(
                say("The file is too large to be a design: 500 kB at most.")
            )
        return file


class CopyForm(Form):
    """Which programme is copied, and what the copy is called."""

    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=_("Which programme do you want to copy?"),
        queryset=None,  # the viewer’s own, below
        empty_label=_("Choose one"),
    )
    name = forms.CharField(label=_("What is the new programme called?"), max_length=200)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, programmes: QuerySet[Programme]
    ) -> None:
        super().__init__(data)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]  # a model choice


class LessonForm(Form):
    """What was learnt, and about which part of the design."""

    part = forms.ChoiceField(label=_("What is the lesson about?"), choices=[])
    text = forms.CharField(
        label=_("What did you learn?"),
        help_text=_("A copy of this programme shows it beside the setting. Name nobody."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["part"].choices = list(rules.parts().items())  # type: ignore[attr-defined]  # a choice
