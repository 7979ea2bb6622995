"""One thing that a form asks, and where its answer is kept: on plain values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mentorhouse.design.words import day
from mentorhouse.languages.saying import say

RANK = "rank."


@dataclass(frozen=True)
class Ask:
    """One thing that is asked. `kind` is that of a question, or "tick", "places", "rank".

    Into the applications in `roles` goes the answer, so that what both ask is asked once.
    """

    key: str
    kind: str
    label: str
    roles: tuple[str, ...]
    hint: str = ""
    options: tuple[str, ...] = ()
    lowest: int = 1
    highest: int = 5
    required: bool = False
    # What is said kindly to who leaves it out.
    message: str = ""
    # Whether the partner may read the answer, if the applicant agrees.
    shared: bool = False

    @property
    def is_text(self) -> bool:
        """Whether people write freely, so that the box says who can read it."""
        return self.kind in {"text", "long_text"}


@dataclass
class Draft:
    """What an application holds, opened."""

    answers: dict[str, Any] = field(default_factory=dict)
    agreed: list[str] = field(default_factory=list)
    ranked: list[str] = field(default_factory=list)
    places: int | None = None


def read(ask: Ask, drafts: Mapping[str, Draft]) -> Any:
    """Return what is answered; None where nothing is."""
    for role in ask.roles:
        if role in drafts:
            said = _read_one(ask, drafts[role])
            if said not in (None, "", []):
                return said
    return None


def write(ask: Ask, drafts: Mapping[str, Draft], said: Any) -> None:
    """Put an answer into every draft that it belongs to."""
    for role in ask.roles:
        if role in drafts:
            _write_one(ask, drafts[role], said)


def _read_one(ask: Ask, draft: Draft) -> Any:
    if ask.kind == "tick":
        return True if ask.key in draft.agreed else None
    if ask.kind == "places":
        return draft.places
    if ask.kind == "rank":
        model = ask.key.removeprefix(RANK)
        return draft.ranked.index(model) + 1 if model in draft.ranked else None
    return draft.answers.get(ask.key)


def _write_one(ask: Ask, draft: Draft, said: Any) -> None:
    if ask.kind == "tick":
        draft.agreed = [key for key in draft.agreed if key != ask.key] + [ask.key] * bool(said)
    elif ask.kind == "places":
        draft.places = said
    elif ask.kind == "rank":
        model = ask.key.removeprefix(RANK)
        others = [one for one in draft.ranked if one != model]
        # Written in the order of the ranks, each is put behind those before it.
        draft.ranked = [*others, model] if said else others
    elif said in (None, "", []):
        draft.answers.pop(ask.key, None)
    else:
        draft.answers[ask.key] = said


def spoken(ask: Ask, said: Any, speak: Callable[[str], str] = str) -> str:
    """Return an answer as people read it; "" where there is none. `speak` says an option."""
    if said in (None, "", [], False):
        return ""
    if ask.kind in {"tick", "yes_no"}:
        return say("No") if said == "no" else say("Yes")
    if ask.kind in {"choice", "choices"}:
        return ", ".join(speak(option) for option in ([said] if isinstance(said, str) else said))
    if ask.kind == "date":
        return day(date.fromisoformat(said))
    if ask.kind == "scale":
        return say("{point} of {highest}", point=said, highest=ask.highest)
    return str(said)
