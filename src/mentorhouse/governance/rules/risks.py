"""Known pitfalls and barriers, and which of them data shows (R2.16).

A risk raises itself while its cause is there, and falls when the cause is gone: nothing is stored.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design

IN_A_ROW = 3  # postponed meetings that raise a risk (R2.16)


@dataclass(frozen=True)
class Seen:
    """What the house sees in the partnerships of a programme; identifiers of partnerships."""

    postponed: tuple[Any, ...] = ()
    unsigned_after_second: tuple[Any, ...] = ()
    mentor_manages: tuple[Any, ...] = ()
    champion: bool = False
    hours_needed: float = 0.0
    hours_there: float | None = None


@dataclass(frozen=True)
class Raised:
    """Why a risk has raised itself, and for which partnerships."""

    reason: str
    partnerships: tuple[Any, ...] = field(default=())


@dataclass(frozen=True)
class Pitfall:
    """A known pitfall or barrier, with a first response to build on."""

    key: str
    title: str
    response: str
    raises: Callable[[Design, Seen], Raised | None]


def _design(reason: str, test: Callable[[Design], object]) -> Callable[..., Raised | None]:
    return lambda design, _seen: Raised(say(reason)) if test(design) else None


def _pairs(name: str, one: str, many: str) -> Callable[..., Raised | None]:
    def raises(_design: Design, seen: Seen) -> Raised | None:
        found = getattr(seen, name)
        if not found:
            return None
        reason = say(one) if len(found) == 1 else say(many, count=len(found))
        return Raised(reason, found)

    return raises


def _no_support(_design: Design, seen: Seen) -> Raised | None:
    return None if seen.champion else Raised(say("No senior champion is named."))


def _too_little_time(_design: Design, seen: Seen) -> Raised | None:
    if seen.hours_there is None or seen.hours_needed <= seen.hours_there:
        return None
    return Raised(
        say(
            "The work is estimated at {hours_needed:.0f} hours a month, and "
            "{hours_there:.0f} are there.",
            hours_needed=seen.hours_needed,
            hours_there=seen.hours_there,
        )
    )


PITFALLS: tuple[Pitfall, ...] = (
    Pitfall("no_purpose", mark("There is no purpose"),
            mark("Write in a few sentences what the programme is for, and review it each year."),
            _design(mark("The purpose is not written."), lambda d: not d.purpose.strip())),
    Pitfall("no_end", mark("There is no end point"),
            mark("Set a length, so that each pair knows its last day from the first."),
            _design(mark("Partnerships have no set length and the programme has no last day."),
                    lambda d: not d.timing.length_months and not d.timing.ends_on)),
    Pitfall("irregular", mark("Meetings are irregular or postponed"),
            mark("Look at the rhythm with the pair, without blame. Offer help with finding times."),
            _pairs("postponed", mark("One partnership has postponed three meetings in a row."),
                   mark("{count} partnerships have postponed three meetings in a row."))),
    Pitfall("no_structure", mark("There is no structure"),
            mark("Give pairs an agreement and a first agenda."),
            _pairs("unsigned_after_second",
                   mark("One partnership has met twice and signed no agreement."),
                   mark("{count} partnerships have met twice and signed no agreement."))),
    Pitfall("no_closure", mark("Nobody prepares for the end"),
            mark("Remind pairs in time, and offer the checklist for winding up."),
            _design(mark("No phase of winding up is set, and nothing reminds pairs of the end."),
                    lambda d: len(d.phases) < 2  # noqa: PLR2004  # a beginning and an end
                    and not any(r.event == "ending_soon" for r in d.reminders))),
    Pitfall("confused_roles", mark("Roles are confused"),
            mark("Write what mentors and mentees do, and what they do not."),
            _design(mark("The roles of mentor and mentee are not both written."),
                    lambda d: not (d.mentors.role_description and d.mentees.role_description))),
    Pitfall("no_experience", mark("Mentors have no experience or training"),
            mark("Offer training before matching, and support afterwards."),
            _design(mark("There is no training for mentors."),
                    lambda d: d.training.mentors == "off")),
    Pitfall("mentor_is_manager", mark("The mentor is the line manager"),
            mark("Talk with both, and offer a rematch without blame."),
            _pairs("mentor_manages",
                   mark("In one partnership the mentor is now the mentee’s manager."),
                   mark("In {count} partnerships the mentor is now the mentee’s manager."))),
    Pitfall("no_review", mark("Nobody reviews how it goes"),
            mark("Set times at which each pair looks at its agreement and its goals."),
            _design(mark("No review is set, and no survey asks half-way."),
                    lambda d: not d.agreement.review_months
                    and not d.agreement.review_advice.strip()
                    and not any(s.at == "middle" for s in d.evaluation.surveys))),
    Pitfall("no_support", mark("Senior leaders do not support it"),
            mark("Name a senior champion, and report obstacles."), _no_support),
    Pitfall("expectations", mark("Expectations do not match"),
            mark("Let each answer the questions alone before they agree."),
            _design(mark("Pairs prepare with no questions of their own."),
                    lambda d: d.agreement.used and not d.agreement.preparation)),
    Pitfall("coordinator_time", mark("The co-ordinator has too little time"),
            mark("Share the work, or take fewer people."), _too_little_time),
)  # fmt: skip
BY_KEY = {pitfall.key: pitfall for pitfall in PITFALLS}


def raised(design: Design, seen: Seen) -> dict[str, Raised]:
    """Return the pitfalls that data shows now, by key."""
    found = {pitfall.key: pitfall.raises(design, seen) for pitfall in PITFALLS}
    return {key: why for key, why in found.items() if why is not None}


def weight_words(likelihood: int, impact: int) -> str:
    """Say how heavy a risk is: the product of both, from 1 to 9."""
    product = likelihood * impact
    if product >= 6:  # noqa: PLR2004  # the upper third of the grid
        return say("High")
    return say("Middle") if product >= 3 else say("Low")  # noqa: PLR2004  # the middle of the grid
