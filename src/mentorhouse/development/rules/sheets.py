"""What can be worked through, part by part, and what is judged on the answers (R8.04–R8.09). Pure.

A sheet is one working through of a kind: its answers are plain values by the key of their box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorhouse.languages.saying import mark, say

Answers = Mapping[str, Any]
Choices = tuple[tuple[str, str], ...]
ENOUGH_COMMITMENT = 7


@dataclass(frozen=True)
class Box:
    """One thing that is asked. `kind` is text, line, scale, day, minutes, choice or several."""

    key: str
    label: str
    kind: str = "text"
    hint: str = ""
    required: bool = False
    lowest: int = 1
    highest: int = 5
    choices: Choices = ()


@dataclass(frozen=True)
class Part:
    """What stands on one page: a few boxes, and questions to choose from."""

    key: str
    title: str
    intro: str
    boxes: tuple[Box, ...]
    prompts: tuple[str, ...] = ()

    @property
    def chosen(self) -> str:
        """The key under which the chosen questions are kept."""
        return f"{self.key}_questions"


@dataclass(frozen=True)
class Kind:
    """Something that can be worked through."""

    key: str
    name: str
    about: str
    parts: tuple[Part, ...]
    shareable: bool = True
    compares: bool = False

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All that is asked."""
        return tuple(box for part in self.parts for box in part.boxes)


OPENING = Part(
    "opening",
    mark("What it is about"),
    mark("Say in a few words what you want to think about, before you begin."),
    (
        Box(
            "topic",
            mark("Topic"),
            "line",
            mark("For example: my first budget round"),
            required=True,
        ),
        Box("context", mark("Context"), hint=mark("Who and what is involved?")),
        Box(
            "size", mark("Size"), hint=mark("How large is it: how much of your work, for how long?")
        ),
        Box("aim", mark("Long-term aim"), hint=mark("What does it lead to in the end?")),
    ),
)


def wants_more(answers: Answers) -> bool:
    """Whether a commitment is so low that the conversation asks what would raise it (R8.04)."""
    commitment = answers.get("commitment")
    return commitment is not None and int(commitment) < ENOUGH_COMMITMENT


def refusals(part: Part, answers: Answers) -> dict[str, str]:
    """Say what is missing in a part, box by box."""
    found = {}
    if wants_more(answers) and not answers.get("raise"):
        found["raise"] = say(
            "Your commitment is under {enough}. Write what would raise it.",
            enough=ENOUGH_COMMITMENT,
        )
    if part.key == "scaling" and _backwards(answers):
        found["next"] = say("The next step lies above where you are now. Choose a higher number.")
    return found


def _backwards(answers: Answers) -> bool:
    now, then = answers.get("now"), answers.get("next")
    return now is not None and then is not None and int(then) <= int(now)


def title_of(kind: Kind, answers: Answers) -> str:
    """Name a sheet by what it is about."""
    return str(answers.get("topic") or say(kind.name))


@dataclass(frozen=True)
class Said:
    """One answer, ready to be read."""

    label: str
    value: str


def read_back(part: Part, answers: Answers) -> list[Said]:
    """Give the answers of a part as people read them; what was left out is left out."""
    rows = []
    chosen = [
        part.prompts[int(n)] for n in answers.get(part.chosen, ()) if int(n) < len(part.prompts)
    ]
    if chosen:
        rows.append(Said(say("Questions chosen"), "\n".join(say(each) for each in chosen)))
    for box in part.boxes:
        value = answers.get(box.key)
        if value not in (None, "", []):
            rows.append(Said(say(box.label), shown(box, value)))
    return rows


def shown(box: Box, value: Any) -> str:
    """Show one answer."""
    words = dict(box.choices)
    if box.kind == "scale":
        return say("{value} of {highest}", value=value, highest=box.highest)
    if box.kind == "choice":
        return say(words[value]) if value in words else ""
    if box.kind == "several":
        return "\n".join(say(words[each]) for each in value if each in words)
    return str(value)


def points(minutes: int, points_an_hour: int) -> str:
    """Give CPD points for minutes of mentoring, to two places without idle noughts (R8.08)."""
    hundredths = minutes * points_an_hour * 100 // 60
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


def sums(answers: Answers, ways: Mapping[str, Sequence[str]]) -> list[tuple[str, int, int]]:
    """Add up the answers that belong together: the way, its sum, the most there can be."""
    return [
        (way, sum(int(answers.get(key) or 0) for key in keys), 5 * len(keys))
        for way, keys in ways.items()
    ]
