"""The parts of governance and how each stands, for the task list of the start page."""

from dataclasses import dataclass, replace

from mentorhouse.languages.saying import mark, say, say_many


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


def _late(number: int, otherwise: str = "") -> tuple[str, str]:
    if number:
        return say("{number:,} overdue", number=number), "red"
    return otherwise or say("Up to date"), "green"


TO_DO = (mark("Not started"), "blue")


def plan(facts: Facts) -> Part:
    """Say how the plan stands."""
    hint = say(
        "{done:,} of {milestones} done",
        done=facts.done,
        milestones=say_many("{count} milestone", "{count} milestones", facts.milestones),
    )
    hint = hint if facts.milestones else say("Milestones from design to evaluation, with dates")
    state = _late(facts.overdue) if facts.milestones else TO_DO
    return Part("governance:plan", say("Plan"), hint, *state)


def board(facts: Facts) -> Part:
    """Say how the steering group stands."""
    hint = say(
        "{members}, {meetings} ahead",
        members=say_many("{count} member", "{count} members", facts.members),
        meetings=say_many("{count} meeting", "{count} meetings", facts.meetings_ahead),
    )
    hint = (
        hint
        if facts.members
        else say("Who steers the programme, what they decide, and their papers")
    )
    state = TO_DO
    if facts.members:
        late = say_many("{count} action overdue", "{count} actions overdue", facts.actions_overdue)
        state = (late, "red") if facts.actions_overdue else (say("Up to date"), "green")
    return Part("governance:board", say("Steering group"), hint, *state)


def figures() -> Part:
    """Name the page of figures."""
    return Part("reporting:figures", say("Figures"), say("Counts that name nobody"), say("Ready"))


def obstacles(facts: Facts) -> Part:
    """Say how champion and obstacles stand."""
    named = (
        say("The champion is {champion}", champion=facts.champion)
        if facts.champion
        else say("No champion is named yet")
    )
    if facts.obstacles:
        state = (say_many("{count} obstacle", "{count} obstacles", facts.obstacles), "yellow")
    else:
        state = (say("None in the way"), "green") if facts.champion else TO_DO
    return Part("governance:obstacles", say("Champion and obstacles"), named, *state)


def parts(facts: Facts, *, by_nomination: bool) -> tuple[Part, ...]:
    """Return every part, for those who keep them."""
    nominations = (NOMINATIONS,) if by_nomination else ()
    found = (
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
    return tuple(
        replace(one, words=say(one.words), hint=say(one.hint), state=say(one.state))
        for one in found
    )


CHECKS = (
    Part(
        "reporting:health",
        mark("Health check"),
        mark("Twenty-seven points of a sound programme; data answers many by itself"),
        mark("Ready"),
    ),
    Part(
        "reporting:risks",
        mark("Risks"),
        mark("What may go wrong, and what has raised itself"),
        mark("Ready"),
    ),
    Part(
        "reporting:principles",
        mark("Principles"),
        mark("Eleven principles to look at your design against"),
        mark("Ready"),
    ),
)
POLICIES = Part(
    "policies:policies",
    mark("Policies"),
    mark("The rules that people keep to, which are in force, and who has accepted them"),
    "",
)
BUDGET = Part(
    "finance:budget",
    mark("Budget"),
    mark("What the programme costs, who pays, and claims for expenses"),
    "",
)
NOMINATIONS = Part(
    "talent:nominations",
    mark("Nominations"),
    mark("Whom organisations propose, and the opportunities for them"),
    "",
)
HAND_OVER = Part(
    "governance:hand_over",
    mark("Hand over"),
    mark("Give everything that somebody still has to do to a successor"),
    mark("When needed"),
)


def parts_of_member(facts: Facts) -> tuple[Part, ...]:
    """Return what a member of the steering group sees."""
    return (board(facts), plan(facts), figures(), obstacles(facts))


def _stakeholders(facts: Facts) -> Part:
    page, words = "governance:stakeholders", say("Stakeholders")
    if not facts.stakeholders:
        return Part(
            page, words, say("Who has an interest, what they want to hear, and when"), *TO_DO
        )
    hint = say_many("{count} stakeholder", "{count} stakeholders", facts.stakeholders)
    return Part(page, words, hint, *_late(facts.stakeholders_overdue))


def _messages(facts: Facts) -> Part:
    page, words = "governance:messages", say("Communication plan")
    if not facts.messages:
        return Part(page, words, say("Who is told what, which way, by when"), *TO_DO)
    return Part(
        page,
        words,
        say_many("{count} message", "{count} messages", facts.messages),
        *_late(facts.messages_overdue),
    )


def _partners(facts: Facts) -> Part:
    page, words = "governance:partners", say("Partners")
    if not facts.partners and not facts.assessments:
        hint = say("For programmes that several organisations run together")
        return Part(page, words, hint, say("If needed"), "grey")
    missing = max(facts.partners - facts.assessments, 0)
    state = (
        (say("{missing:,} to do", missing=missing), "yellow")
        if missing
        else (say("Up to date"), "green")
    )
    return Part(
        page,
        words,
        say(
            "{assessments} looked at",
            assessments=say_many("{count} partner", "{count} partners", facts.assessments),
        ),
        *state,
    )


def _needs(facts: Facts) -> Part:
    if not facts.needs_year:
        hint = say("Managers say each year how much mentoring their staff need")
        return Part("governance:needs", say("Needs"), hint, *TO_DO)
    answered = say(
        "{needs_given:,} of {needs_asked} answered",
        needs_given=facts.needs_given,
        needs_asked=say_many("{count} manager", "{count} managers", facts.needs_asked),
    )
    waiting = facts.needs_given < facts.needs_asked
    state = (say("Waiting for answers"), "yellow") if waiting else (say("All answered"), "green")
    return Part("governance:needs", say("Needs"), f"{facts.needs_year}: {answered}", *state)
