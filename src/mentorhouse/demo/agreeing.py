"""How pairs of the demonstration come to their agreement: alone, together, and again later."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.agreements import actions as agreements
from mentorhouse.agreements import queries
from mentorhouse.agreements.actions import looking, preparing
from mentorhouse.agreements.actions.ethics import confirm_code
from mentorhouse.agreements.queries.preparing import prepares
from mentorhouse.agreements.rules.ethics import digest_of_code
from mentorhouse.agreements.rules.library import GROUND_RULES
from mentorhouse.demo import cast
from mentorhouse.matching.models import Invitation
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnerships_of
from mentorhouse.partnerships.states import PartnershipState

ANSWERS = (
    "An hour once a month, always with an agenda. In between a short message is enough.",
    "Questions that I would not ask myself, and somebody who says so when I talk around a point.",
    "What we talk about stays in the room. I would like to try things out before I am sure.",
)
RULES = (
    "We begin and end on time.\nWe say so when we do not know something.\nWe bring the biscuits."
)


def everywhere(named: Mapping[str, User], at: datetime) -> None:
    """Show each step of coming to an agreement somewhere."""
    _prepared_by(_of(named["mentee"]), at=at - timedelta(weeks=11))
    _prepared_by(_of(named["mentee-unsigned"]), at=at - timedelta(days=2), all_finish=False)
    for name in (cast.LEADING, cast.DOORS):
        rows = Partnership.objects.filter(
            programme__name=name, state=PartnershipState.ACTIVE.value, agreement=None
        )
        for row in rows.order_by("pk")[:2]:
            _agree(row, at=at - timedelta(days=1))
    _with_an_introduction(at=at - timedelta(hours=3))
    _look_again(named["mentee-start"], at=at - timedelta(days=1))


def _of(user: User) -> Partnership | None:
    rows = partnerships_of(user).filter(state=PartnershipState.ACTIVE.value)
    return rows.order_by("began_at", "pk").first()


def _people(partnership: Partnership) -> list[User]:
    """Return everybody in a partnership, mentors first, each once."""
    members = partnership.members.select_related("participation__person__user")
    found = [member.participation.person.user for member in members.order_by("-role", "seat")]
    return list(dict.fromkeys(found))


def _prepared_by(partnership: Partnership | None, *, at: datetime, all_finish: bool = True) -> None:
    if partnership is None or not prepares(partnership):
        return
    people = _people(partnership)
    row = preparing.open_for(partnership, by=people[0], at=at)
    keys = [question["key"] for question in row.questions]
    for number, user in enumerate(people):
        said = {key: ANSWERS[(place + number) % 3] for place, key in enumerate(keys)}
        finishes = all_finish or number == 0
        preparing.answer(row, said if finishes else dict([*said.items()][:2]), by=user, at=at)
        if finishes:
            preparing.finish(row, by=user, at=at)


def _agree(partnership: Partnership, *, at: datetime) -> None:
    """All prepare, choose rules and talk the code through; all but the last sign."""
    _prepared_by(partnership, at=at)
    people = _people(partnership)
    agreement = agreements.begin(partnership, by=people[-1], at=at)
    read = queries.read_version(people[-1], agreement, agreement.newest, at=at)
    texts = {clause.key: clause.text for clause in read.clauses} | {GROUND_RULES: RULES}
    agreement = agreements.write(agreement, texts, based_on=agreement.newest, by=people[-1], at=at)
    digest = agreement.versions.get(number=agreement.newest).digest
    for user in people[:-1]:
        agreements.sign(agreement, digest=digest, name=user.person.name, by=user, at=at)
    ethics = partnership.programme.design.agreement.ethics
    if ethics.used:
        named = digest_of_code(ethics.title, ethics.words)
        confirm_code(partnership, digest=named, by=people[0], at=at)


def _with_an_introduction(*, at: datetime) -> None:
    """Let two who have an introductory meeting before them begin to prepare."""
    rows = Invitation.objects.filter(
        programme__name=cast.DOORS, kind=Invitation.Kind.INTRODUCTION, state__in=("agreed", "met")
    )
    for talk in rows.select_related("mentee__person__user").order_by("pk"):
        user = talk.mentee.person.user
        row = preparing.open_with_introduction(talk.pk, by=user, at=at)
        said = {question["key"]: ANSWERS[2] for question in row.questions[:3]}
        preparing.answer(row, said, by=user, at=at)


def _look_again(user: User, *, at: datetime) -> None:
    partnership = _of(user)
    agreement = queries.agreement_of(partnership) if partnership else None
    if agreement is not None and agreement.in_force:
        looking.ask_to_look(agreement, by=user, at=at)
