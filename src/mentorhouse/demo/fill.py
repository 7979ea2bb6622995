"""Fills the demonstration once, by the same deeds that people do in earnest.

Everything is written in one transaction: the demonstration is full or empty, never half.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import cycle, islice

from django.db import transaction

from mentorhouse.accounts.models import User
from mentorhouse.demo import (
    agreeing,
    cast,
    changing,
    conversing,
    governing,
    growing,
    joining_applying,
    joining_deciding,
    joining_endorsing,
    joining_events,
    joining_people,
    joining_register,
    joining_support,
    joining_training,
    learning,
    living,
    matching_runs,
    matching_several,
    meeting_first,
    preparing,
    speaking_up,
    starting,
    story,
    together,
)
from mentorhouse.demo.cast import CAST
from mentorhouse.demo.people import Invented, crowd, standing_at
from mentorhouse.demo.queries import Persona, personas_file
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Programme
from mentorhouse.register.actions import refresh_all
from mentorhouse.reporting.actions.releasing import release_all

SEED = 2026
APPLY = joining_applying.EACH * len(joining_applying.PROGRAMMES) + 1
CROWDS = {cast.PATHS: 14, cast.LEADING: 18, cast.DOORS: 9, cast.WARD: 5, cast.REGISTER: 6}
NEWCOMERS = dict.fromkeys(meeting_first.NEWCOMERS, (meeting_first.MENTORS, meeting_first.MENTEES))
NEWCOMERS |= {cast.WARD: matching_runs.NEWCOMERS}
# Grade and job, where a programme has grades of its own.
STEPS = {
    (cast.WARD, "mentor"): (("Director", "Director of"), ("Chief executive", "Chief executive,")),
    (cast.WARD, "mentee"): (("Head of service", "Head of"), ("Deputy director", "Deputy for")),
    (cast.REGISTER, "mentor"): (("Band 8d", "Associate director,"), ("Band 9", "Director of")),
    (cast.REGISTER, "mentee"): (("Band 7", "Lead in"), ("Band 8a", "Service lead,")),
}


def fill_once(*, at: datetime) -> bool:
    """Fill the demonstration unless it is filled; return whether it was done now."""
    if personas_file().exists():
        return False
    with transaction.atomic():
        if not Programme.objects.exists():
            _fill(at)
    _list_personas()
    return True


def _fill(at: datetime) -> None:
    rng = random.Random(SEED)  # noqa: S311  # invented people, no secret
    users = _add_people([part.person for part in CAST])
    _let_stand(users)
    named = {part.slug: users[part.person.email] for part in CAST}
    mentors = crowd(rng, lowest=5, highest=10)
    mentees = crowd(rng, lowest=0, highest=6)
    crowds = _groups({name: (many, many) for name, many in CROWDS.items()}, mentors, mentees)
    story.crossing_paths(named, crowds[cast.PATHS], at)
    story.leading_together(named, crowds[cast.LEADING], at)
    story.open_doors(named, crowds[cast.DOORS], at)
    story.ward_to_board(named, crowds[cast.WARD], at)
    story.lamplight_register(named, crowds[cast.REGISTER], at)
    story.first_hundred_days(named, at)
    governing.leading_together(named, at)
    governing.ward_to_board(named, at)
    joining_register.fill(named, at)
    joining_support.fill(named, at)
    joining_people.tell_of_themselves(named, at)
    joining_training.everywhere(named, at)
    refresh_all(at=at)
    joining_events.everywhere(named, at)
    wishing = list(_add_people(list(islice(mentees, APPLY))).values())
    joining_applying.apply_to_all(named, wishing, at)
    joining_endorsing.answered(named, at)
    starting.three_ways(named, at)
    more = list(_add_people(list(islice(mentees, joining_deciding.EACH))).values())
    joining_deciding.decided(named, more, at)
    newcomers = _groups(NEWCOMERS, mentors, mentees)
    meeting_first.meet_first(named, newcomers, at)
    matching_runs.shortlists(named, newcomers[cast.WARD], at)
    meeting_first.calls(at)
    matching_several.everywhere(named, at)
    learning.matched_and_learnt(named, at)
    speaking_up.fill(named, at)
    agreeing.everywhere(named, at)
    living.everywhere(named, at)
    few = (islice(mentors, together.MENTORS), islice(mentees, together.MENTEES))
    _several_and_round_meetings(named, few, at)


def _several_and_round_meetings(
    named: Mapping[str, User], few: Iterable[Iterable[Invented]], at: datetime
) -> None:
    """Let groups and a team run, people change, and pairs prepare their meetings."""
    together.everywhere(named, [list(_add_people(list(each)).values()) for each in few], at)
    changing.everywhere(named, at)
    preparing.everywhere(named, at)
    growing.everywhere(named, at)
    conversing.everywhere(named, at)
    release_all(at=at)
    refresh_all(at=at)


def _let_stand(users: Mapping[str, User]) -> None:
    """Give the cast what each may do in the installation."""
    for part in CAST:
        for standing in part.standings:
            setattr(users[part.person.email], standing, True)
        users[part.person.email].save()


def _groups(
    sizes: Mapping[str, tuple[int, int]], mentors: Iterator[Invented], mentees: Iterator[Invented]
) -> dict[str, tuple[list[User], list[User]]]:
    """Add so many mentors and mentees for each programme, the next of each."""
    return {
        name: (
            list(_add_people(_placed(name, "mentor", islice(mentors, first))).values()),
            list(_add_people(_placed(name, "mentee", islice(mentees, second))).values()),
        )
        for name, (first, second) in sizes.items()
    }


def _placed(name: str, role: str, people: Iterable[Invented]) -> list[Invented]:
    """Give people the grades and jobs of a programme that has a ladder of its own, in turn."""
    steps = STEPS.get((name, role))
    if steps is None:
        return list(people)
    return [standing_at(one, *step) for one, step in zip(people, cycle(steps), strict=False)]


def _add_people(invented: list[Invented]) -> dict[str, User]:
    organisations = find_or_add(person.organisation for person in invented)
    added = {}
    for person in invented:
        user = User(email=person.email)
        user.set_unusable_password()
        user.save()
        Person.objects.create(
            user=user,
            given_name=person.given_name,
            family_name=person.family_name,
            job_title=person.job_title,
            grade=person.grade,
            profession=person.profession,
            organisation=organisations[person.organisation],
            biography=person.biography,
        )
        added[person.email] = user
    return added


def _list_personas() -> None:
    rows = [
        Persona(p.slug, p.person.name, p.role, p.programme, p.person.email, p.story) for p in CAST
    ]
    file = personas_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".writing")
    unfinished.write_text(
        json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False), encoding="utf-8"
    )
    unfinished.replace(file)
