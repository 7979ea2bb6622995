"""What a programme’s guide was and when: the editions of one text in the design’s history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mentorhouse.guidance.rules.guides import Guide
from mentorhouse.languages.saying import say

# What a reader sees of a guide; a change of anything else makes no new edition.
PARTS: Final = ("title", "kind", "roles", "steps", "phases", "text", "review_by")
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Saved:
    """The guidance of a design as somebody saved it."""

    number: int
    by: str
    at: datetime
    guidance: Data


@dataclass(frozen=True)
class Edition:
    """One state of a guide: what was done, by whom, when, and how it read then."""

    number: int
    deed: str
    by: str
    at: datetime
    title: str
    text: str
    review_by: str


def editions(key: str, history: Iterable[Saved], shipped: Guide | None) -> tuple[Edition, ...]:
    """Return the editions of one guide, the newest first. `history` comes oldest first."""
    made: list[Edition] = []
    before = _state(key, {})
    for saved in history:
        now = _state(key, saved.guidance)
        if now != before:
            made.append(_edition(len(made) + 1, saved, before, now, shipped))
        before = now
    return tuple(reversed(made))


@dataclass(frozen=True)
class _State:
    page: Sequence[tuple[str, Any]] | None
    left_out: bool


def _state(key: str, guidance: Data) -> _State:
    page = next((page for page in guidance.get("pages") or [] if page.get("key") == key), None)
    kept = tuple((part, _frozen(page.get(part))) for part in PARTS) if page else None
    return _State(kept, key in (guidance.get("left_out") or []))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _edition(
    number: int, saved: Saved, before: _State, now: _State, shipped: Guide | None
) -> Edition:
    shown = dict(now.page or before.page or ())
    text = shown.get("text") or (shipped.text if shipped else "")
    if now.page is None and shipped is not None:
        shown, text = {"title": shipped.title, "review_by": shipped.review_by}, shipped.text
    return Edition(
        number=number,
        deed=_deed(before, now, shipped),
        by=saved.by,
        at=saved.at,
        title=str(shown.get("title") or (shipped.title if shipped else "")),
        text=str(text),
        review_by=str(shown.get("review_by") or ""),
    )


def _deed(before: _State, now: _State, shipped: Guide | None) -> str:
    if now.left_out != before.left_out:
        return say("Left out") if now.left_out else say("Brought back")
    if now.page is None:
        return say("Back to the text that ships") if shipped else say("Removed")
    if before.page is None:
        return say("Changed") if shipped else say("Added")
    return say("Changed again")
