"""What is asked when somebody leaves a partnership that goes on, and when one is to change."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.queries.changing import by_address
from mentorhouse.partnerships.rules import CHOICES, Shape
from mentorhouse.partnerships.states import Ending
from mentorhouse.programmes.design.purpose import MODEL_WORDS
from mentorhouse.programmes.models import Participation, Programme

MOST = 30  # addresses at once


class LeaveForm(Form):
    """Leaves a partnership of several. There is nowhere to write why."""

    kind = forms.ChoiceField(
        label=_("What comes closest?"),
        help_text=_("Your co-ordinator sees this and nothing more. The others do not see it."),
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [(key.value, say(words)) for key, words in CHOICES.items()]  # type: ignore[attr-defined]

    @property
    def ending(self) -> Ending:
        """The kind that was chosen."""
        return Ending(self.cleaned_data["kind"])


class ChangeForm(Form):
    """Proposes who joins a partnership, or another shape of it."""

    shape = forms.ChoiceField(label=_("What should it become?"), widget=forms.RadioSelect)
    mentee = forms.CharField(
        label=_("Who joins as a mentee"),
        help_text=_("The e-mail address of each, one a line. Leave it empty if nobody does."),
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000,
    )  # fmt: skip
    mentor = forms.CharField(
        label=_("Who joins as a mentor"),
        help_text=_("The e-mail address of each, one a line. Leave it empty if nobody does."),
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=4000,
    )  # fmt: skip

    def __init__(
        self, programme: Programme, now: Shape, shapes: Sequence[Shape],
        data: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.programme, self.found = programme, dict[str, list[UUID]]()
        self.fields["shape"].choices = [  # type: ignore[attr-defined]
            (
                shape.value,
                say("It stays as it is, and people join")
                if shape is now
                else say(MODEL_WORDS[shape.value]),
            )
            for shape in shapes
        ]

    def clean_mentee(self) -> str:
        """Find the mentees who are named."""
        return self._find(Participation.Role.MENTEE)

    def clean_mentor(self) -> str:
        """Find the mentors who are named."""
        return self._find(Participation.Role.MENTOR)

    @property
    def wanted(self) -> Shape:
        """The shape that was chosen."""
        return Shape(self.cleaned_data["shape"])

    @property
    def joining(self) -> list[UUID]:
        """The taking part of everybody who would join."""
        return [pk for found in self.found.values() for pk in found]

    def _find(self, role: Participation.Role) -> str:
        """Find who is meant, line by line; say which line names nobody who takes part."""
        text = str(self.cleaned_data[role.value])
        lines = [line.strip().lower() for line in text.splitlines()]
        named = [line for line in lines if line]
        if len(named) > MOST:
            raise forms.ValidationError(say("Name at most {most} people at once.", most=MOST))
        known = by_address(self.programme, role.value, named)
        for number, line in enumerate(lines, start=1):
            if line and line not in known:
                words = (
                    "Line {number}: nobody who takes part as a {role} has the address “{address}”. "
                    "Look at the list of people for how it is written."
                )
                raise forms.ValidationError(
                    say(words, number=number, role=say(role.value), address=line)
                )
        self.found[role.value] = [known[line].pk for line in dict.fromkeys(named)]
        return text
