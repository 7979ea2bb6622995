"""People who apply to the demonstration’s programmes, by the deeds that people do in earnest."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle
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
SAID = (
    "I have led a team for a year and would like to hear how others found their feet.",
    "I hope to speak up sooner in meetings, and to know when to wait.",
    "To run one project of my own from the first idea to the last review.",
    "In a few years I would like to lead a service, and still know everybody by name.",
    "Somebody who listens first and tells me what I do not want to hear.",
)
SHORT = ("Tuesdays and Thursdays", "Within half an hour of the station", "Mornings")


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
    texts = {"long_text": cycle(SAID), "text": cycle(SHORT)}
    for step in sitting_for(user, programme.pk, at=at).steps[1 : steps + 1]:
        there = said_in(step, sitting_for(user, programme.pk, at=at).drafts)
        said = {ask.key: _answer(ask, place, texts) for place, ask in enumerate(step.asks)}
        applying.save_step(programme.pk, step.key, said, began_from=mark_of(there), by=user, at=at)
    return begun


def _answer(ask: Ask, place: int, texts: Mapping[str, Iterator[str]]) -> Any:
    if ask.kind in texts:
        return next(texts[ask.kind])
    return {
        "tick": True,
        "yes_no": "yes",
        "scale": ask.highest - 1,
        "number": 2,
        "places": min(2, ask.highest),
        "rank": place + 1,
        "choice": ask.options[0] if ask.options else "",
        "choices": list(ask.options[:2]),
    }.get(ask.kind)
