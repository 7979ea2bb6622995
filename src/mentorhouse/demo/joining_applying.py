"""People who apply to the demonstration’s programmes, by the deeds that people do in earnest."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from mentorhouse.access.links import LinkHolder
from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.actions import applying
from mentorhouse.recruitment.actions.applying.writing import mark_of, said_in
from mentorhouse.recruitment.actions.endorsing import Said, Who, answer, ask_for
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries.applying import sitting_for
from mentorhouse.recruitment.rules.applying import Ask
from mentorhouse.recruitment.rules.endorsing import asked_of, is_required
from mentorhouse.recruitment.states import EndorsementMove

EACH = 4  # how many people apply to one programme
PROGRAMMES = (cast.PATHS, cast.LEADING, cast.DOORS, cast.REGISTER)
# The key of a question says what it is about; the same keys ask the same in every programme.
MENTEE = {
    "reason": "I have led a team for a year and would like to hear how others found their feet.",
    "areas": "I hope to speak up sooner in meetings, and to know when to wait.",
    "short_goals": "To run one project of my own from the first idea to the last review.",
    "long_goals": "To lead a service in a few years, and still know everybody by name.",
    "partner": "Somebody who listens first and tells me what I do not want to hear.",
    "so_far": "A course on leading change, and a year of action learning.",
    "reciprocal": "I know the new systems well, and can show what they make possible.",
}
MENTOR = {
    "reason": "Somebody did this for me once, and I have not forgotten it.",
    "offer": "Twenty years of services that had to change, and what I would do otherwise today.",
    "background": "I have supervised students and brought on two deputies.",
    "developed": "Two people of my last team lead teams of their own now.",
    "learn": "How the work looks to those who are new to it.",
    "whom": "Somebody whose profession is not my own.",
    "interests": "Budgets, building projects, and bringing two services together.",
    "short_life": "I began at the front desk. I still like to hear how things really are.",
    "limits": "Cases that my department decides on.",
    "accredited": "The regional programme for mentors, two years ago.",
    "style": "Calm, curious, and honest when it counts.",
    "path": "From the wards to the planning office, by way of three organisations.",
}
SHORT = {
    "times": "Tuesdays and Thursdays",
    "calls": "Tuesdays before ten",
    "places": "Within half an hour of the station",
    "programme": "The early careers programme",
    "sponsor": "Marion Featherstone, head of learning",
    "supervisor": "Aled Merriweather",
    "ethics": "That of my profession",
}


def apply_to_all(named: Mapping[str, User], people: Sequence[User], at: datetime) -> None:
    """Let people apply: in each programme a draft, two who sent it as mentees, one as mentor."""
    waiting = iter(people)
    for name in PROGRAMMES:
        programme = Programme.objects.get(name=name)
        drafting, first, second, leads = (next(waiting) for _ in range(EACH))
        writes(programme, ["mentee"], drafting, at - timedelta(days=1), steps=2)
        for days, user, role in ((6, first, "mentee"), (4, second, "mentee"), (3, leads, "mentor")):
            applies(programme, role, user, at - timedelta(days=days))
    ward = Programme.objects.get(name=cast.WARD)
    leads = next(waiting)
    writes(ward, ["mentee"], named["nominee"], at - timedelta(days=2), steps=3)
    applies(ward, "mentor", leads, at - timedelta(days=5))
    paths = Programme.objects.get(name=cast.PATHS)
    writes(paths, ["mentee", "mentor"], named["applicant"], at - timedelta(days=2), steps=3)


def applies(programme: Programme, role: str, user: User, at: datetime) -> None:
    """Fill in the whole form, ask for support where it has to be there, and send it."""
    (row,) = writes(programme, [role], user, at, steps=99)
    for relation in asked_of(programme.design, role):
        who = Who(relation, "Marion Featherstone", "marion.featherstone@example.org")
        asked = ask_for(row, who, by=user, at=at)
        if is_required(programme.design, role):
            said = Said(EndorsementMove.SUPPORT, 120, understands_confidentiality=True)
            answer(said, once=uuid4(), by=LinkHolder(asked.pk), at=at + timedelta(hours=3))
    applying.send(programme.pk, by=user, at=at + timedelta(hours=4))


def writes(
    programme: Programme, roles: Sequence[str], user: User, at: datetime, *, steps: int
) -> list[Application]:
    """Begin an application and fill in so many of its steps."""
    begun = applying.begin(programme, roles, by=user, at=at)
    for step in sitting_for(user, programme.pk, at=at).steps[1 : steps + 1]:
        there = said_in(step, sitting_for(user, programme.pk, at=at).drafts)
        said = {ask.key: _answer(ask, place) for place, ask in enumerate(step.asks)}
        applying.save_step(programme.pk, step.key, said, began_from=mark_of(there), by=user, at=at)
    return begun


def _answer(ask: Ask, place: int) -> Any:
    said = MENTEE if "mentee" in ask.roles else MENTOR
    return {
        "text": SHORT.get(ask.key),
        "long_text": said.get(ask.key),
        "tick": True,
        "yes_no": "yes",
        "scale": ask.highest - 1,
        "number": 2,
        "places": min(2, ask.highest),
        "rank": place + 1,
        "choice": ask.options[0] if ask.options else "",
        "choices": list(ask.options[:2]),
    }.get(ask.kind)
