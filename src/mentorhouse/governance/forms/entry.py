"""Forms of entries: what they make or change, under which identifier and from which version."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form
from mentorhouse.design.words import day
from mentorhouse.governance.models import Entry, Owned
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme

People = Sequence[tuple[str, str]]  # identifiers of accounts, and names


def box(
    label: Any, hint: Any = "", *, rows: int = 3, most: int = 2000, required: bool = True
) -> Any:
    """Return a box for a few lines of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line(label: Any, hint: Any = "", *, most: int = 200, required: bool = True) -> Any:
    """Return a box for one line of text."""
    return forms.CharField(label=label, help_text=hint, max_length=most, required=required)


def address(label: Any, hint: Any = "") -> Any:
    """Return a box for the address of a web page."""
    return forms.URLField(
        label=label, help_text=hint, max_length=500, required=False, assume_scheme="https"
    )


SOMEBODY_ELSE = "other"
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
IN_OUR_TIME = (
    MinValueValidator(FIRST, _("The year must be 2000 or later")),
    MaxValueValidator(LAST, _("The year must be 2199 or earlier")),
)


def on(label: Any, hint: Any = "", *, required: bool = True) -> Any:
    """Return three boxes for a date of our time."""
    return DateParts(label=label, help_text=hint, required=required, validators=IN_OUR_TIME)


class EntryForm(Form):
    """One entry. `key` is the identifier that a new one gets, so that sending twice makes one."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    carried: ClassVar[frozenset[str]] = frozenset({"key", "version"})

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        programme: Programme,
        row: Entry | None = None,
        people: People = (),
        me: str = "",
    ) -> None:
        super().__init__(data, initial=self._initial(row, me))
        self.programme, self.row = programme, row
        self._choose(people)

    def _initial(self, row: Entry | None, me: str) -> dict[str, Any]:
        if row is None:
            return {"key": uuid4(), "version": 0, "owner": me}
        found = {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}
        if isinstance(row, Owned):
            found["owner"] = str(row.owner_id or SOMEBODY_ELSE)
        return found

    def _choose(self, people: People) -> None:
        """Set the choices that only this programme knows."""

    def values(self) -> dict[str, Any]:
        """Return what was written, by the names of the model."""
        return {n: v for n, v in self.cleaned_data.items() if n not in self.carried}

    def differences(self, row: Entry) -> list[tuple[str, str]]:
        """Say what is saved by now where that is not what was typed."""
        mine = self.values()
        return [
            (str(field.label), shown(getattr(row, name)))
            for name, field in self.fields.items()
            if name in mine and getattr(row, name) != mine[name]
        ]


def shown(value: Any) -> str:
    """Return a value as people read it."""
    if isinstance(value, date):
        return day(value)
    return say("Nothing") if value in {None, ""} else str(value)


class OwnedForm(EntryForm):
    """An entry that is somebody's duty."""

    owner = forms.ChoiceField(label=_("Who sees to it?"))
    owner_name = line(
        _("Name, if it is somebody else"),
        _("They get no account and no e-mail. You pass it on."),
        required=False,
    )

    def _choose(self, people: People) -> None:
        choices = [("", say("Choose one")), *people, (SOMEBODY_ELSE, say("Somebody else"))]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Ask for one owner: an account, or a name."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("owner") == SOMEBODY_ELSE and not cleaned.get("owner_name"):
            self.add_error("owner_name", say("Enter the name of who sees to it"))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what was written; whoever has an account needs no name."""
        found = super().values()
        owner = found.pop("owner")
        named = owner == SOMEBODY_ELSE
        return found | {
            "owner_id": None if named else UUID(owner),
            "owner_name": found["owner_name"] if named else "",
        }

    def differences(self, row: Entry) -> list[tuple[str, str]]:
        """Name the owner that is saved, too."""
        found = super().differences(row)
        if isinstance(row, Owned) and row.owner_id != self.values()["owner_id"]:
            found.append((say("Who sees to it?"), row.owner_words))
        return found
