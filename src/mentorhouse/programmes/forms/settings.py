"""Settings of a design as fields, made from what the model says of each; nothing by hand.

What a page shows and gets back untouched changes nothing, whatever the design holds.
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mentorhouse.design.fields import PARTS, DateParts
from mentorhouse.design.forms import Form
from mentorhouse.design.two_writers import tidy
from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.telling import in_words
from mentorhouse.programmes.design.walk import Data, Kind, Setting, get, put

Choices = Sequence[tuple[str, str]]
SHORT = 254  # longer texts get a box of several lines
MOST_RADIOS = 8


class Text(forms.CharField):
    """A text with plain line ends and nothing around it."""

    def to_python(self, value: Any) -> str:
        """Read the text."""
        return tidy(str(value or ""))


class Lines(forms.Field):
    """Short lines, one below the other."""

    def __init__(self, *, most: int | None, longest: int | None, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **options)
        self.most, self.longest = most, longest

    def to_python(self, value: Any) -> list[str]:
        """Read the lines that hold something."""
        if isinstance(value, list):
            value = "\n".join(value)
        return [line for typed in tidy(str(value or "")).split("\n") if (line := typed.strip())]

    def validate(self, value: list[str]) -> None:
        """Refuse too many lines and lines that are too long."""
        super().validate(value)
        if self.most and len(value) > self.most:
            raise ValidationError(
                say(
                    "Enter {most} lines or fewer; there are {value}",
                    most=self.most,
                    value=len(value),
                )
            )
        for number, line in enumerate(value, start=1):
            if self.longest and len(line) > self.longest:
                raise ValidationError(
                    say(
                        "Line {number} is longer than {longest} characters: shorten it",
                        number=number,
                        longest=self.longest,
                    )
                )

    def prepare_value(self, value: Any) -> Any:
        """Show one line below the other."""
        return "\n".join(value) if isinstance(value, list) else value


def field_name(path: str) -> str:
    """Return what a setting is called in a form."""
    return path.replace(".", "-")


def field_of(one: Setting, choices: Choices | None = None) -> forms.Field:
    """Return the field for a setting; `choices` where the design itself gives them."""
    shared: dict[str, Any] = {
        "label": one.title,
        "help_text": one.why,
        "required": not one.may_be_empty and one.kind not in {Kind.CHOICES, Kind.LINES},
    }
    if choices is not None:
        return _one_of(choices, shared)
    return _FIELDS[one.kind](one, shared)


def _text(one: Setting, shared: dict[str, Any]) -> forms.Field:
    most = one.most or 4000
    if most <= SHORT or (one.name in {"title", "text"} and most <= 400):  # noqa: PLR2004  # a line
        return Text(max_length=most, **shared)
    rows = 3 if most <= 1000 else 6  # noqa: PLR2004  # a few sentences, or a page
    return Text(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **shared)


def _whole(one: Setting, shared: dict[str, Any]) -> forms.Field:
    way_out = say(", or leave it empty") if one.may_be_empty else ""
    bounds = (
        say("from {least} to {most:,}", least=one.least, most=one.most)
        if one.most is not None
        else ""
    )
    refusal = say(
        "Enter a whole number {bounds}{way_out}: {title}",
        bounds=bounds,
        way_out=way_out,
        title=one.title,
    )
    kinds = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        min_value=one.least,
        max_value=one.most,
        error_messages=dict.fromkeys(kinds, refusal),
        **shared,
    )


def _yes_no(_one: Setting, shared: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(
        choices=(("yes", say("Yes")), ("no", say("No"))), widget=forms.RadioSelect, **shared
    )


def _one_of(choices: Choices, shared: dict[str, Any]) -> forms.Field:
    many = len(choices) > MOST_RADIOS
    listed = [("", say("Choose")), *choices] if many and shared["required"] else list(choices)
    if not shared["required"]:
        listed = [("", say("None")), *choices]
    widget = forms.Select if many or not shared["required"] else forms.RadioSelect
    return forms.ChoiceField(choices=listed, widget=widget, **shared)


_FIELDS: Mapping[Kind, Callable[[Setting, dict[str, Any]], forms.Field]] = {
    Kind.TEXT: _text,
    Kind.LINES: lambda one, shared: Lines(most=one.most, longest=one.longest, **shared),
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: lambda one, shared: _one_of(list(one.words.items()), shared),
    Kind.CHOICES: lambda one, shared: forms.MultipleChoiceField(
        choices=list(one.words.items()), widget=forms.CheckboxSelectMultiple, **shared
    ),
    Kind.DAY: lambda _one, shared: DateParts(**shared),
}


class SettingsForm(Form):
    """Some settings of a design, or of one entry. `version` is what its writer began from."""

    # Most settings may be empty, and each says what that means; “optional” at all would be noise.
    narrows_a_list = True

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        settings: Sequence[Setting],
        values: Data,
        version: int,
        choices: Mapping[str, Choices] | None = None,
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.settings, self.values = tuple(settings), values
        for one in settings:
            name = field_name(one.path)
            self.fields[name] = field_of(one, (choices or {}).get(one.path))
            if (value := _at(values, one.path)) is not None:
                self.initial[name] = ("no", "yes")[value] if one.kind is Kind.YES_NO else value
            if one.kind is Kind.DAY and value:
                self.initial[name] = date.fromisoformat(value)
        self.ask_by_name()

    def clean(self) -> None:
        """Refuse an e-mail address that is none, where it was changed."""
        for one, typed in self.changed():
            if one.name.endswith("email") and typed:
                try:
                    validate_email(typed)
                except ValidationError:
                    self.add_error(
                        field_name(one.path), say("Enter an e-mail address, like name@example.org")
                    )

    def changed(self) -> Iterator[tuple[Setting, Any]]:
        """Return the settings that hold something else now, with what was typed."""
        for one in self.settings:
            name = field_name(one.path)
            if name in self.cleaned_data:
                typed = _plain(one, self.cleaned_data[name])
                if typed != _as_typed(one, _at(self.values, one.path)):
                    yield one, typed

    def changed_into(self) -> Data:
        """Return the values with what was typed."""
        values = copy.deepcopy(self.values)
        for one, typed in self.changed():
            put(values, one.path, typed)
        return values

    def met_by(self, before: Data | None, theirs: Data, *, version: int) -> list[tuple[str, str]]:
        """Go on from what somebody else has saved; return their values that clash with these.

        A box that only they changed holds their value now. Where both did, it holds what was
        typed here. Without what the writer began from, every difference counts as a clash.
        """
        data: Any = self.data
        self.data = data = data.copy()
        data["version"] = str(version)
        clashes = []
        for one in self.settings:
            saved, name = _at(theirs, one.path), field_name(one.path)
            typed = _plain(one, self.cleaned_data.get(name))
            if _as_typed(one, saved) == typed:
                continue
            old = _at(before, one.path) if before is not None else None
            if before is not None and typed == _as_typed(one, old):
                for box, values in _as_posted(one, saved).items():
                    data.setlist(box, values)
            elif before is None or saved != old:
                clashes.append((one.title, in_words(one, saved)))
        return clashes


def _as_posted(one: Setting, value: Any) -> dict[str, list[str]]:
    """Return what a browser would send for a value."""
    name = field_name(one.path)
    if one.kind is Kind.DAY:
        day = date.fromisoformat(value) if value else None
        return {f"{name}_{part}": [str(getattr(day, part, ""))] for part in PARTS}
    if one.kind is Kind.CHOICES:
        return {name: list(value)}
    if one.kind is Kind.LINES:
        return {name: ["\n".join(value)]}
    if one.kind is Kind.YES_NO:
        return {name: ["yes" if value else "no"]}
    return {name: ["" if value is None else str(value)]}


def _at(values: Data, path: str) -> Any:
    try:
        return get(values, path)
    except KeyError:
        return None  # a new entry has nothing there yet


def _plain(one: Setting, typed: Any) -> Any:
    """Return what was typed as the database keeps it."""
    if one.kind is Kind.YES_NO:
        return typed == "yes"
    if one.kind is Kind.DAY:
        return typed.isoformat() if typed else None
    return typed


def _as_typed(one: Setting, value: Any) -> Any:
    """Return a value as the page would give it back untouched."""
    if value is None:
        return None
    if one.kind is Kind.TEXT:
        return tidy(value)
    if one.kind is Kind.LINES:
        return Lines(most=None, longest=None).to_python(value)
    if one.kind is Kind.CHOICES:
        return [known for known in one.words if known in value]
    return value
