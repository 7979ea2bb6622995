"""Forms of matching: how a list of pairs is narrowed."""

from django import forms

from mentorhouse.design.forms import Form


class PairFilter(Form):
    """Whom to look for, and which pairs to show."""

    narrows_a_list = True

    search = forms.CharField(
        label="Name or organisation", required=False, max_length=100, strip=True
    )
    show = forms.ChoiceField(
        label="Pairs",
        required=False,
        choices=(("", "All pairs"), ("locked", "Locked"), ("forbidden", "Forbidden since the run")),
    )


class NameFilter(Form):
    """Whom to look for."""

    narrows_a_list = True

    search = forms.CharField(
        label="Name or organisation", required=False, max_length=100, strip=True
    )
