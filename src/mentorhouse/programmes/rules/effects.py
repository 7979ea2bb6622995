"""What a change of the design brings about in a programme under way: for whom, and from when.

The words are data: a setting takes those of the longest beginning of its path. Confidentiality
never works backwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.programmes.design.telling import Change


@dataclass(frozen=True)
class Effect:
    """Whom a change touches, from when, and which count makes it plain."""

    whom: str
    since: str
    count: str = ""


@dataclass(frozen=True)
class Touched:
    """How many there are, for the words of an effect."""

    mentors: int = 0
    mentees: int = 0
    waiting: int = 0
    pairs: int = 0


@dataclass(frozen=True)
class Told:
    """One change with what it brings about."""

    change: Change
    whom: str
    since: str
    count: str


_AT_ONCE = mark("At once.")
_NEXT_PAGE = mark("From the next time they open the page.")
_NEW_AGREEMENTS = mark(
    "From now on, for agreements that are not begun. Those that are begun or signed stay."
)
_NEXT_RUN = mark("From the next match run. Pairs that are matched stay matched.")
_NEW_PAIRS = mark(
    "For partnerships that begin from now on. Those that have begun keep what they have."
)
_ALL = mark("Everyone who takes part")
EFFECTS: Mapping[str, Effect] = {
    "name": Effect(mark("Everyone who sees the programme"), _AT_ONCE),
    "about": Effect(mark("Co-ordinators who look for a design to start from"), _AT_ONCE),
    "purpose": Effect(_ALL, mark("From now on, on every page and report that shows it."), "all"),
    "aims": Effect(_ALL, mark("From now on, on every page and report that shows them."), "all"),
    "timing": Effect(mark("Pairs, and readers of plan and guides"), _AT_ONCE, "pairs"),
    "timing.length_months": Effect(mark("Pairs that begin from now on"), _NEW_PAIRS, "pairs"),
    "timing.shortest_months": Effect(mark("Pairs that begin from now on"), _NEW_PAIRS, "pairs"),
    "timing.end_set_at_start": Effect(mark("Pairs that begin from now on"), _NEW_PAIRS, "pairs"),
    "pilot": Effect(
        mark("Mentees who have not answered yet"),
        mark("From now on. Nobody loses a place."),
        "waiting",
    ),
    "models": Effect(mark("Pairs that are made from now on"), _NEW_PAIRS, "pairs"),
    "ladders": Effect(mark("Mentors and mentees in match runs"), _NEXT_RUN, "all"),
    "mentors": Effect(
        mark("Mentors who have not said yes yet"),
        mark("From now on. Mentors who take part already stay."),
        "mentors",
    ),
    "mentors.largest_capacity": Effect(
        mark("Mentors"),
        mark(
            "From now on. Mentors who have more "
            "places already keep them; places that "
            "are taken are never taken away."
        ),
        "mentors",
    ),
    "mentors.role_description": Effect(mark("Mentors"), _NEXT_PAGE, "mentors"),
    "mentors.specification": Effect(mark("Mentors"), _NEXT_PAGE, "mentors"),
    "mentors.responsibilities": Effect(mark("Mentors"), _NEXT_PAGE, "mentors"),
    "mentors.check_done_by": Effect(mark("Mentors who are not matched yet"), _NEXT_RUN, "mentors"),
    "mentees": Effect(
        mark("Mentees who have not said yes yet"),
        mark("From now on. Mentees who take part already stay."),
        "mentees",
    ),
    "mentees.role_description": Effect(mark("Mentees"), _NEXT_PAGE, "mentees"),
    "mentees.responsibilities": Effect(mark("Mentees"), _NEXT_PAGE, "mentees"),
    "mentees.endorsement": Effect(
        mark("Those who apply from now on"),
        mark("From now on. Links that are sent keep their last day."),
    ),
    "application": Effect(
        mark("Those who fill in a form from now on"),
        mark("From now on. Answers that are given stay as they are."),
    ),
    "training": Effect(mark("Mentors and mentees who are not matched yet"), _NEXT_RUN, "all"),
    "supervision": Effect(
        mark("Mentors"), mark("From the next day that supervision is due."), "mentors"
    ),
    "mentor_register": Effect(
        mark("Mentors who come onto the register or are renewed"),
        mark("From the next admission or renewal. Entries keep the dates they have."),
        "mentors",
    ),
    "matching": Effect(mark("Those who are matched from now on"), _NEXT_RUN, "all"),
    "matching.soft_rules": Effect(
        mark("Co-ordinators who look at drafts or put two people together"), _AT_ONCE
    ),
    "matching.next_run": Effect(mark("Mentees who wait for a mentor"), _NEXT_PAGE, "mentees"),
    "matching.rematch": Effect(mark("Pairs, should one of them ask"), _AT_ONCE, "pairs"),
    "matching.biographies": Effect(
        mark("Mentors whose biographies are shown"), _NEXT_PAGE, "mentors"
    ),
    "matching.shortlist": Effect(
        mark("Mentees who get a shortlist from now on"),
        mark("From now on. Shortlists that are sent stay."),
    ),
    "matching.chemistry": Effect(
        mark("Invitations that are written from now on"),
        mark("From now on. Open invitations keep their last day."),
    ),
    "agreement": Effect(
        mark("Pairs that have not begun their agreement"), _NEW_AGREEMENTS, "pairs"
    ),
    "agreement.review_at": Effect(
        mark("All pairs with an agreement"), mark("From the next reminder."), "pairs"
    ),
    "agreement.review_months": Effect(
        mark("All pairs with an agreement"), mark("From the next reminder."), "pairs"
    ),
    "agreement.review_advice": Effect(mark("All pairs with an agreement"), _NEXT_PAGE, "pairs"),
    "confidentiality": Effect(
        _ALL,
        mark(
            "From now on, where the words "
            "are shown. What may be read of "
            "a pair does not change by it."
        ),
        "all",
    ),
    "confidentiality.coordinator_reads_content": Effect(
        mark("Pairs that are offered a match from now on"),
        mark(
            "Never backwards: every pair that exists keeps what it was told when it was offered "
            "its match."
        ),
        "pairs",
    ),
    "meetings": Effect(
        mark("All pairs: the next meeting or form they open"),
        mark("From now on. Meetings that are arranged or held stay."),
        "pairs",
    ),
    "meetings.quiet_after_days": Effect(mark("The desk"), _AT_ONCE, "pairs"),
    "phases": Effect(mark("All pairs"), _NEXT_PAGE, "pairs"),
    "recognition": Effect(_ALL, mark("From now on. What is recorded already stays."), "all"),
    "evaluation": Effect(
        mark("Readers of figures and reports"), mark("From the next figure or report.")
    ),
    "evaluation.surveys": Effect(
        mark("Those who are asked from now on"),
        mark("From the next survey. Answers that are given stay."),
    ),
    "evaluation.indicators": Effect(
        mark("Readers of figures and reports"), mark("From the next figure.")
    ),
    "messages": Effect(
        mark("Those who get such a message from now on"),
        mark("From the next one. What is sent is sent."),
    ),
    "reminders": Effect(
        mark("Those whom the reminder concerns"),
        mark("From the next time the reminders are looked at."),
    ),
    "governance": Effect(mark("The body that oversees the programme"), _AT_ONCE),
    "launch": Effect(
        mark("Nobody while the programme is under way"), mark("Should it ever go back to draft.")
    ),
    "coordination": Effect(_ALL, mark("From now on, on guides and pages that name it."), "all"),
    "expenses": Effect(
        mark("Mentors who claim from now on"),
        mark("From now on. Claims that are sent keep the rate they were made with."),
        "mentors",
    ),
    "charge": Effect(
        mark("Those who have not answered yet"),
        mark("From now on. Nobody who said yes is asked for more."),
        "waiting",
    ),
    "public.second_language": Effect(mark("Everyone who reads pages in that language"), _NEXT_PAGE),
    "public": Effect(mark("Visitors of the public page"), _AT_ONCE),
    "spaces": Effect(_ALL, mark("From now on. What is written already is kept."), "all"),
    "records": Effect(
        mark("Pairs that have ended or will end"),
        mark("From the next day. What is destroyed already stays destroyed."),
        "pairs",
    ),
}


def effect_of(path: str) -> Effect:
    """Return what a change at this path brings about."""
    steps = path.split(".")
    return next(
        EFFECTS[beginning]
        for n in range(len(steps), 0, -1)
        if (beginning := ".".join(steps[:n])) in EFFECTS
    )


def told(changes: Iterable[Change], touched: Touched) -> list[Told]:
    """Say of each change whom it touches, from when, and how many those are by now."""
    found = ((change, effect_of(change.path)) for change in changes)
    return [
        Told(change, say(effect.whom), say(effect.since), counted(effect.count, touched))
        for change, effect in found
    ]


def counted(what: str, touched: Touched) -> str:
    """Say how many there are now; "" where a count says nothing."""
    mentors = say_many("{count} mentor", "{count} mentors", touched.mentors)
    mentees = say_many("{count} mentee", "{count} mentees", touched.mentees)
    words = {
        "": "",
        "all": say("Now: {mentors} and {mentees}.", mentors=mentors, mentees=mentees),
        "mentors": say("Now: {mentors}.", mentors=mentors),
        "mentees": say("Now: {mentees}.", mentees=mentees),
        "waiting": say_many(
            "Now: {count} person has not answered.",
            "Now: {count} people have not answered.",
            touched.waiting,
        ),
        "pairs": say_many(
            "Now: {count} pair in a partnership.",
            "Now: {count} pairs in a partnership.",
            touched.pairs,
        ),
    }
    return words[what]
