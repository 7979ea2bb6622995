"""The shape of a profile and of identity answers; forms never save."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import Form, SealedTextField
from mentorhouse.languages.saying import say
from mentorhouse.people.forms.lines import GivenName, ProfileText
from mentorhouse.people.models import IdentityAnswer, Person
from mentorhouse.people.rules import WAYS, listed

Kind = IdentityAnswer.Kind


def _line(label: Any, hint: Any = "", *, longest: int = 100, **options: Any) -> forms.CharField:
    attrs = {"autocomplete": options.pop("autocomplete")} if options else {}
    return ProfileText(
        label=label,
        help_text=hint,
        longest=longest,
        required=False,
        widget=forms.TextInput(attrs=attrs),
    )


class ProfileForm(Form):
    """Who somebody is, once for every programme (R1.01, R1.03)."""

    given_name = GivenName(
        label=_("Given name"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    family_name = _line(_("Family name"), autocomplete="family-name")
    pronouns = _line(_("Pronouns"), _("For example, she/her"), longest=50)
    job_title = _line(_("Job title"), longest=200, autocomplete="organization-title")
    work_role = _line(
        _("Your role"),
        _("What you do, in a few words. For example, I lead a team of community nurses."),
        longest=200,
    )
    organisation = _line(_("Organisation"), longest=200, autocomplete="organization")
    team = _line(
        _("Team"),
        _("The team or unit that you work in. Some programmes match people of different teams."),
        longest=200,
    )
    grade = _line(
        _("Grade or level"), _("As your programme or organisation writes it."), longest=60
    )
    profession = _line(_("Profession"))
    location = _line(_("Place of work"), longest=200)
    contact = _line(
        _("How to reach you"),
        _("Your partners read this. For example, by phone after 3pm on 0161 496 0123."),
        longest=300,
    )
    languages = _line(
        _("Languages"), _("That you could mentor in, with commas between them."), longest=300
    )
    ways = forms.MultipleChoiceField(
        label=_("How can you meet a mentor or mentee?"),
        help_text=_(
            "Tick every way that can work for you. Some programmes match only people who have a "
            "way in common. Tick nothing if all of them work."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    line_manager_email = forms.EmailField(
        label=_("E-mail address of your line manager"),
        help_text=_(
            "Only you see the address. It is used so that nobody is matched with their own line "
            "manager. If your partner is or becomes your manager, co-ordinators are told so. Your "
            "manager gets no e-mail because of it."
        ),
        required=False,
        max_length=254,
    )
    biography = ProfileText(
        label=_("About you"),
        help_text=_("A few sentences that your partner and co-ordinators may read."),
        longest=4000,
        lines=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ways"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key, say(words)) for key, words in WAYS.items()
        ]

    def clean_ways(self) -> str:
        """Return the ways as they are kept: their keys, with commas between."""
        return ",".join(self.cleaned_data["ways"])

    @staticmethod
    def shown(person: Person) -> dict[str, object]:
        """Return what the boxes hold for a profile."""
        values = {name: getattr(person, name) or "" for name in ProfileForm.base_fields}
        boxes: dict[str, object] = {name: str(value) for name, value in values.items()}
        return boxes | {"ways": list(listed(person.ways))}


def _private(label: Any, hint: Any = "") -> SealedTextField:
    return SealedTextField(
        label=label, help_text=hint, capability=Capability.READ_IDENTITY, max_length=1000,
        required=False, rows=2,
    )  # fmt: skip


class IdentityForm(Form):
    """Identity data and wishes: only by explicit consent, and every answer is optional (R1.07)."""

    characteristics = _private(
        _("What would you like to say about your identity or lived experience?"),
        _(
            "In your own words, separated by commas. For example, carer, first in my family at "
            "university."
        ),
    )
    identity_to_match = _private(
        _("Which identity or lived experience would you like your partner to share?"),
        _("Separated by commas."),
    )
    wants_similar = forms.ChoiceField(
        label=_("Would you like a partner of similar identity?"),
        choices=(("", _("No answer")), ("Yes", _("Yes")), ("No", _("No"))),
        required=False,
    )
    wants_organisation = _private(
        _("Which organisations would you like your partner to come from?"),
        _("Separated by commas."),
    )
    wants_profession = _private(
        _("Which professions would you like your partner to come from?"), _("Separated by commas.")
    )
    wants_experience = _private(
        _("What would you like your partner to know about?"),
        _("Separated by commas. For example, leading change, working in a charity."),
    )
    wants_location = _private(
        _("Where would you like your partner to work?"), _("Places, separated by commas.")
    )
    wants_way = forms.MultipleChoiceField(
        label=_("How would you like to meet?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent = forms.BooleanField(
        label=_("I agree that my answers are kept, sealed, and used to find a partner for me"),
        error_messages={
            "required": _("Tick the box to give consent, or leave this page to give none")
        },
    )

    kinds: ClassVar = tuple(kind.value for kind in Kind)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["wants_way"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (key, say(words)) for key, words in WAYS.items()
        ]

    @property
    def answers(self) -> dict[Kind, str]:
        """Return what was answered, by question."""
        said = {kind: self.cleaned_data.get(kind.value, "") for kind in Kind}
        return said | {Kind.WANTS_WAY: ", ".join(said[Kind.WANTS_WAY])}

    @staticmethod
    def shown(answers: Mapping[Kind, str]) -> dict[str, object]:
        """Return what the boxes hold for answers."""
        boxes: dict[str, object] = {kind.value: text for kind, text in answers.items()}
        return boxes | {"wants_way": list(listed(answers.get(Kind.WANTS_WAY, "")))}
