"""What a programme's design asks, as the engine understands it: plain values in and out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorhouse.languages.saying import mark
from mentorhouse.matching.engine.measures import GapCloseTo, Measure, Overlap, Same, Turned
from mentorhouse.matching.engine.people import People, fold
from mentorhouse.matching.engine.problem import Forbidden, Request
from mentorhouse.matching.engine.rules import (
    Criterion,
    GapAtLeast,
    HardRule,
    InCommon,
    MustDiffer,
    Rules,
)
from mentorhouse.matching.engine.thought import Thought
from mentorhouse.programmes import design as asked
from mentorhouse.programmes.design.meetings import WAY_WORDS

IDENTITY = "identity"
WAYS = "ways"  # of meeting, by their keys with commas between
# What rules and criteria look at, as it stands in a sentence; `say` says it where it is shown.
LABELS: Mapping[str, str] = {
    asked.PersonField.ORGANISATION: mark("organisation"),
    asked.PersonField.PROFESSION: mark("profession"),
    asked.PersonField.GRADE: mark("grade"),
    asked.PersonField.LOCATION: mark("location"),
    asked.PersonField.JOB_TITLE: mark("job title"),
    asked.PersonField.WORK_ROLE: mark("work role"),
    asked.PersonField.TEAM: mark("team"),
    WAYS: mark("ways of meeting"),
}
WAY_IN_COMMON = mark("Mentor and mentee must have a way of meeting in common")
# What both may have: the mentee's column, the mentor's, and what they are called in a reason.
SHARED: Mapping[str, Overlap] = {
    "skills": Overlap("developing", "offered", mark("areas to develop"), mark("skills offered")),
    "interests": Overlap(
        "interests", "interests", mark("interests"), mark("the mentor’s interests")
    ),
    "languages": Overlap(
        "languages", "languages", mark("languages"), mark("the mentor’s languages")
    ),
}
# What somebody wishes of a partner, and what somebody is who may meet such a wish. Never shown.
WISHES = Overlap("wishes", "is", "wishes", "the partner")
THOUGHT_WEIGHT = 20  # as much as a private wish in the designs that ship
TERMS = ("developing", "offered", "interests", "languages", "wishes", "is")


@dataclass(frozen=True)
class Candidate:
    """Somebody who takes part in a run, with what they said about themselves.

    `identity` is private: for a mentor what they share, for a mentee what they would like a
    mentor to share. It is given with consent or left empty.
    """

    key: str
    values: Mapping[str, str]
    identity: frozenset[str] = frozenset()
    places: int = 1
    waiting: int = 0  # grows with the wait: days
    rounds: int = 0  # how often they went without
    # By the names of `TERMS`.
    terms: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Constraints:
    """What a co-ordinator laid down for a run: locks, forbidden pairs, and the seed of ties."""

    locked: Sequence[tuple[str, str]] = ()
    forbidden: Sequence[Forbidden] = field(default_factory=tuple)
    seed: int = 0
    tolerance: int | None = None  # thousandths of the total that the worst-off pair may cost
    # What people privately thought of one another, by mentee and mentor: -2 to 2 (R5.19).
    thoughts: Mapping[tuple[str, str], int] = field(default_factory=dict)


def request(
    design: asked.Design,
    mentees: Sequence[Candidate],
    mentors: Sequence[Candidate],
    constraints: Constraints = Constraints(),
) -> Request:
    """Return the run that a design asks of these people."""
    return Request(
        people("mentees", mentees, design),
        people("mentors", mentors, design),
        [mentor.places for mentor in mentors],
        _with_thoughts(engine_rules(design), constraints.thoughts),
        [mentee.waiting for mentee in mentees],
        constraints.locked,
        constraints.forbidden,
        constraints.seed,
        priority=[mentee.rounds for mentee in mentees],
        tolerance=constraints.tolerance,
    )


def _with_thoughts(rules: Rules, thoughts: Mapping[tuple[str, str], int]) -> Rules:
    """Let what people privately thought of one another count among the private criteria."""
    if not thoughts:
        return rules
    thought = Criterion(Thought(thoughts), THOUGHT_WEIGHT)
    return replace(rules, private=(*rules.private, thought))


def people(side: str, candidates: Sequence[Candidate], design: asked.Design) -> People:
    """Return one side of a run, with the columns that the design's rules look at."""
    ladders = ladders_by_field(design)
    texts = {
        name.value: [candidate.values.get(name) or None for candidate in candidates]
        for name in asked.PersonField
    }
    texts[WAYS] = [candidate.values.get(WAYS) or None for candidate in candidates]
    ranks = {
        name: [rank_on(steps, candidate.values.get(name, "")) for candidate in candidates]
        for name, steps in ladders.items()
    }
    terms = {name: [one.terms.get(name) or None for one in candidates] for name in TERMS}
    terms[IDENTITY] = [candidate.identity or None for candidate in candidates]
    return People(side, [candidate.key for candidate in candidates], texts, ranks, terms)


def ladders_by_field(design: asked.Design) -> dict[str, list[str]]:
    """Return the steps of each field that a rule or criterion compares by rank."""
    asks = design.matching
    parts = (*asks.hard_rules, *asks.soft_rules, *asks.criteria)
    return {
        part.field.value: design.ladders[part.ladder]
        for part in parts
        if isinstance(part, asked.GapAtLeast | asked.GapCloseTo)
    }


def rank_on(steps: Sequence[str], text: str) -> int | None:
    """Return where a value stands on a ladder, 0 the lowest; None if it does not stand there."""
    folded = [fold(step) for step in steps]
    return folded.index(fold(text)) if fold(text) in folded else None


def engine_rules(design: asked.Design) -> Rules:
    """Return the hard rules and criteria of a design for the engine."""
    matching = design.matching
    return Rules(
        tuple(rule_of(rule) for rule in matching.hard_rules),
        tuple(Criterion(_measure(part, design), part.weight) for part in matching.criteria),
        tuple(one for part in matching.private for one in _private(part)),
    )


def _private(part: asked.Private) -> tuple[Criterion, ...]:
    if isinstance(part, asked.SharedIdentity):
        return (Criterion(Overlap(IDENTITY, IDENTITY, "identity", "identity"), part.weight),)
    return Criterion(WISHES, part.weight), Criterion(Turned(WISHES), part.weight)


def rule_of(rule: asked.HardRule) -> HardRule:
    """Return a rule of a design for the engine."""
    if isinstance(rule, asked.Different):
        return MustDiffer(rule.field, label_of(rule.field))
    if isinstance(rule, asked.WayInCommon):
        return InCommon(WAYS, label_of(WAYS), WAY_IN_COMMON, tuple(WAY_WORDS))
    return GapAtLeast(rule.field, label_of(rule.field), rule.least)


def _measure(part: asked.Criterion, design: asked.Design) -> Measure:
    if isinstance(part, asked.Shares):
        return SHARED[part.what]
    label = label_of(part.field)
    if isinstance(part, asked.Same):
        return Same(part.field, label)
    steps = tuple(design.ladders[part.ladder])
    return GapCloseTo(part.field, label, part.best, part.zero_at, steps)


def openly(design: asked.Design) -> asked.Design:
    """Return a design in which nothing private counts."""
    matching = design.matching.model_copy(update={"private": []})
    return design.model_copy(update={"matching": matching})


def label_of(name: str) -> str:
    """Return a field's name as it stands in a sentence."""
    return LABELS.get(name, name.replace("_", " "))
