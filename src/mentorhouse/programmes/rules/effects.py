"""What a change of the design brings about in a programme under way: for whom, and from when.

The words are data: a setting takes those of the longest beginning of its path. Confidentiality
never works backwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


_AT_ONCE = "At once."
_NEXT_PAGE = "From the next time they open the page."
_NEW_AGREEMENTS = (
    "From now on, for agreements that are not begun. Those that are begun or signed stay."
)
_NEXT_RUN = "From the next match run. Pairs that are matched stay matched."
_NEW_PAIRS = "For partnerships that begin from now on. Those that have begun keep what they have."
_ALL = "Everyone who takes part"
EFFECTS: Mapping[str, Effect] = {
    "name": Effect("Everyone who sees the programme", _AT_ONCE),
    "about": Effect("Co-ordinators who look for a design to start from", _AT_ONCE),
    "purpose": Effect(_ALL, "From now on, on every page and report that shows it.", "all"),
    "aims": Effect(_ALL, "From now on, on every page and report that shows them.", "all"),
    "timing": Effect("Pairs, and readers of plan and guides", _AT_ONCE, "pairs"),
    "timing.length_months": Effect("Pairs that begin from now on", _NEW_PAIRS, "pairs"),
    "timing.shortest_months": Effect("Pairs that begin from now on", _NEW_PAIRS, "pairs"),
    "timing.end_set_at_start": Effect("Pairs that begin from now on", _NEW_PAIRS, "pairs"),
    "pilot": Effect("Mentees who have not answered yet", "From now on. Nobody loses a place.",
                    "waiting"),
    "models": Effect("Pairs that are made from now on", _NEW_PAIRS, "pairs"),
    "ladders": Effect("Mentors and mentees in match runs", _NEXT_RUN, "all"),
    "mentors": Effect("Mentors who have not said yes yet",
                      "From now on. Mentors who take part already stay.", "mentors"),
    "mentors.largest_capacity": Effect(
        "Mentors", "From now on. Mentors who have more places already keep them; places that "
        "are taken are never taken away.", "mentors"),
    "mentors.role_description": Effect("Mentors", _NEXT_PAGE, "mentors"),
    "mentors.specification": Effect("Mentors", _NEXT_PAGE, "mentors"),
    "mentors.responsibilities": Effect("Mentors", _NEXT_PAGE, "mentors"),
    "mentors.check_done_by": Effect("Mentors who are not matched yet", _NEXT_RUN, "mentors"),
    "mentees": Effect("Mentees who have not said yes yet",
                      "From now on. Mentees who take part already stay.", "mentees"),
    "mentees.role_description": Effect("Mentees", _NEXT_PAGE, "mentees"),
    "mentees.responsibilities": Effect("Mentees", _NEXT_PAGE, "mentees"),
    "mentees.endorsement": Effect("Those who apply from now on",
                                  "From now on. Links that are sent keep their last day."),
    "application": Effect("Those who fill in a form from now on",
                          "From now on. Answers that are given stay as they are."),
    "training": Effect("Mentors and mentees who are not matched yet", _NEXT_RUN, "all"),
    "supervision": Effect("Mentors", "From the next day that supervision is due.", "mentors"),
    "mentor_register": Effect("Mentors who come onto the register or are renewed",
                       "From the next admission or renewal. Entries keep the dates they have.",
                       "mentors"),
    "matching": Effect("Those who are matched from now on", _NEXT_RUN, "all"),
    "matching.rematch": Effect("Pairs, should one of them ask", _AT_ONCE, "pairs"),
    "matching.biographies": Effect("Mentors whose biographies are shown", _NEXT_PAGE, "mentors"),
    "matching.shortlist": Effect("Mentees who get a shortlist from now on",
                                 "From now on. Shortlists that are sent stay."),
    "matching.chemistry": Effect("Invitations that are written from now on",
                                 "From now on. Open invitations keep their last day."),
    "agreement": Effect("Pairs that have not begun their agreement", _NEW_AGREEMENTS, "pairs"),
    "agreement.review_at": Effect("All pairs with an agreement", "From the next reminder.",
                                  "pairs"),
    "agreement.review_months": Effect("All pairs with an agreement", "From the next reminder.",
                                      "pairs"),
    "agreement.review_advice": Effect("All pairs with an agreement", _NEXT_PAGE, "pairs"),
    "confidentiality": Effect(_ALL, "From now on, where the words are shown. What may be read of "
                              "a pair does not change by it.", "all"),
    "confidentiality.coordinator_reads_content": Effect(
        "Pairs that are offered a match from now on",
        "Never backwards: every pair that exists keeps what it was told when it was offered "
        "its match.", "pairs"),
    "meetings": Effect("All pairs: the next meeting or form they open",
                       "From now on. Meetings that are arranged or held stay.", "pairs"),
    "meetings.quiet_after_days": Effect("The desk", _AT_ONCE, "pairs"),
    "phases": Effect("All pairs", _NEXT_PAGE, "pairs"),
    "recognition": Effect(_ALL, "From now on. What is recorded already stays.", "all"),
    "evaluation": Effect("Readers of figures and reports", "From the next figure or report."),
    "evaluation.surveys": Effect("Those who are asked from now on",
                                 "From the next survey. Answers that are given stay."),
    "evaluation.indicators": Effect("Readers of figures and reports", "From the next figure."),
    "messages": Effect("Those who get such a message from now on",
                       "From the next one. What is sent is sent."),
    "reminders": Effect("Those whom the reminder concerns",
                        "From the next time the reminders are looked at."),
    "governance": Effect("The body that oversees the programme", _AT_ONCE),
    "launch": Effect("Nobody while the programme is under way",
                     "Should it ever go back to draft."),
    "coordination": Effect(_ALL, "From now on, on guides and pages that name it.", "all"),
    "expenses": Effect("Mentors who claim from now on",
                       "From now on. Claims that are sent keep the rate they were made with.",
                       "mentors"),
    "charge": Effect("Those who have not answered yet",
                     "From now on. Nobody who said yes is asked for more.", "waiting"),
    "public.second_language": Effect("Everyone who reads pages in that language", _NEXT_PAGE),
    "public": Effect("Visitors of the public page", _AT_ONCE),
    "spaces": Effect(_ALL, "From now on. What is written already is kept.", "all"),
    "records": Effect("Pairs that have ended or will end",
                      "From the next day. What is destroyed already stays destroyed.", "pairs"),
}  # fmt: skip


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
        Told(change, effect.whom, effect.since, counted(effect.count, touched))
        for change, effect in found
    ]


def counted(what: str, touched: Touched) -> str:
    """Say how many there are now; "" where a count says nothing."""
    words = {
        "": "",
        "all": f"Now: {_number(touched.mentors, 'mentor')} and "
        f"{_number(touched.mentees, 'mentee')}.",
        "mentors": f"Now: {_number(touched.mentors, 'mentor')}.",
        "mentees": f"Now: {_number(touched.mentees, 'mentee')}.",
        "waiting": f"Now: {_number(touched.waiting, 'person has', 'people have')} not answered.",
        "pairs": f"Now: {_number(touched.pairs, 'pair')} in a partnership.",
    }
    return words[what]


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
