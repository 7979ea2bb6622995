"""The days of an action plan, and what stands in its drawing (R8.02, R8.03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentorhouse.languages.saying import mark, say, say_many

HEAD, ROW, WORDS, BAR = 48, 46, 16, 24  # pixels: the scale, a row, its words and its bar in it
NARROWEST, LONGEST = 1.5, 40
BOXES = {
    "where_now": mark("Where am I now?"),
    "long_term_goal": mark("Long-term goal"),
    "short_term_goals": mark("Short-term goals, the most important first"),
    "learning": mark("What must be learnt"),
    "steps": mark("Steps"),
    "people_needed": mark("People needed"),
    "timescales": mark("Timescales"),
    "milestones": mark("Milestones"),
    "success_criteria": mark("Success criteria"),
    "problems": mark("Problems that can be foreseen"),
    "contingency": mark("What to do if they come"),
    "comments": mark("Comments"),
}
SHEET = {"what_changed": mark("What changed"), "why_changed": mark("Why it changed")}


@dataclass(frozen=True)
class Span:
    """One thing in the drawing: what, from when to when, and whether it is done."""

    words: str
    start: date
    end: date
    done: bool = False


@dataclass(frozen=True)
class Bar:
    """One row of the drawing: across in hundredths of the width, down in pixels."""

    words: str
    x: float
    width: float
    y: int
    kind: str

    @property
    def words_at(self) -> int:
        """Where the line of words stands."""
        return self.y + WORDS

    @property
    def bar_at(self) -> int:
        """Where the bar stands."""
        return self.y + BAR


@dataclass(frozen=True)
class Drawing:
    """The whole drawing."""

    bars: tuple[Bar, ...]
    first: date
    last: date
    today: float | None
    height: int
    description: str

    @property
    def today_anchor(self) -> str:
        """On which side of the line its word fits."""
        if self.today is None or 10 <= self.today <= 90:  # noqa: PLR2004  # near no edge
            return "middle"
        return "start" if self.today < 10 else "end"  # noqa: PLR2004  # likewise


def drawn(spans: Sequence[Span], *, today: date) -> Drawing | None:
    """Lay a plan out on one scale of time; nothing where nothing has a day."""
    if not spans:
        return None
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    days = max((last - first).days, 1)

    def across(day: date) -> float:
        return round(100 * (day - first).days / days, 2)

    bars = []
    for place, span in enumerate(spans):
        width = max(across(span.end) - across(span.start), NARROWEST)
        x = round(min(across(span.start), 100 - width), 2)
        bars.append(
            Bar(short(span.words), x, round(width, 2), HEAD + ROW * place, kind(span, today))
        )
    now = across(today) if first <= today <= last else None
    return Drawing(
        tuple(bars), first, last, now, HEAD + ROW * len(bars) + 8, described(spans, today)
    )


def kind(span: Span, today: date) -> str:
    """Say how something in the drawing stands."""
    if span.done:
        return "done"
    if span.end < today:
        return "overdue"
    return "to-come" if span.start > today else "under-way"


def short(words: str) -> str:
    """Return words that fit one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def described(spans: Sequence[Span], today: date) -> str:
    """Say the drawing in words, for those who do not see it."""
    late = sum(kind(span, today) == "overdue" for span in spans)
    rows = say_many("{count} row", "{count} rows", len(spans))
    return say(
        "{rows}, each from its first to its last day; {late} of them past their day. The table "
        "says the same.",
        rows=rows,
        late=late,
    )


def problems_of(
    starts: date | None, ends: date | None, reviews: Sequence[tuple[str, date | None]]
) -> dict[str, str]:
    """Say what is wrong with the days of a plan, by box."""
    found = {}
    if starts and ends and ends < starts:
        found["ends_on"] = say("The plan ends before it starts. Enter a later day.")
    for name, day in reviews:
        if day and starts and day < starts:
            found[name] = say("This review is before the plan starts. Enter a later day.")
        elif day and ends and day > ends:
            found[name] = say("This review is after the plan ends. Enter an earlier day.")
    return found
