"""Form fields of our own: a date in three boxes, a time as people write it, confidential text."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.readers import who_can_read
from mentorhouse.languages.saying import mark, say

HALF_AN_HOUR = Decimal("0.5")
MOST_HOURS = 40
PARTS = ("day", "month", "year")
PART_WORDS = {"day": mark("Day"), "month": mark("Month"), "year": mark("Year")}
MISSING = {
    "day": mark("The date needs a day"),
    "month": mark("The date needs a month"),
    "year": mark("The date needs a year"),
    "day month": mark("The date needs a day and month"),
    "day year": mark("The date needs a day and year"),
    "month year": mark("The date needs a month and year"),
}


class DatePartsWidget(forms.MultiWidget):
    """Three boxes named `…_day`, `…_month`, `…_year`; what was typed is shown again as typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(dict.fromkeys(PARTS, forms.TextInput), attrs)

    def decompress(self, value: date | None) -> list[Any]:
        """Split a date into its boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def value_omitted_from_data(
        self,
        data: Mapping[str, Any],
        files: Mapping[str, Any],  # noqa: ARG002  # Django's signature
        name: str,
    ) -> bool:
        """Whether the boxes were not on the page at all."""
        return all(f"{name}_{part}" not in data for part in PARTS)


class DateParts(forms.Field):
    """A date typed as day, month and year, the NHS.UK way."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Enter a date"),
        "invalid": _("The date must be a real one, for example 27 3 2027"),
    }

    def to_python(self, value: Any) -> date | None:
        """Read the three boxes, or a date given as one."""
        if value is None or isinstance(value, date):
            return value
        boxes = [str(box or "").strip() for box in value]
        if not any(boxes):
            return None
        missing = [part for part, box in zip(PARTS, boxes, strict=True) if not box]
        if missing:
            lacking = " ".join(missing)
            raise ValidationError(
                say(MISSING[lacking]), code="incomplete", params={"parts": missing}
            )
        try:
            day, month, year = (int(box) for box in boxes)
            return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004  # "27"
        except (ValueError, OverflowError) as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was typed."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE
)


class TimeOfDay(forms.Field):
    """A time as people write it: 2.30pm, 14:30, 9am, midday."""

    widget = forms.TextInput(attrs={"width": 5})
    default_error_messages = {
        "required": _("Enter a time"),
        "invalid": _("Enter a time like 2.30pm or 14:30"),
    }

    def to_python(self, value: Any) -> time | None:
        """Read a time."""
        if value is None or isinstance(value, time):
            return value
        typed = str(value).strip().lower()
        if not typed:
            return None
        if typed in {"midday", "noon", say("midday")}:
            return time(12)
        try:
            return self._parse(typed)
        except ValueError as problem:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from problem

    def prepare_value(self, value: Any) -> Any:
        """Show a time as people write it."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def _parse(self, typed: str) -> time:
        found = TIME.fullmatch(typed)
        if not found:
            raise ValueError(typed)
        hour, half = int(found["hour"]), (found["half"] or "")[:1]
        if half and not 1 <= hour <= 12:  # noqa: PLR2004  # hours of a half day
            raise ValueError(typed)
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        return time(hour, int(found["minute"] or 0))


class HoursField(forms.DecimalField):
    """Whole or half hours a month, as people grant them."""

    default_error_messages = {
        "required": _("Enter how many hours a month you can grant"),
        "invalid": _("Enter hours as a number, for example 2 or 1.5"),
        "halves": _("Enter whole or half hours, for example 2 or 1.5"),
        "min_value": _("Enter half an hour or more"),
        "max_value": _("Enter 40 hours a month or fewer"),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"width": 4, "inputmode": "decimal"}))
        super().__init__(min_value=HALF_AN_HOUR, max_value=MOST_HOURS, **options)

    def clean(self, value: Any) -> Decimal | None:
        """Take half hours only."""
        hours: Decimal | None = super().clean(value)
        if hours is not None and hours % HALF_AN_HOUR:
            raise ValidationError(self.error_messages["halves"], code="halves")
        return hours


class SealedTextField(forms.CharField):
    """A box for text that will be sealed: says beside it who can read it (R6.17).

    `holding` names the conditional relations in force; a form that knows them only with its row
    sets them with `told_to(form, holding)`.
    """

    def __init__(
        self,
        *,
        capability: Capability,
        holding: frozenset[Relation] = frozenset(),
        rows: int = 5,
        **options: Any,
    ) -> None:
        options.setdefault("max_length", 4000)
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)
        self.capability = capability
        self.readers = who_can_read(capability, holding=holding)
