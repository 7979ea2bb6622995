"""Rows of dates with a time each: for proposing times to meet."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms

from mentorhouse.design.clocks import DoubledTime, NoSuchTime, instant
from mentorhouse.design.forms import DateParts, Form, TimeOfDay
from mentorhouse.languages.saying import say

FURTHEST = timedelta(days=366)


class TimesForm(Form):
    """Some dates with a time each, as clocks show them where the person is who types.

    `starts` holds the moments of a form that is valid. A page draws `day_1`, `time_1` and so on.
    """

    rows = 3

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, zone: str, at: datetime,
        compulsory: bool = True, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **options)
        self.zone, self.at, self.starts = zone, at, list[datetime]()
        for row in range(1, self.rows + 1):
            needed = compulsory and row == 1
            self.fields[f"day_{row}"] = DateParts(label=say("Date {row}", row=row), required=needed)
            self.fields[f"time_{row}"] = TimeOfDay(
                label=say("Time {row}", row=row), required=needed,
                help_text=say("For example 2.30pm or 14:30"),
                error_messages={"required": say("Enter a time for date {row}", row=row)},
                widget=forms.TextInput(attrs={"width": 5}),
            )  # fmt: skip
        self.ask_by_name()

    @property
    def more_were_typed(self) -> bool:
        """Whether anything stands in the rows after the first, so that they are shown open."""
        return any(str(value or "").strip() for name, value in self.data.items()
                   if name.startswith(("day_", "time_")) and "_1" not in name)  # fmt: skip

    def why_not(self, start: datetime) -> str:
        """Say why a time cannot be taken; nothing if it can."""
        if start <= self.at:
            return say("This time is in the past. Choose one to come.")
        if start > self.at + FURTHEST:
            return say("This time is more than a year away. Check the year.")
        return ""

    def clean(self) -> dict[str, Any]:
        """Turn each date and time into a moment, or say what is wrong with it."""
        cleaned = super().clean() or self.cleaned_data
        for row in range(1, self.rows + 1):
            day, clock = cleaned.get(f"day_{row}"), cleaned.get(f"time_{row}")
            if day and clock:
                self._take(row, day, clock)
            elif day and f"time_{row}" not in self.errors:
                self.add_error(f"time_{row}", say("Enter a time for this date"))
            elif clock and f"day_{row}" not in self.errors:
                self.add_error(f"day_{row}", say("Enter a date for this time"))
        return cleaned

    def _take(self, row: int, day: date, clock: Any) -> None:
        try:
            start = instant(day, clock, self.zone)
        except (NoSuchTime, DoubledTime) as problem:
            self.add_error(f"time_{row}", str(problem))
            return
        if refusal := self.why_not(start):
            self.add_error(f"day_{row}", refusal)
        else:
            self.starts.append(start)
