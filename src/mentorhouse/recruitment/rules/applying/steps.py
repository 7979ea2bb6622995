"""The steps of the form: made from the programme's design for the roles applied for.

Somebody who applies for both roles in one sitting is asked once what both ask (R3.01).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.people import Agrees, AnyRequirement, FormQuestion
from mentorhouse.programmes.design.purpose import MODEL_WORDS
from mentorhouse.recruitment.rules.applying.asking import RANK, Ask, Draft, read

ROLES = ("mentee", "mentor")
BOTH = ROLES
CHECK, CRITERIA = "check", "criteria"
SHARES = "shares"
PROMISE, DECLARED = "promise.", "declared."
AS_MEMBER = f"{DECLARED}member"
MANAGER_AGREES, IN_PLAN = f"{DECLARED}manager", f"{DECLARED}plan"


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    key: str
    title: str
    lead: str
    asks: tuple[Ask, ...] = ()

    def missing(self, drafts: dict[str, Draft]) -> tuple[Ask, ...]:
        """Return what has to be answered and is not."""
        return tuple(ask for ask in self.asks if ask.required and read(ask, drafts) is None)

    def begun(self, drafts: dict[str, Draft]) -> bool:
        """Whether anything is answered."""
        return any(read(ask, drafts) is not None for ask in self.asks)


ABOUT = Step(
    "about",
    mark("About you"),
    mark("Your profile is the same in every programme. We ask only what it does not say yet."),
)


def steps_of(design: Design, roles: Sequence[str]) -> tuple[Step, ...]:
    """Return the steps for these roles, in their order; those that ask nothing are left out."""
    made = (
        _criteria(design, roles),
        *(_questions(design, role, roles) for role in ROLES if role in roles),
        _places(design, roles),
        _shapes(design, roles),
        _declarations(design, roles),
        _promises(design, roles),
    )
    asked = any(requirements_for(design, role) for role in roles)
    return (ABOUT, *(step for step in made if step.asks or (step.key == CRITERIA and asked)))


def came_to(steps: Sequence[Step], step: Step, drafts: dict[str, Draft]) -> str:
    """Return the page that waits once a step is saved: the same one where something is missing."""
    if step.missing(drafts):
        return step.key
    keys = [*(one.key for one in steps), CHECK]
    return keys[keys.index(step.key) + 1]


def further(steps: Sequence[Step], one: str, other: str) -> str:
    """Return which of two pages comes later; a page that the form has no more comes first."""
    keys = [*(step.key for step in steps), CHECK]
    return max(one, other, key=lambda key: keys.index(key) if key in keys else -1)


def requirements_for(design: Design, role: str) -> list[AnyRequirement]:
    """Return the criteria for a role."""
    return design.mentors.requirements if role == "mentor" else design.mentees.requirements


def questions_for(design: Design, role: str) -> list[FormQuestion]:
    """Return what the programme asks those who apply in a role."""
    asked = design.application
    return asked.mentor_questions if role == "mentor" else asked.mentee_questions


def shared_with_partner(design: Design, role: str) -> list[FormQuestion]:
    """Return the questions whose answers a partner may read, if the applicant agrees."""
    return [question for question in questions_for(design, role) if question.shared]


def _criteria(design: Design, roles: Sequence[str]) -> Step:
    asks: dict[str, Ask] = {}
    if "mentee" in roles and design.mentees.entry == "membership":
        asks[AS_MEMBER] = Ask(
            AS_MEMBER,
            "tick",
            say("I belong to the scheme that this programme is for."),
            ("mentee",),
            hint=design.mentees.who,
            required=True,
            message=say("Tick the box if you belong to the scheme. Only members can be mentees."),
        )
    for role in roles:
        for rule in requirements_for(design, role):
            if isinstance(rule, Agrees):
                known = asks.get(rule.key)
                asks[rule.key] = Ask(
                    rule.key,
                    "tick",
                    rule.title,
                    (*(known.roles if known else ()), role),
                    required=rule.must,
                    message=rule.message,
                )
    return Step(
        CRITERIA,
        say("What the programme asks"),
        say("Tick what is right for you. If something is not, you read what you can do instead."),
        tuple(asks.values()),
    )


def _questions(design: Design, role: str, roles: Sequence[str]) -> Step:
    """Return what is asked in a role. The same question in both roles is asked once."""
    other = {
        (question.key, question.text): place
        for place in roles
        if place != role
        for question in questions_for(design, place)
    }
    first = roles[0] if len(roles) > 1 else role
    asks = []
    for question in questions_for(design, role):
        twin = other.get((question.key, question.text))
        if twin and role != first:
            continue
        asks.append(asked_as(question, (role, twin) if twin else (role,)))
    if shared_with_partner(design, role):
        named = "; ".join(f"“{q.text}”" for q in shared_with_partner(design, role))
        label = (
            say("Once we are matched, my mentor may read what I wrote about my goals.")
            if role == "mentee"
            else say("Once we are matched, my mentee may read some of my answers.")
        )
        asks.append(
            Ask(
                SHARES,
                "tick",
                label,
                (role,),
                hint=say(
                    "It is about your answers to {questions}. You may leave the box empty.",
                    questions=named,
                ),
            )
        )
    titles = {"mentee": say("What you hope to gain"), "mentor": say("What you bring as a mentor")}
    lead = say("Write as much or as little as you like. You can come back to it.")
    return Step(f"{role}-questions", titles[role], lead, tuple(asks))


def asked_as(question: FormQuestion, roles: tuple[str, ...]) -> Ask:
    """Return a question of the design as those in these roles are asked it."""
    return Ask(
        question.key,
        question.kind,
        question.text,
        roles,
        hint=question.hint,
        options=tuple(question.options),
        lowest=question.lowest,
        highest=question.highest,
        required=question.required,
        shared=question.shared,
    )


def _places(design: Design, roles: Sequence[str]) -> Step:
    mentors = design.mentors
    asked = "mentor" in roles and mentors.own_limit and mentors.largest_capacity > 1
    ask = Ask(
        "places",
        "places",
        say("For how many mentees at the same time do you have room?"),
        ("mentor",),
        hint=say("Between 1 and {most}.", most=mentors.largest_capacity),
        lowest=1,
        highest=mentors.largest_capacity,
        required=True,
    )
    lead = say("You know best what you can give. It can be changed later.")
    return Step("places", say("Your places"), lead, (ask,) if asked else ())


def _shapes(design: Design, roles: Sequence[str]) -> Step:
    kinds = [model.kind for model in design.models]
    asked = design.application.ranks_models and len(kinds) > 1
    asks = tuple(
        Ask(f"{RANK}{kind}", "rank", say(MODEL_WORDS[kind]), tuple(roles), highest=len(kinds))
        for kind in kinds
    )
    lead = say("Give 1 to the shape that suits you best. Leave empty what does not suit you.")
    return Step("shapes", say("Shapes of mentoring"), lead, asks if asked else ())


def _declarations(design: Design, roles: Sequence[str]) -> Step:
    """Return what an applicant confirms of manager and development plan (R3.14)."""
    support = design.mentees.endorsement
    asks = []
    if "mentee" in roles and support.kind == "declared":
        asks.append(_declared(MANAGER_AGREES, say("My line manager agrees that I take part.")))
    if "mentee" in roles and support.kind != "off" and support.plan_entry:
        asks.append(_declared(IN_PLAN, say("Mentoring stands in my development plan.")))
    lead = say(
        "Your manager gets no message because of this. They never learn what you talk about."
    )
    return Step("declarations", say("Your manager and your plan"), lead, tuple(asks))


def _declared(key: str, label: str) -> Ask:
    message = say("Talk with your line manager first. Your draft waits here until then.")
    return Ask(key, "tick", label, ("mentee",), required=True, message=message)


def _promises(design: Design, roles: Iterable[str]) -> Step:
    asks = []
    for promise in design.application.commitments:
        concerned = tuple(role for role in roles if role in promise.roles)
        if concerned:
            asks.append(
                Ask(
                    f"{PROMISE}{promise.key}",
                    "tick",
                    promise.text,
                    concerned,
                    required=True,
                    message=say("Tick each promise, or talk to the co-ordinator about it first."),
                )
            )
    lead = say("Accept them one by one. Take only on what you can keep.")
    return Step("promises", say("What you promise"), lead, tuple(asks))
