"""The shape of what is said of an organisation (R1.02)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.organisations.actions import Said
from mentorhouse.organisations.models import Organisation


class OrganisationForm(Form):
    """Of which kind it is, where, and part of what."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    parent = forms.CharField(
        label=_("Part of"),
        help_text=_("The name of a larger organisation, if it belongs to one."),
        max_length=200,
        required=False,
    )

    @property
    def said(self) -> Said:
        """Return what was said, as the action takes it."""
        return Said(**{name: self.cleaned_data[name] for name in ("kind", "region", "parent")})

    @staticmethod
    def shown(row: Organisation) -> dict[str, str]:
        """Return what the boxes hold."""
        return {
            "kind": row.kind, "region": row.region, "parent": row.parent.name if row.parent else "",
        }  # fmt: skip
