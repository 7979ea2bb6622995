"""Reasons as others read them, and as the two people of a pair read them of themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say, say_many


@dataclass(frozen=True)
class Told:
    """One reason: to others, to the mentee and to the mentor."""

    words: str
    to_mentee: str
    to_mentor: str

    def turned(self) -> "Told":
        """Return the same where the two have changed places."""
        return Told(self.words, self.to_mentor, self.to_mentee)


Voices = tuple[str, str, str]
# By whether it is missing of the mentee and of the mentor.
UNKNOWN: Mapping[tuple[bool, bool], Voices] = {
    (True, True): (
        mark("{what} not known for the mentee and the mentor"),
        mark("{what} not known for you and the mentor"),
        mark("{what} not known for you and the mentee"),
    ),
    (True, False): (
        mark("{what} not known for the mentee"),
        mark("{what} not known for you"),
        mark("{what} not known for the mentee"),
    ),
    (False, True): (
        mark("{what} not known for the mentor"),
        mark("{what} not known for the mentor"),
        mark("{what} not known for you"),
    ),
}
DIFFERENT: Voices = (
    mark("Different {label}: mentee {ours}, mentor {theirs}"),
    mark("Different {label}: you {ours}, the mentor {theirs}"),
    mark("Different {label}: the mentee {ours}, you {theirs}"),
)
GAP: Voices = (
    mark("Mentor is {gap}; best is {best}"),
    mark("The mentor is {gap}; best is {best}"),
    mark("You are {gap}; best is {best}"),
)
GAP_BETWEEN: Voices = (
    mark("Mentor is {gap} ({ours} to {theirs}); best is {best}"),
    mark("The mentor is {gap} ({ours} to {theirs}); best is {best}"),
    mark("You are {gap} ({ours} to {theirs}); best is {best}"),
)


def unknown(label: str, *, mentee: bool, mentor: bool) -> Told:
    """Say that somebody did not give a value."""
    return _told(UNKNOWN[mentee, mentor], what=say(label).capitalize())


def same(label: str, value: str) -> Told:
    """Say that both have the same value."""
    return _alike(say("Same {label}: {value}", label=say(label), value=value))


def different(label: str, ours: str, theirs: str) -> Told:
    """Say what each has."""
    return _told(DIFFERENT, label=say(label), ours=ours, theirs=theirs)


def gap(label: str, steps: int, best: int, where: tuple[str, str] | None) -> Told:
    """Say how far the mentor stands above the mentee, on which steps, and what would be best."""
    shown = {"gap": _steps(steps, label), "best": _steps(best, label)}
    if where is None:
        return _told(GAP, **shown)
    return _told(GAP_BETWEEN, ours=where[0], theirs=where[1], **shown)


def met(label: str, terms: Sequence[str], asked: int) -> Told:
    """Say how many of the terms are met, and which."""
    if not terms:
        return _alike(say("{count} of {all} {label} met", count=0, all=asked, label=say(label)))
    words = mark("{count} of {all} {label} met: {which}")
    which = ", ".join(terms)
    return _alike(say(words, count=len(terms), all=asked, label=say(label), which=which))


def _steps(gap: int, label: str) -> str:
    if gap == 0:
        return say("at the same {label}", label=say(label))
    if gap > 0:
        return say_many("{count} {label} above", "{count} {label}s above", gap, label=say(label))
    return say_many("{count} {label} below", "{count} {label}s below", -gap, label=say(label))


def _told(voices: Voices, **values: str) -> Told:
    return Told(*(say(words, **values) for words in voices))


def _alike(words: str) -> Told:
    return Told(words, words, words)
