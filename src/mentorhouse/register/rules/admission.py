"""What puts a mentor on the register: the rule of the programme, with reasons (R4.02, R4.03)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.people import Completed
from mentorhouse.programmes.rules import Profile, judged
from mentorhouse.register.states import How

TRAINING, IN_HOUSE, ACCREDITED = "mentor_training", "in_house", "accredited_programme"
BY_COMPLETION = {How.TRAINING: TRAINING, How.IN_HOUSE: IN_HOUSE, How.ACCREDITED: ACCREDITED}
# Who approves: with these nobody presses a button, the rule admits.
BY_THE_RULE = frozenset({"register", "none"})


class Where(StrEnum):
    """Where somebody does what is missing; pages turn it into a link."""

    EVIDENCE = "evidence"
    TRAINING = "training"
    INDUCTION = "induction"
    COORDINATOR = "coordinator"
    PROFILE = "profile"
    PLACE = "place"
    OWN_ENTRY = "own entry"


@dataclass(frozen=True)
class Step:
    """One thing that is missing, as the person reads it, and where it is done."""

    words: str
    where: Where
    told: str = ""  # as others read it, where that differs

    @property
    def of_them(self) -> str:
        """The same as a co-ordinator reads it of somebody."""
        return self.told or self.words


@dataclass(frozen=True)
class Known:
    """What is known of a mentor when the rule is asked."""

    profile: Profile = field(default_factory=Profile)
    # Kinds of evidence that a co-ordinator has verified, and those that wait for it.
    verified: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    waived: bool = False  # the criteria, with a reason
    checked: bool | None = None  # the background check; None while nothing is recorded


@dataclass(frozen=True)
class Verdict:
    """What the rule says: by which way somebody is admitted, or what is missing."""

    way: How | None
    missing: tuple[Step, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the rule admits."""
        return self.way is not None and not self.missing


def verdict(design: Design, known: Known) -> Verdict:
    """Ask the rule: any of the ways of admission, and all that is a must."""
    way = _way(design, known)
    musts = tuple(_musts(design, known))
    return Verdict(way, musts if way else (*_ways_open(design, known), *musts))


def by_itself(design: Design, said: Verdict) -> bool:
    """Whether the rule admits without anybody's press.

    Where the decision of whoever approves is enough, it was taken when they let the mentor in.
    """
    return said.met and not waits_for_a_press(design)


def waits_for_a_press(design: Design) -> bool:
    """Whether a co-ordinator admits each mentor whom the rule admits."""
    enough = How.APPROVAL.value in design.mentors.admission
    return design.mentors.approval not in BY_THE_RULE and not enough


def training_missing(design: Design, completed: frozenset[str]) -> Step | None:
    """Return the mandatory training for mentors as a step, where it is not done."""
    if design.training.mentors != "mandatory" or TRAINING in completed:
        return None
    return Step(say("The training for mentors is not completed yet."), Where.TRAINING)


def induction_missing(design: Design, completed: frozenset[str]) -> Step | None:
    """Return the mandatory induction for mentees as a step, where it is not done (R4.06)."""
    if design.training.mentees != "mandatory" or "mentee_induction" in completed:
        return None
    return Step(say("The induction for mentees is not completed yet."), Where.INDUCTION)


def check_missing(design: Design, *, checked: bool | None) -> Step | None:
    """Return the background check as a step, where it stands in the way."""
    asked = design.mentors.check_done_by
    if asked == "off" or checked or (asked == "where_needed" and checked is None):
        return None
    if checked is False:
        words = say("The background check does not allow mentoring here.")
    else:
        words = say("The background check is not recorded yet.")
    return Step(words, Where.COORDINATOR)


def _way(design: Design, known: Known) -> How | None:
    for way in map(How, design.mentors.admission):
        if way is How.APPROVAL:
            if design.mentors.approval != "register":
                return way
        elif way.value in known.verified or _completed(design, known, way):
            return way
    return None


def _completed(design: Design, known: Known, way: How) -> bool:
    """Whether a completion admits.

    Where there is development for mentors of the programme’s own, that is what counts here, and
    training is what somebody brings with them.
    """
    if way is How.TRAINING and How.IN_HOUSE.value in design.mentors.admission:
        return False
    return BY_COMPLETION.get(way, "") in known.profile.completed


def _musts(design: Design, known: Known) -> Iterator[Step]:
    trained = training_missing(design, known.profile.completed)
    if trained:
        yield trained
    checked = check_missing(design, checked=known.checked)
    if checked:
        yield checked
    if known.waived:
        return
    accredited = {ACCREDITED} if How.ACCREDITED.value in known.verified else set()
    profile = _with(known.profile, accredited)
    for one in judged(design, "mentor", profile):
        if one.stops:
            yield Step(one.words, Where.PROFILE)
    yield from _not_completed(design, profile, told=trained is not None)


def _not_completed(design: Design, profile: Profile, *, told: bool) -> Iterator[Step]:
    """Yield the musts that name something to complete, unless that is said already."""
    for rule in design.mentors.requirements:
        if not isinstance(rule, Completed) or not rule.must or rule.what in profile.completed:
            continue
        if rule.what == TRAINING and told:
            continue
        where = Where.EVIDENCE if rule.what == ACCREDITED else Where.TRAINING
        yield Step(rule.message.strip() or rule.title, where)


def _with(profile: Profile, more: set[str]) -> Profile:
    if not more:
        return profile
    fields = {name: getattr(profile, name) for name in profile.__dataclass_fields__}
    return Profile(**fields | {"completed": profile.completed | more})


WAYS_OPEN = {
    How.QUALIFICATION: mark("Show a formal qualification in mentoring."),
    How.TRAINING: mark("Show training as a mentor."),
    How.EXPERIENCE: mark("Show experience as a mentor."),
    How.IN_HOUSE: mark(
        "Are you new to mentoring? Our development programme for mentors leads you onto the "
        "register."
    ),
    How.ACCREDITED: mark("Show that you have completed an accredited programme for mentors."),
    How.APPROVAL: mark("A co-ordinator decides."),
}
WAITS = {
    How.QUALIFICATION: mark("Your qualification waits for a co-ordinator to verify it."),
    How.TRAINING: mark("Your training waits for a co-ordinator to verify it."),
    How.EXPERIENCE: mark("Your experience waits for a co-ordinator to verify it."),
    How.ACCREDITED: mark("Your accredited programme waits for a co-ordinator to verify it."),
}


WAITS_OF_THEM = mark("What they have shown waits for a co-ordinator to verify it.")
NOTHING_SHOWN = mark("Nothing is shown yet that puts a mentor on the register.")


def _ways_open(design: Design, known: Known) -> Iterator[Step]:
    """Yield what would admit: what waits to be verified first, and alone where there is any."""
    ways = [How(way) for way in design.mentors.admission]
    waiting = [way for way in ways if way.value in known.waiting]
    if waiting:
        told = say(WAITS_OF_THEM)
        yield from (Step(say(WAITS[way]), Where.COORDINATOR, told) for way in waiting)
        return
    for way in ways:
        told = "" if way is How.APPROVAL else say(NOTHING_SHOWN)
        yield Step(say(WAYS_OPEN[way]), _where(way), told)
        if way is How.TRAINING and How.IN_HOUSE not in ways and design.training.mentors != "off":
            yield Step(say(OURS), Where.TRAINING, told)


OURS = mark("Or complete our training for mentors.")


def _where(way: How) -> Where:
    if way is How.IN_HOUSE:
        return Where.TRAINING
    return Where.COORDINATOR if way is How.APPROVAL else Where.EVIDENCE
