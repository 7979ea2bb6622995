"""The shape of a profile and of identity answers; forms never save."""

from typing import ClassVar

from django import forms

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import Form, SealedTextField
from mentorhouse.people.models import IdentityAnswer, Person

Kind = IdentityAnswer.Kind


def _line(label: str, hint: str = "", *, longest: int = 100, **options: object) -> forms.CharField:
    required = bool(options.pop("required", False))
    attrs = {"autocomplete": options.pop("autocomplete")} if options else {}
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=required,
        widget=forms.TextInput(attrs=attrs),
    )


class ProfileForm(Form):
    """Who somebody is, once for every programme (R1.01, R1.03)."""

    given_name = _line("Given name", required=True, autocomplete="given-name")
    family_name = _line("Family name", autocomplete="family-name")
    pronouns = _line("Pronouns", "For example, she/her", longest=50)
    job_title = _line("Job title", longest=200, autocomplete="organization-title")
    organisation = _line("Organisation", longest=200, autocomplete="organization")
    grade = _line("Grade or level", "As your organisation writes it.", longest=60)
    profession = _line("Profession")
    location = _line("Place of work", longest=200)
    line_manager_email = forms.EmailField(
        label="E-mail address of your line manager",
        help_text="Only you see the address. It is used so that nobody is matched with their own "
        "line manager. If your partner is or becomes your manager, co-ordinators are told so. Your "
        "manager gets no e-mail because of it.",
        required=False,
        max_length=254,
    )
    biography = forms.CharField(
        label="About you",
        help_text="A few sentences that your partner and co-ordinators may read.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @staticmethod
    def shown(person: Person) -> dict[str, str]:
        """Return what the boxes hold for a profile."""
        values = {name: getattr(person, name) or "" for name in ProfileForm.base_fields}
        return {name: str(value) for name, value in values.items()}


class IdentityForm(Form):
    """Identity data: only by explicit consent, and every answer is optional (R1.07)."""

    characteristics = SealedTextField(
        label="What would you like to say about your identity?",
        help_text="In your own words, separated by commas. For example, carer, first in my family "
        "at university.",
        capability=Capability.READ_IDENTITY,
        max_length=1000,
        required=False,
        rows=3,
    )
    identity_to_match = SealedTextField(
        label="Which identity would you like your partner to share?",
        capability=Capability.READ_IDENTITY,
        max_length=1000,
        required=False,
        rows=2,
    )
    wants_similar = forms.ChoiceField(
        label="Would you like a partner of similar identity?",
        choices=(("", "No answer"), ("Yes", "Yes"), ("No", "No")),
        required=False,
    )
    consent = forms.BooleanField(
        label="I agree that my answers are kept, sealed, and used to find a partner for me",
        error_messages={
            "required": "Tick the box to give consent, or leave this page to give none"
        },
    )

    kinds: ClassVar = tuple(kind.value for kind in Kind)

    @property
    def answers(self) -> dict[Kind, str]:
        """Return what was answered, by question."""
        return {kind: self.cleaned_data.get(kind.value, "") for kind in Kind}
