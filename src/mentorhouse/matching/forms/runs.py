"""How a list of pairs is narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form


class PairFilter(Form):
    """Whom to look for, and which pairs to show."""

    narrows_a_list = True

    search = forms.CharField(
        label=_("Name or organisation"), required=False, max_length=100, strip=True
    )
    show = forms.ChoiceField(
        label=_("Pairs"),
        required=False,
        choices=(
            ("", _("All pairs")),
            ("locked", _("Locked")),
            ("forbidden", _("Forbidden since the run")),
            ("warned", _("Break a rule with exceptions")),
            ("by_hand", _("Changed by hand")),
        ),
    )


class NameFilter(Form):
    """Whom to look for."""

    narrows_a_list = True

    search = forms.CharField(
        label=_("Name or organisation"), required=False, max_length=100, strip=True
    )
