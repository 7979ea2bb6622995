"""Forms of policies: what is said about one, its text or link, putting it in force, accepting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.fields import DateParts
from mentorhouse.design.forms import Form
from mentorhouse.design.two_writers import tidy
from mentorhouse.languages.saying import say
from mentorhouse.policies.actions.keeping import Particulars
from mentorhouse.policies.actions.writing import Wording
from mentorhouse.policies.rules import REQUIRED_WORDS, Required

LONGEST = 60_000
SOMEONE_ELSE = "else"


class ParticularsForm(Form):
    """What is said about a policy beside its documents."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    title = forms.CharField(label=_("Title"), max_length=120)
    required_of = forms.ChoiceField(
        label=_("Who has to accept it?"),
        choices=[(one.value, _(words)) for one, words in REQUIRED_WORDS.items()],
        widget=forms.RadioSelect,
        help_text=_("They are asked when they next sign in. Everyone who takes part can read it."),
    )
    owner = forms.ChoiceField(label=_("Who looks after it?"), required=False)
    owner_name = forms.CharField(
        label=_("Name, if it is somebody else"), required=False, max_length=200
    )
    review_on = DateParts(
        label=_("When is it next reviewed?"),
        required=False,
        help_text=_(
            "For example, 27 3 2027. From that day on, the list says that a review is due."
        ),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        owners: Sequence[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", say("Nobody yet")),
            *owners,
            (SOMEONE_ELSE, say("Somebody else")),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of somebody else, and for no second name."""
        cleaned = dict(super().clean() or {})
        is_else, name = cleaned.get("owner") == SOMEONE_ELSE, cleaned.get("owner_name")
        if is_else and not name:
            self.add_error("owner_name", say("Enter the name of the person who looks after it"))
        if name and not is_else:
            self.add_error("owner", say("Choose “Somebody else”, or empty the box with the name"))
        return cleaned

    def particulars(self) -> Particulars:
        """Return what was said."""
        said = self.cleaned_data
        owner = said["owner"]
        return Particulars(
            title=said["title"],
            required_of=said["required_of"],
            owner_id=UUID(owner) if owner not in {"", SOMEONE_ELSE} else None,
            owner_name=said["owner_name"] if owner == SOMEONE_ELSE else "",
            review_on=said["review_on"],
        )


class AddForm(ParticularsForm):
    """A policy of the programme's own. `once` is its identifier: sent twice, the form makes one."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, owners: Sequence[tuple[str, str]]
    ) -> None:
        began = {"once": uuid4(), "required_of": Required.NOBODY.value}
        super().__init__(data, owners=owners, initial=began)

    def identifier(self) -> UUID:
        """Return under which identifier the policy is added."""
        return self.cleaned_data["once"] or uuid4()


class WordingForm(Form):
    """A text of our own, or a link to the organisation's document: one of the two."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "Leave an empty line between paragraphs. Begin a heading with “## ” and each "
            "point of a list with “- ”. Leave it empty if you give a link instead."
        ),
    )
    link = forms.CharField(
        label=_("Link to your organisation’s own document"),
        required=False,
        max_length=500,
        widget=forms.URLInput,
        help_text="It begins with https://. Everyone who takes part must be able to open it.",
    )
    news = forms.CharField(
        label=_("What is new in this version?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One or two sentences, for people who accepted the version before."),
    )

    def clean_link(self) -> str:
        """Refuse what is not a link that begins with https."""
        link: str = self.cleaned_data["link"].strip()
        if link and not link.startswith("https://"):
            raise forms.ValidationError("Enter a link that begins with https://")
        if link:
            URLValidator(
                schemes=["https"],
                message="Enter a whole link, for example https://www.example.org/policy",
            )(link)
        return link

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = dict(super().clean() or {})
        cleaned["text"] = tidy(cleaned.get("text") or "")
        cleaned["news"] = tidy(cleaned.get("news") or "")
        if self.has_error("text") or self.has_error("link"):
            return cleaned
        if not cleaned["text"] and not cleaned["link"]:
            self.add_error("text", say("Enter the text, or give a link below"))
        if cleaned["text"] and cleaned["link"]:
            self.add_error(
                "link", say("Give a text or a link, not both: empty one of the two boxes")
            )
        return cleaned

    def wording(self) -> Wording:
        """Return what the version says."""
        said = self.cleaned_data
        return Wording(text=said["text"], link=said["link"], news=said["news"])


class PutInForceForm(Form):
    """Who approved a draft, and when."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    approved_by = forms.CharField(
        label=_("Who approved it?"),
        max_length=200,
        help_text=_(
            "A person or a body, for example the steering group. Everyone who reads the "
            "policy sees it."
        ),
    )
    approved_on = DateParts(
        label=_("When was it approved?"), help_text=_("For example, 27 3 2026.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.today = today

    def clean_approved_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["approved_on"]
        if day > self.today:
            raise forms.ValidationError(say("The day of approval must be today or earlier"))
        return day


class AcceptForm(Form):
    """The explicit word of the person."""

    accept = forms.BooleanField(label=_("I have read it and accept it"))


class OrganisationForm(Form):
    """For which organisation a document is to be written."""

    organisation: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("For which organisation?"), queryset=None, empty_label=_("Choose an organisation")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisations: Any) -> None:
        super().__init__(data)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class PeopleFilter(Form):
    """Which people of a version to list. Nonsense narrows nothing."""

    narrows_a_list = True

    only = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=(
            ("", _("Everyone")),
            ("waiting", _("Who has not accepted yet")),
            ("accepted", _("Who has accepted")),
        ),
    )

    def chosen(self) -> str:
        """Return the filter if it makes sense."""
        return str(self.cleaned_data.get("only") or "") if self.is_valid() else ""
