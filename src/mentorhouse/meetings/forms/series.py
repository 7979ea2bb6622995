"""The shape of a series."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import Series


class SeriesForm(Form):
    """How often a meeting comes again, and how many times."""

    every = forms.ChoiceField(
        label=_("How often?"), choices=Series.Every.choices, widget=forms.RadioSelect
    )
    times = forms.IntegerField(
        label=_("How many more meetings?"), min_value=1, max_value=rules.MOST_REPEATS
    )
