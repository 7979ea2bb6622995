"""The library of ground rules (R6.08): twelve themes, in our own words, to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say

GROUND_RULES = "_ground_rules"  # no clause of a programme has this key
TITLE = mark("Ground rules")
LONGEST_OWN = 2000
LIBRARY: Mapping[str, Sequence[str]] = {
    mark("Confidentiality"): (
        mark("What we say stays between us, also after the partnership has ended."),
        mark("We pass nothing on before the one who said it agrees."),
        mark("We say at the start when one of us would have to speak to somebody else."),
    ),
    mark("Openness"): (
        mark("We say what is on our mind, also when it is unfinished."),
        mark("We say so when we do not know something."),
        mark("We say early when something between us does not work."),
    ),
    mark("Honesty"): (
        mark("We tell each other the truth, kindly."),
        mark("We say so when we have not done what we meant to do."),
        mark("We admit mistakes and learn from them together."),
    ),
    mark("Challenge and support"): (
        mark("We challenge ideas, never the person."),
        mark("We ask before we give advice."),
        mark("We notice what went well as often as what did not."),
    ),
    mark("Punctuality"): (
        mark("We begin and end on time."),
        mark("Whoever is late sends word before the meeting should begin."),
    ),
    mark("Cancelling"): (
        mark("Whoever cannot come says so at least a day before, and offers another time."),
        mark("After two meetings that did not happen we talk about whether the rhythm fits."),
    ),
    mark("Contact between meetings"): (
        mark("We contact each other directly only in the ways and at the times we agreed."),
        mark("We answer messages within a week."),
        mark("In the evening and at weekends we do not expect an answer."),
    ),
    mark("The mentor’s contacts"): (
        mark("The mentee uses the mentor’s contacts only after the mentor has said yes."),
        mark("The mentor asks the contact first, and then makes the introduction."),
    ),
    mark("The mentor’s name"): (
        mark("The mentee does not use the mentor’s name or position to get something."),
        mark("We agree beforehand what we tell others about our meetings."),
    ),
    mark("Time limits"): (
        mark("We keep to the length that we agreed for meetings, calls and messages."),
        mark("We say at the start of a meeting when one of us has to leave."),
    ),
    mark("Boundaries of topics"): (
        mark("Either of us may put a topic off limits, without giving a reason."),
        mark("Where counselling or legal advice is needed, we say so and look for it elsewhere."),
        mark("We do not talk about other people by name."),
    ),
    mark("Inclusion and adjustments"): (
        mark("We ask what each of us needs in order to take part fully, and we do it."),
        mark("We choose places and ways of meeting that suit both of us."),
        mark("We do not take for granted that our experience is the same."),
    ),
}


@dataclass(frozen=True)
class Chosen:
    """The rules of a pair: those that stand in the lists, and their own."""

    listed: tuple[str, ...]
    own: tuple[str, ...]


def chosen_in(text: str, listed: Iterable[str]) -> Chosen:
    """Read the clause of ground rules: which lines come from the lists, which are the pair's."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    known = [rule for rule in listed if rule in lines]
    return Chosen(tuple(known), tuple(line for line in lines if line not in known))


def clause_of(chosen: Iterable[str], own: str) -> str:
    """Write the clause: one rule on each line, none twice."""
    lines = [*chosen, *(line.strip() for line in own.splitlines() if line.strip())]
    return "\n".join(dict.fromkeys(lines))


def by_theme(programmes_own: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return what is offered: the programme's own rules first, then the library by theme."""
    said = [(say(theme), [say(rule) for rule in rules]) for theme, rules in LIBRARY.items()]
    first = [(say("From your programme"), [*dict.fromkeys(programmes_own)])]
    return [*(first if programmes_own else []), *said]
