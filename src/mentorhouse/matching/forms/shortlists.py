"""How lists of shortlists and of those who wait are narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form


class ListFilter(Form):
    """Whose shortlist, and how it stands."""

    narrows_a_list = True

    search = forms.CharField(
        label=_("Name or organisation"), required=False, max_length=100, strip=True
    )
    show = forms.ChoiceField(
        label=_("Shortlists"),
        required=False,
        choices=(
            ("", _("All shortlists")),
            ("short", _("With fewer mentors than there should be")),
            ("open", _("Waiting for a choice")),
            ("taken_up", _("Taken up")),
            ("expired", _("Ended without a choice")),
        ),
    )


class WaitingFilter(Form):
    """Who waits, and for what."""

    narrows_a_list = True

    search = forms.CharField(
        label=_("Name or organisation"), required=False, max_length=100, strip=True
    )
    show = forms.ChoiceField(
        label=_("Waiting"),
        required=False,
        choices=(
            ("", _("Everybody who waits")),
            ("ready", _("Ready for a match")),
            ("choosing", _("Choosing a mentor")),
            ("not_ready", _("Something is missing first")),
            ("unlucky", _("Went without before")),
        ),
    )
