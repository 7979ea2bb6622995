"""Which shape to make a run of, and who is in a work team."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.programmes.models import Participation


class TeamForm(Form):
    """A work team, by name and members, and who belongs to it and so may not mentor it."""

    name = forms.CharField(
        label=_("What is the team called?"),
        help_text=_("Only co-ordinators see this name."),
        max_length=100,
        strip=True,
    )
    members = forms.MultipleChoiceField(
        label=_("Who is in the team?"),
        help_text=_("Mentees of the programme who have no mentor yet. Choose at least two."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least two members of the team.")},
    )
    mentors = forms.TypedChoiceField(
        label=_("How many mentors?"),
        choices=((1, _("One")), (2, _("Two"))),
        coerce=int,
        widget=forms.RadioSelect,
        initial=1,
    )
    own = forms.MultipleChoiceField(
        label=_("Which mentors belong to the team, or lead it?"),
        help_text=_("They are left out: a team’s mentors come from outside it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        members: Iterable[Participation],
        mentors: Iterable[Participation],
        most: tuple[int, int],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.most_members, most_mentors = most
        self.choose_from("members", members)
        self.choose_from("own", mentors)
        if most_mentors == 1:
            self.fields["mentors"].choices = ((1, _("One")),)  # type: ignore[attr-defined]

    def choose_from(self, name: str, people: Iterable[Participation]) -> None:
        """Offer people to choose from, each with their organisation."""
        self.fields[name].choices = [  # type: ignore[attr-defined]
            (str(one.pk), ", ".join(filter(None, (one.person.name, _of(one))))) for one in people
        ]

    def clean_members(self) -> list[str]:
        """Refuse a team that is too small or too large."""
        chosen: list[str] = self.cleaned_data["members"]
        if len(chosen) < 2:  # noqa: PLR2004  # a team of one is a pair
            raise forms.ValidationError(_("Choose at least two members of the team."))
        if len(chosen) > self.most_members:
            words = _("Choose at most %(most)s members of the team.") % {"most": self.most_members}
            raise forms.ValidationError(words)
        return chosen


def _of(one: Participation) -> str:
    return one.person.organisation.name if one.person.organisation else ""
