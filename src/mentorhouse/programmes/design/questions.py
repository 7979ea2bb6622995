"""Questions of forms and surveys, as a programme asks them."""

from typing import Literal

from pydantic import model_validator

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.parts import (
    Key,
    Line,
    Part,
    Title,
    choice,
    choices,
    lines,
    prose,
    setting,
    unlike,
    whole,
)

QUESTION_WORDS = {
    "text": mark("A short answer"),
    "long_text": mark("A long answer"),
    "yes_no": mark("Yes or no"),
    "choice": mark("One of several"),
    "choices": mark("Several of several"),
    "scale": mark("A point on a scale"),
    "number": mark("A whole number"),
    "date": mark("A date"),
}


class Question(Part):
    """One question."""

    key: Key = setting("Key", "A short name that never changes; answers are kept under it.")
    text: Title = setting("Question", "As people read it.")
    hint: str = prose("Hint", "A line below the question.", most=400)
    kind: Literal["text", "long_text", "yes_no", "choice", "choices", "scale", "number", "date"] = (
        choice("Kind of answer", "What the answer looks like.", QUESTION_WORDS, "long_text")
    )
    options: list[Line] = lines("Options", "For a choice: one on each line.")
    lowest: int = whole("Scale from", "The lowest point of a scale.", 0, 10, 1)
    highest: int = whole("Scale to", "The highest point of a scale.", 1, 10, 5)
    required: bool = setting("Must it be answered?", "Few questions need to.", default=False)

    @model_validator(mode="after")
    def _can_be_answered(self) -> "Question":
        if self.kind in {"choice", "choices"} and len(self.options) < 2:  # noqa: PLR2004  # a choice
            raise unlike(
                "kind", self.kind, "options", len(self.options), say("give two options at least")
            )
        if self.highest <= self.lowest:
            raise unlike(
                "highest",
                self.highest,
                "lowest",
                self.lowest,
                say("let the scale end above its start"),
            )
        return self


class Commitment(Part):
    """Something that people promise when they apply."""

    key: Key = setting("Key", "A short name that never changes.")
    text: Line = setting("Promise", "As people accept it.")
    roles: list[Literal["mentor", "mentee"]] = choices(
        "For whom",
        "Who promises it.",
        {"mentor": "Mentors", "mentee": "Mentees"},
        ["mentor", "mentee"],
    )
