"""The drawing of the plan as plain numbers: a page turns them into SVG.

Across, everything is in hundredths of the width, so that one drawing fits a phone and a desk.
Down, it is in pixels: a row has a line of words and a bar under it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from mentorhouse.governance.rules.dates import months_later
from mentorhouse.governance.rules.plan import Standing, standing
from mentorhouse.languages.saying import say, say_many

HEAD, ROW, WORDS, BAR = 48, 46, 16, 24  # pixels: the scale, a row, its words and its bar in it
NARROWEST = 1.5  # so that a milestone of a day can be seen
MOST_TICKS = 5
LONGEST = 24  # letters of a title that fit a phone beside the word for its standing
WIDEST = 70  # letters that fit a wider screen
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 1200)  # months between ticks
FEWEST_DAYS = 28


@dataclass(frozen=True)
class Span:
    """A milestone as the drawing needs it."""

    title: str
    start: date
    due: date
    done_on: date | None


@dataclass(frozen=True)
class Bar:
    """One row of the drawing."""

    number: int
    title: str
    short: str  # for a phone
    standing: Standing
    x: float
    width: float
    y: int

    @property
    def words_at(self) -> int:
        """Where the line of words stands."""
        return self.y + WORDS

    @property
    def bar_at(self) -> int:
        """Where the bar stands."""
        return self.y + BAR


@dataclass(frozen=True)
class Tick:
    """A month on the scale."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Timeline:
    """The whole drawing."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float | None
    today_anchor: str
    height: int
    description: str


def drawn(spans: Sequence[Span], *, on: date, first_number: int = 1) -> Timeline | None:
    """Lay the milestones out on one scale of time; nothing where there are none."""
    if not spans:
        return None
    begin = min(span.start for span in spans).replace(day=1)
    days = max((max(span.due for span in spans) - begin).days + 1, FEWEST_DAYS)

    def across(day: date) -> float:
        return round(100 * (day - begin).days / days, 2)

    bars = tuple(
        _bar(span, number, across, on=on, y=HEAD + ROW * (number - first_number))
        for number, span in enumerate(spans, start=first_number)
    )
    today = across(on) if 0 <= (on - begin).days <= days else None
    return Timeline(
        bars,
        _ticks(begin, days),
        today,
        _anchor(today or 0),
        HEAD + ROW * len(bars) + 8,
        described(spans, on=on),
    )


def _bar(span: Span, number: int, across: Callable[[date], float], *, on: date, y: int) -> Bar:
    stands = standing(start=span.start, due=span.due, done_on=span.done_on, on=on)
    width = max(across(span.due) - across(span.start), NARROWEST)
    x = min(across(span.start), 100 - width)
    return Bar(
        number,
        shortened(span.title, WIDEST),
        shortened(span.title, LONGEST),
        stands,
        round(x, 2),
        round(width, 2),
        y,
    )


def shortened(title: str, longest: int) -> str:
    """Return a title that fits its line, cut between words."""
    if len(title) <= longest:
        return title
    kept = title[: longest - 1].rsplit(" ", 1)[0]
    return f"{kept.rstrip(',;:')} …"


def _ticks(begin: date, days: int) -> tuple[Tick, ...]:
    months = days // FEWEST_DAYS + 1
    step = next(step for step in STEPS if months / step <= MOST_TICKS or step == STEPS[-1])
    found = []
    for number in range(MOST_TICKS + 1):
        day = months_later(begin, number * step)
        x = round(100 * (day - begin).days / days, 2)
        if x <= 88:  # noqa: PLR2004  # further right the words would not fit
            found.append(Tick(x, f"{day:%b %Y}", "start"))
    return tuple(found)


def _anchor(x: float) -> str:
    if x < 10:  # noqa: PLR2004  # a word in the middle of its line would be cut at the edge
        return "start"
    return "end" if x > 90 else "middle"  # noqa: PLR2004  # likewise


def described(spans: Sequence[Span], *, on: date) -> str:
    """Say the drawing in words, for those who do not see it."""
    found = Counter(
        standing(start=s.start, due=s.due, done_on=s.done_on, on=on).value for s in spans
    )
    counted = ", ".join(f"{found[s.value]} {say(s.value)}" for s in Standing if found[s.value])
    late = [s.title for s in spans if s.done_on is None and s.due < on]
    named = say(" Overdue: {late}.", late="; ".join(late)) if late else ""
    first, last = min(s.start for s in spans), max(s.due for s in spans)
    count = say_many("{count} milestone", "{count} milestones", len(spans))
    return say(
        "{number} from {first} to {last}: {counted}.{named} The table says the same.",
        number=count,
        first=_day(first),
        last=_day(last),
        counted=counted,
        named=named,
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
