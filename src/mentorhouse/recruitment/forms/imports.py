"""The shape of what a co-ordinator says on the way of an import."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.rules import (
    IDENTITY_FIELDS,
    Field,
    fields_for,
    looks_like_identity,
)
from mentorhouse.recruitment.rules.fields import LABELS
from mentorhouse.recruitment.sheets.table import MOST_BYTES

LEAVE_OUT = "leave_out"


class UploadForm(Form):
    """Whom the spreadsheet holds, and the file."""

    role = forms.ChoiceField(
        label=_("Who is in the spreadsheet?"),
        choices=[
            (Participation.Role.MENTOR, _("Mentors")),
            (Participation.Role.MENTEE, _("Mentees")),
        ],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=format_lazy(
            _(
                "An Excel workbook (.xlsx) or a CSV file, up to {size} MB and 100,000 people. The "
                "first row holds the headings."
            ),
            size=MOST_BYTES // 2**20,
        ),
        error_messages={
            "empty": _("The file is empty. Choose one with headings and people in it.")
        },
    )


class ColumnsForm(Form):
    """What each column holds: one choice a column, each with samples from the file."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[str],
        samples: Sequence[Sequence[str]],
        role: str,
        chosen: Mapping[int, Field | None],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.headings = headings
        self.chosen: dict[int, Field | None] = {}
        choices = [
            ("", say("Choose")),
            (LEAVE_OUT, say("Leave this column out")),
            *((field.value, say(LABELS[field])) for field in fields_for(role)),
        ]
        for place, heading in enumerate(headings):
            self.fields[self._name(place)] = forms.ChoiceField(
                label=_name_of(place, heading),
                help_text=_samples(samples[place]),
                choices=choices,
                initial=_initial(chosen, place),
                error_messages={
                    "required": say("Say what {column} holds", column=_name_of(place, heading))
                },
            )

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be: one thing in two columns, no address, no name, hidden identity."""
        for place in range(len(self.headings)):
            said = self.cleaned_data.get(self._name(place))
            if said:
                self.chosen[place] = None if said == LEAVE_OUT else Field(said)
        self._refuse_doubles()
        self._refuse_hidden_identity()
        held = set(self.chosen.values())
        if not self.errors and Field.EMAIL not in held:
            self.add_error(
                None, say("Choose the column that holds e-mail addresses: they say who is who")
            )
        if not self.errors and not {Field.FIRST_NAME, Field.FULL_NAME} & held:
            self.add_error(None, say("Choose the column that holds first names or full names"))
        return self.cleaned_data

    def _refuse_doubles(self) -> None:
        first: dict[Field, int] = {}
        for place, field in self.chosen.items():
            if field is not None and first.setdefault(field, place) != place:
                known = _name_of(first[field], self.headings[first[field]])
                self.add_error(
                    self._name(place),
                    say(
                        "{column} holds this already. Choose one of the two, and leave the other "
                        "out",
                        column=known,
                    ),
                )

    def _refuse_hidden_identity(self) -> None:
        """Identity data is never brought as something else, where others would read it (R1.07)."""
        for place, field in self.chosen.items():
            ordinary = field is not None and field not in IDENTITY_FIELDS
            if ordinary and looks_like_identity(self.headings[place]):
                self.add_error(
                    self._name(place),
                    say(
                        "This column looks like data about identity. Choose one of the three "
                        "choices about identity, or leave it out"
                    ),
                )

    @staticmethod
    def _name(place: int) -> str:
        return f"column_{place}"


class DeclarationForm(Form):
    """Whether the people in the file consented to their identity data being used (R1.07)."""

    consent = forms.BooleanField(
        required=False,
        label=_(
            "I declare that everyone in this file whose identity data it holds has given explicit "
            "consent to its use for matching in this programme"
        ),
        help_text=_("Your name and the time are kept with this declaration."),
    )
    keep_biographies = forms.BooleanField(
        required=False,
        label=_("Bring biographies even where they repeat what the identity columns say"),
        help_text=_(
            "Others can read biographies. This counts only together with the declaration above."
        ),
    )


def _name_of(place: int, heading: str) -> str:
    return (
        f"“{heading}”"
        if heading
        else say("Column {number}, which has no heading", number=place + 1)
    )


def _samples(samples: Sequence[str]) -> str:
    if not samples:
        return say("Every cell of it is empty.")
    return say("What it holds: {samples}", samples=" · ".join(samples))


def _initial(chosen: Mapping[int, Field | None], place: int) -> str:
    if place not in chosen:
        return ""
    field = chosen[place]
    return field.value if field else LEAVE_OUT
