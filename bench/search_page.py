"""Fills a database with invented mentors and asks for pages of the search; prints milliseconds.

Run by `bench.searching` in a process of its own, with the settings of the tests.
"""

import importlib
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import django

if os.environ["TEST_DATABASE"] == "postgresql":
    importlib.import_module("tests.plugins.postgresql")  # starts a server for this run
django.setup()

from django.core.management import call_command  # noqa: E402  # after the set-up
from django.db import connection  # noqa: E402  # after the set-up
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from mentorhouse.accounts.models import User  # noqa: E402
from mentorhouse.organisations.models import Organisation  # noqa: E402
from mentorhouse.people.models import Biography, Person, Skill, Term, Word  # noqa: E402
from mentorhouse.people.rules import STARTERS, WAYS, fold  # noqa: E402
from mentorhouse.programmes.design import parse_design, plain, shipped_design  # noqa: E402
from mentorhouse.programmes.models import Participation, Programme  # noqa: E402
from mentorhouse.register import actions  # noqa: E402
from mentorhouse.register.models import Entry  # noqa: E402
from mentorhouse.register.rules.towns import TOWNS  # noqa: E402

NOW = timezone.now()
TODAY = NOW.date()
PARTS = "ba be bo ca ce co da de di fa fe ga go ha la le li ma me mo na ne pa pe ra re sa se ta to"
WORDS, BODIES, AT_ONCE = 20_000, 200, 20_000
PROFESSIONS = ["Nursing", "Finance", "Policy", "Digital", "Midwifery", "Operations", "Estates"]
LANGUAGES = ["English", "English, Welsh", "English, Polish", "English, British Sign Language"]
SECTORS = ["Health", "Local government", "Charities", "Health, charities", "Central government"]
GRADES = ["Band 7", "Band 8a", "Band 8d", "Band 9", "Director"]
TERMS = list(STARTERS)


def words(rng: random.Random) -> list[str]:
    """Return invented words, the commonest first."""
    parts = PARTS.split()
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(rng.choices(parts, k=rng.randint(2, 5)))] = None
    return list(found)


def some(rng: random.Random, known: list[str], count: int) -> list[str]:
    """Draw words as texts have them: few very often, many once."""
    return [known[int(len(known) * rng.random() ** 3)] for _ in range(count)]


def fill(rng: random.Random, known: list[str], size: int) -> tuple[Programme, User]:
    """Make a programme with so many mentors on its register, and a mentee."""
    data = plain(shipped_design("mentor_register"))
    data["name"] = f"{size} mentors"
    design = parse_design(data)
    programme = Programme.objects.create(
        name=design.name, state="running", design_data=design.model_dump(mode="json"), made_at=NOW
    )
    bodies = list(Organisation.objects.all())
    for start in range(0, size, 5000):
        names = [f"{size}.{number}" for number in range(start, min(start + 5000, size))]
        mentors(rng, known, programme, bodies, names)
    seeker = people(rng, [f"mentee.{size}"], bodies)[0]
    Participation.objects.create(
        programme=programme, person=seeker, role="mentee", state="accepted", joined_at=NOW
    )
    for word in TERMS[:3]:
        Skill.objects.create(person=seeker, kind="developing", text=word, folded=fold(word))
    return programme, seeker.user


def people(rng: random.Random, names: list[str], bodies: list[Organisation]) -> list[Person]:
    """Add people."""
    users = User.objects.bulk_create(User(email=f"m.{name}@example.org") for name in names)
    return Person.objects.bulk_create(
        Person(
            user=user, given_name=f"Given{number}", family_name=f"Family{number % 997}",
            job_title=rng.choice(["Head of service", "Matron", "Adviser", "Director"]),
            grade=rng.choice(GRADES), profession=rng.choice(PROFESSIONS),
            organisation=rng.choice(bodies), location=rng.choice(list(TOWNS)),
            languages=rng.choice(LANGUAGES),
        )
        for number, user in enumerate(users)
    )  # fmt: skip


def mentors(
    rng: random.Random,
    known: list[str],
    programme: Programme,
    bodies: list[Organisation],
    names: list[str],
) -> None:
    """Add mentors with biographies; one in ten is not to be found today."""
    persons = people(rng, names, bodies)
    Biography.objects.bulk_create(
        Biography(
            person=person, published=True, about=" ".join(some(rng, known, 25)),
            experience=" ".join(some(rng, known, 25)), sectors=rng.choice(SECTORS),
            skills=[*rng.sample(TERMS, 3), rng.choice(STARTERS[rng.choice(TERMS)])],
            ways=rng.sample(list(WAYS), 2), places="By video", changed_at=NOW,
        )
        for person in persons
    )  # fmt: skip
    parts = Participation.objects.bulk_create(
        Participation(
            programme=programme, person=person, role="mentor", state="accepted", joined_at=NOW,
            capacity=2, places_taken=rng.choice([0, 1, 2]),
        )
        for person in persons
    )  # fmt: skip
    days = rng.choices([-1, 200], weights=[1, 9], k=len(parts))
    Entry.objects.bulk_create(
        Entry(
            participation=part, state="admitted", how="before", supervised_on=TODAY,
            admitted_on=TODAY - timedelta(days=30), renew_by=TODAY + timedelta(days=left),
        )
        for part, left in zip(parts, days, strict=True)
    )  # fmt: skip


def slipped(rng: random.Random, word: str) -> str:
    """Leave one letter of a word out."""
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def searches(rng: random.Random, known: list[str], count: int) -> Iterator[dict[str, Any]]:
    """Give a mix of searches, the same for the same seed."""

    def term() -> str:
        return rng.choice(TERMS)

    long_ones = [word for word in known[:3000] if len(word) >= 8]  # noqa: PLR2004
    kinds: list[Callable[[], dict[str, Any]]] = [
        dict,
        lambda: {"page": rng.randrange(1, 50)},
        lambda: {"words": term()},
        lambda: {"words": rng.choice(STARTERS[term()])},
        lambda: {"words": " ".join(some(rng, known, 2))},
        lambda: {"words": slipped(rng, rng.choice(long_ones))},
        lambda: {"words": slipped(rng, term().split()[0] + "ing"), "free": "on"},
        lambda: {"place": rng.choice(list(TOWNS)), "within": rng.choice([10, 25, 50])},
        lambda: {"words": term(), "profession": fold(rng.choice(PROFESSIONS)), "way": "video"},
        lambda: {"skill": fold(term()), "language": "welsh", "grade": fold(rng.choice(GRADES))},
    ]
    for number in range(count):
        yield kinds[number % len(kinds)]()


def main(seed: int, asked: int, sizes: list[int]) -> None:
    """Fill, index and measure each size in turn."""
    rng = random.Random(seed)  # noqa: S311  # invented people, no secret
    for database in ("default", "keystore"):
        call_command("migrate", database=database, verbosity=0)
    known = words(rng)
    Organisation.objects.bulk_create(
        Organisation(name=f"Body {n}", folded_name=f"body {n}") for n in range(BODIES)
    )
    for name, others in STARTERS.items():
        term = Term.objects.create()
        for place, word in enumerate((name, *others)):
            Word.objects.create(term=term, text=word, folded=fold(word), is_name=place == 0)
    pages, work, index = {}, {}, {}
    for size in sizes:
        programme, mentee = fill(rng, known, size)
        began = time.perf_counter()
        actions.refresh(programme, at=NOW, at_once=AT_ONCE)
        index[size] = time.perf_counter() - began
        with connection.cursor() as cursor:  # the clock does so, or PostgreSQL by itself
            cursor.execute("ANALYZE")
        again = random.Random(seed)  # noqa: S311  # the same searches for each size
        pages[size], work[size] = measure(again, known, programme, mentee, asked)
    print(json.dumps({"pages": pages, "work": work, "index": index}))


def measure(
    rng: random.Random, known: list[str], programme: Programme, mentee: User, asked: int
) -> tuple[list[float], list[float]]:
    """Ask for pages; return how many milliseconds each took, and of how many of the processor."""
    client = Client()
    client.force_login(mentee)
    address = reverse("register:search", args=[programme.pk])
    for question in searches(random.Random(0), known, 30):  # noqa: S311  # warm as a server is
        assert client.get(address, question).status_code == 200  # noqa: PLR2004
    taken, worked = [], []
    for question in searches(rng, known, asked):
        began, busy = time.perf_counter(), time.process_time()
        client.get(address, question)
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - busy))
    return taken, worked


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [int(size) for size in sys.argv[3].split(",")])
