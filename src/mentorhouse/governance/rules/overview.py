"""The parts of governance and how each stands, for the task list of the start page."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What is known of each part, as plain numbers."""

    milestones: int = 0
    done: int = 0
    overdue: int = 0
    members: int = 0
    meetings_ahead: int = 0
    actions_overdue: int = 0
    champion: str = ""
    obstacles: int = 0
    stakeholders: int = 0
    stakeholders_overdue: int = 0
    messages: int = 0
    messages_overdue: int = 0
    partners: int = 0
    assessments: int = 0
    needs_year: int = 0
    needs_asked: int = 0
    needs_given: int = 0


@dataclass(frozen=True)
class Part:
    """One line of the task list. `page` is the name of its page."""

    page: str
    words: str
    hint: str
    state: str
    colour: str = ""


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _late(number: int, otherwise: str = "Up to date") -> tuple[str, str]:
    return (f"{number:,} overdue", "red") if number else (otherwise, "green")


TO_DO = ("Not started", "blue")


def plan(facts: Facts) -> Part:
    """Say how the plan stands."""
    hint = f"{facts.done:,} of {_count(facts.milestones, 'milestone')} done"
    hint = hint if facts.milestones else "Milestones from design to evaluation, with dates"
    state = _late(facts.overdue) if facts.milestones else TO_DO
    return Part("governance:plan", "Plan", hint, *state)


def board(facts: Facts) -> Part:
    """Say how the steering group stands."""
    hint = f"{_count(facts.members, 'member')}, {_count(facts.meetings_ahead, 'meeting')} ahead"
    hint = hint if facts.members else "Who steers the programme, what they decide, and their papers"
    state = TO_DO
    if facts.members:
        late = _count(facts.actions_overdue, "action")
        state = (f"{late} overdue", "red") if facts.actions_overdue else ("Up to date", "green")
    return Part("governance:board", "Steering group", hint, *state)


def figures() -> Part:
    """Name the page of figures."""
    return Part("governance:figures", "Figures", "Counts that name nobody", "Ready")


def obstacles(facts: Facts) -> Part:
    """Say how champion and obstacles stand."""
    named = f"The champion is {facts.champion}" if facts.champion else "No champion is named yet"
    if facts.obstacles:
        state = (_count(facts.obstacles, "obstacle"), "yellow")
    else:
        state = ("None in the way", "green") if facts.champion else TO_DO
    return Part("governance:obstacles", "Champion and obstacles", named, *state)


def parts(facts: Facts, *, by_nomination: bool) -> tuple[Part, ...]:
    """Return every part, for those who keep them."""
    nominations = (NOMINATIONS,) if by_nomination else ()
    return (
        plan(facts),
        board(facts),
        POLICIES,
        BUDGET,
        *nominations,
        *CHECKS,
        figures(),
        obstacles(facts),
        _stakeholders(facts),
        _messages(facts),
        _partners(facts),
        _needs(facts),
        HAND_OVER,
    )


CHECKS = (
    Part(
        "reporting:health",
        "Health check",
        "Twenty-seven points of a sound programme; data answers many by itself",
        "Ready",
    ),
    Part("reporting:risks", "Risks", "What may go wrong, and what has raised itself", "Ready"),
    Part(
        "reporting:principles",
        "Principles",
        "Eleven principles to look at your design against",
        "Ready",
    ),
)
POLICIES = Part(
    "policies:policies",
    "Policies",
    "The rules that people keep to, which are in force, and who has accepted them",
    "",
)
BUDGET = Part(
    "finance:budget",
    "Budget",
    "What the programme costs, who pays, and claims for expenses",
    "",
)
NOMINATIONS = Part(
    "talent:nominations",
    "Nominations",
    "Whom organisations propose, and the opportunities for them",
    "",
)
HAND_OVER = Part(
    "governance:hand_over",
    "Hand over",
    "Give everything that somebody still has to do to a successor",
    "When needed",
)


def parts_of_member(facts: Facts) -> tuple[Part, ...]:
    """Return what a member of the steering group sees."""
    return (board(facts), plan(facts), figures(), obstacles(facts))


def _stakeholders(facts: Facts) -> Part:
    page, words = "governance:stakeholders", "Stakeholders"
    if not facts.stakeholders:
        return Part(page, words, "Who has an interest, what they want to hear, and when", *TO_DO)
    hint = _count(facts.stakeholders, "stakeholder")
    return Part(page, words, hint, *_late(facts.stakeholders_overdue))


def _messages(facts: Facts) -> Part:
    page, words = "governance:messages", "Communication plan"
    if not facts.messages:
        return Part(page, words, "Who is told what, which way, by when", *TO_DO)
    return Part(page, words, _count(facts.messages, "message"), *_late(facts.messages_overdue))


def _partners(facts: Facts) -> Part:
    page, words = "governance:partners", "Partners"
    if not facts.partners and not facts.assessments:
        hint = "For programmes that several organisations run together"
        return Part(page, words, hint, "If needed", "grey")
    missing = max(facts.partners - facts.assessments, 0)
    state = (f"{missing:,} to do", "yellow") if missing else ("Up to date", "green")
    return Part(page, words, f"{_count(facts.assessments, 'partner')} looked at", *state)


def _needs(facts: Facts) -> Part:
    if not facts.needs_year:
        hint = "Managers say each year how much mentoring their staff need"
        return Part("governance:needs", "Needs", hint, *TO_DO)
    answered = f"{facts.needs_given:,} of {_count(facts.needs_asked, 'manager')} answered"
    waiting = facts.needs_given < facts.needs_asked
    state = ("Waiting for answers", "yellow") if waiting else ("All answered", "green")
    return Part("governance:needs", "Needs", f"{facts.needs_year}: {answered}", *state)
