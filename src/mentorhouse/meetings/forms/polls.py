"""The shape of a poll of times: two to six times, an answer to each, how many have to come."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import Form
from mentorhouse.design.words import moment
from mentorhouse.languages.saying import say, say_many
from mentorhouse.meetings import rules
from mentorhouse.meetings.forms.meetings import TimesForm
from mentorhouse.meetings.models import PollTime
from mentorhouse.meetings.rules.polls import ANSWERS, Says

ALL = "all"


class PollTimesForm(TimesForm):
    """Two to six dates with a time."""

    rows = rules.MOST_TIMES_OF_A_POLL

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        for row in range(2, rules.LEAST_TIMES_OF_A_POLL + 1):
            self.fields[f"day_{row}"].required = True
            time = self.fields[f"time_{row}"]
            time.required = True
            time.error_messages["required"] = say("Enter a time for date {row}", row=row)
        self.ask_by_name()

    @property
    def more_were_typed(self) -> bool:
        """Whether anything stands in the rows after the second, so that they are shown open."""
        later = tuple(
            f"{name}_{row}" for row in range(3, self.rows + 1) for name in ("day", "time")
        )
        return any(
            str(value or "").strip() for name, value in self.data.items() if name.startswith(later)
        )

    def clean(self) -> dict[str, Any]:
        """Ask for different times: one and the same leaves nothing to choose."""
        cleaned = super().clean()
        if not self.errors and len(set(self.starts)) < rules.LEAST_TIMES_OF_A_POLL:
            self.add_error("day_2", say("Enter two different times, so that there is a choice"))
        return cleaned


class AnswersForm(Form):
    """Yes, if need be, or no to each of the times."""

    def __init__(
        self, times: Sequence[PollTime], data: Mapping[str, Any] | None = None, *,
        said: Mapping[UUID, str],
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.times = times
        for time in times:
            when = moment(time.starts_at)
            self.fields[str(time.pk)] = forms.ChoiceField(
                label=when,
                choices=[(says.value, say(words)) for says, words in ANSWERS.items()],
                widget=forms.RadioSelect,
                initial=said.get(time.pk),
                error_messages={
                    "required": say("Choose yes, if need be or no for {when}", when=when)
                },
            )

    @property
    def says(self) -> dict[UUID, Says]:
        """What was chosen for each time."""
        return {time.pk: Says(self.cleaned_data[str(time.pk)]) for time in self.times}


class EnoughForm(Form):
    """How many have to be able to come to a meeting."""

    needed = forms.ChoiceField(
        label=_("How many of you have to be able to come?"),
        help_text=_("A mentor is always one of them."),
        widget=forms.RadioSelect,
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, persons: int, agreed: int | None
    ) -> None:
        now = str(agreed) if agreed and agreed < persons else ALL
        super().__init__(data, initial={"needed": now})
        some = [
            (str(count), say_many("At least {count}", "At least {count}", count))
            for count in range(rules.LEAST_WHO_MEET, persons)
        ]
        field = self.fields["needed"]
        field.choices = [(ALL, say("All of you")), *reversed(some)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> int | None:
        """Return the number; None for everybody."""
        value = self.cleaned_data["needed"]
        return None if value == ALL else int(value)
