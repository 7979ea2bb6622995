"""The shape of what somebody asks of their statement (R1.11)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.home.rules.contribution import named_in
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Participation


class StatementForm(Form):
    """Which programme, which time, and a sentence of one's own."""

    part = forms.ChoiceField(label=_("Programme and role"))
    since = DateParts(label=_("From"))
    until = DateParts(label=_("To"))
    sentence = forms.CharField(
        label=_("In your own words"),
        help_text=_("What did you give, or learn? Name nobody. We do not keep this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(
        label=_("What would you like?"),
        choices=(("page", _("Look at it here")), ("word", "Word"), ("pdf", "PDF")),
        widget=forms.RadioSelect,
        initial="page",
    )

    def __init__(
        self, *args: Any, parts: Iterable[Participation], partners: Iterable[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.parts = {str(part.pk): part for part in parts}
        self.partners = tuple(partners)
        self.fields["part"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key, f"{part.programme.name} ({say(part.role)})") for key, part in self.parts.items()
        ]

    def clean_sentence(self) -> str:
        """Refuse a partner's name."""
        sentence: str = self.cleaned_data["sentence"].strip()
        named = named_in(sentence, self.partners)
        if named:
            raise ValidationError(
                gettext("Leave out “%(name)s”: the statement names no partner") % {"name": named}
            )
        return sentence

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", gettext("The last day must not be before the first"))
        return said
