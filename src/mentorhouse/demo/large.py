"""A large invented programme, for measuring: `mentorhouse demo --people 100000 --seed 1`.

Half are mentors, half mentees; four mentees in ten have a partnership. The same seed makes the
same people, apart from their identifiers.
"""

import random
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from django.contrib.auth.hashers import make_password
from django.db import transaction

from mentorhouse.access.policy import POLICY_VERSION
from mentorhouse.accounts.models import User
from mentorhouse.demo.people import GRADES, Invented, crowd
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.organisations.models import Organisation
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.programmes.design import parse_design, shipped_design
from mentorhouse.programmes.models import Coordinator, Participation, Programme
from mentorhouse.programmes.states import ParticipationState, ProgrammeState

BATCH = 2_000
COORDINATOR = "large.programme@example.org"


def fill_large(
    *, people: int, seed: int, at: datetime, told: Callable[[int], None] = lambda _done: None
) -> Programme:
    """Fill the database with one large running programme and return it; tell of progress."""
    rng = random.Random(seed)  # noqa: S311  # invented people, no secret
    programme = _programme(at)
    mentors = crowd(rng, lowest=3, highest=len(GRADES) - 1)
    mentees = crowd(rng, lowest=0, highest=6)
    done = 0
    while done < people:
        size = min(BATCH, people - done)
        with transaction.atomic():
            half = size // 2
            leading = _add(programme, "mentor", list(islice(mentors, size - half)), at)
            learning = _add(programme, "mentee", list(islice(mentees, half)), at)
            _pair(programme, leading, learning[: half * 4 // 10], at)
        done += size
        told(done)
    return programme


def _programme(at: datetime) -> Programme:
    design = parse_design(
        shipped_design().model_dump(mode="json")
        | {"name": "A large programme", "purpose": "To measure how pages behave with many people."}
    )
    programme = Programme.objects.create(
        name=design.name,
        state=ProgrammeState.RUNNING.value,
        design_data=design.model_dump(mode="json"),
        made_at=at,
    )
    user, _ = User.objects.get_or_create(
        email=COORDINATOR, defaults={"password": make_password(None)}
    )
    Person.objects.get_or_create(
        user=user, defaults={"given_name": "Large", "family_name": "Programme"}
    )
    Coordinator.objects.create(programme=programme, user=user, since=at)
    return programme


def _add(
    programme: Programme, role: str, invented: list[Invented], at: datetime
) -> list[Participation]:
    organisations = find_or_add(person.organisation for person in invented)
    nobody_knows = make_password(None)
    users = [
        User(email=f"{programme.pk.hex[:8]}.{person.email}", password=nobody_knows)
        for person in invented
    ]
    User.objects.bulk_create(users)
    Person.objects.bulk_create(_persons(users, invented, organisations))
    return Participation.objects.bulk_create(
        Participation(
            programme=programme,
            person_id=user.pk,
            role=role,
            state=ParticipationState.ACCEPTED.value,
            joined_at=at,
            answered_at=at,
        )
        for user in users
    )


def _persons(
    users: list[User], invented: list[Invented], organisations: dict[str, Organisation]
) -> Iterator[Person]:
    for user, person in zip(users, invented, strict=True):
        yield Person(
            user=user,
            given_name=person.given_name,
            family_name=person.family_name,
            job_title=person.job_title,
            grade=person.grade,
            profession=person.profession,
            organisation=organisations[person.organisation],
            biography=person.biography,
        )


def _pair(
    programme: Programme, mentors: list[Participation], mentees: list[Participation], at: datetime
) -> None:
    pairs = list(zip(mentors, mentees, strict=False))
    partnerships = Partnership.objects.bulk_create(
        Partnership(
            programme=programme,
            state=PartnershipState.ACTIVE.value,
            offered_at=at,
            began_at=at,
            policy_version=POLICY_VERSION,
        )
        for _ in pairs
    )
    Member.objects.bulk_create(
        Member(
            partnership=partnership,
            participation=participation,
            role=participation.role,
            answer=Answer.ACCEPTED.value,
            answered_at=at,
        )
        for partnership, pair in zip(partnerships, pairs, strict=True)
        for participation in pair
    )
    taken = [participation.pk for pair in pairs for participation in pair]
    Participation.objects.filter(pk__in=taken).update(places_taken=1)
