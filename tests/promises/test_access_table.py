"""The route × persona table holds: no row is missing, and each cell has the expected answer."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from mentorhouse.agreements.actions import begin
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.starting import start as start_run
from mentorhouse.meetings.actions.arranging import Details, pick, propose
from mentorhouse.meetings.actions.recording import Facts, record_held, write_log
from tests.factories import (
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_user,
    user_of,
)
from tests.promises.access_table import EVERYONE
from tests.promises.access_table import TABLE as FIRST_ROOMS
from tests.promises.doors import MODULES
from tests.recruitment.conftest import Importer
from tests.recruitment.files import csv_file, mentor


def doors(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> dict[str, URLPattern]:
    found = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            found |= doors(entry, inner)
        elif hasattr(entry.callback, "capability"):
            found[":".join((*spaces, entry.name or str(entry.pattern)))] = entry
    return found


DOORS = doors(get_resolver())
TABLE = FIRST_ROOMS | {route: who for room in MODULES for route, who in room.ROWS.items()}


def test_no_row_is_missing_and_none_is_stale():
    assert set(TABLE) == set(DOORS)


class World:
    """Two programmes with a pair each; the addresses are those of the first."""

    def __init__(self) -> None:
        now = timezone.now()
        ours, theirs = make_partnership(), make_partnership()
        programme = ours.programme
        coordinator = coordinator_of(programme)
        self.users = {
            "visitor": None,
            "stranger": make_user(),
            "coordinator": coordinator,
            "other_coordinator": coordinator_of(theirs.programme),
            "mentor": user_of(ours, "mentor"),
            "mentee": user_of(ours, "mentee"),
            "other_mentor": user_of(theirs, "mentor"),
            "other_mentee": user_of(theirs, "mentee"),
            "local_coordinator": make_user(),
            "steering": make_user(),
            "starter": make_user(may_start_programmes=True),
            "administrator": make_user(is_administrator=True),
            "auditor": make_user(is_auditor=True),
        }
        self.ours = ours
        self.programme = programme
        self.coordinator = coordinator
        for user in filter(None, self.users.values()):
            if not hasattr(user, "person"):
                make_person(user=user)
        make_mentor(programme, make_person(grade="SCS1"))
        make_mentee(programme, make_person(grade="SEO"))
        run = start_run(programme, by=coordinator, at=now)
        carry_out(run.pk, at=now)
        pair = run.pairs.get()
        mentee = self.users["mentee"]
        begin(ours, by=mentee, at=now)
        day = now + timedelta(days=9)
        meeting = propose(ours, [day], Details(60, "telephone"), by=mentee, at=now)
        pick(meeting, meeting.options.get().pk, by=self.users["mentor"], at=now)
        participation = ours.members.get(role="mentee").participation
        self.parts = {
            "programme_id": programme.pk,
            "partnership_id": ours.pk,
            "participation_id": participation.pk,
            "run_id": run.pk,
            "pair_id": pair.pk,
            "mentor_id": pair.mentor_id,
            "mentee_id": pair.mentee_id,
            "meeting_id": meeting.pk,
            "deed": "lock",
            "role": "mentee",
            "kind": "csv",
            "figure": "accepted",
            "key": "purpose",
            "number": 1,
            "token": "nothing",
            "name": "none.svg",
            "letter": "none",
            "letter_id": programme.pk,
        }
        facts = Facts(held_on=(now - timedelta(days=2)).date(), length_minutes=60, way="telephone")
        held = record_held(ours, facts, zone="Europe/London", by=mentee, at=now)
        write_log(held, {"topics": "x"}, based_on=0, by=mentee, at=now)
        logged = {"meeting_id": held.pk}
        self.parts_of = {f"meetings:{name}": logged for name in ("log", "write_log", "confirm_log")}
        importer = Importer(programme, coordinator)
        self.parts["batch_id"] = importer.check(csv_file([mentor(1, grade="None")])).pk
        uploaded = {"batch_id": importer.upload(csv_file([mentor(2)])).pk}
        self.parts_of |= {f"recruitment:{name}": uploaded for name in ("columns", "consent")}
        for room in MODULES:
            # What a room adds stands on the rows above; the room says who its people are.
            if hasattr(room, "people"):
                self.users |= room.people(self)
            if hasattr(room, "parts"):
                self.parts_of |= room.parts(self)

    def address(self, route: str) -> str:
        parts = self.parts | self.parts_of.get(route, {})
        names = DOORS[route].pattern.converters
        return reverse(route, kwargs={name: parts[name] for name in names})


ROOMS = sorted({route.rpartition(":")[0] for route in DOORS})


@pytest.fixture(scope="module")
def world(nothing_stays) -> World:
    """One world for all rooms, since nothing that is done in it stays."""
    return World()


@pytest.fixture(scope="module")
def clients(world) -> dict[str, Client]:
    """The browser of each persona, signed in."""
    browsers = {persona: Client() for persona in EVERYONE}
    for persona, browser in browsers.items():
        if user := world.users[persona]:
            browser.force_login(user)
    return browsers


@pytest.mark.django_db(databases=["default", "keystore"])
@pytest.mark.parametrize("room", ROOMS)
def test_only_those_in_the_table_get_through(room, world, clients):
    wrong = [
        f"{route}: {method} as {persona} answered {status}"
        for route in sorted(DOORS)
        if route.rpartition(":")[0] == room
        for persona in sorted(EVERYONE)
        for method, status in _answers(clients[persona], world, route, persona)
    ]
    assert wrong == []


def _answers(client, world: World, route: str, persona: str) -> Iterator[tuple[str, int]]:
    """Yield the cells whose answer is not the expected one; nothing that is done here stays."""
    user, entitled = world.users[persona], persona in TABLE[route]
    methods = DOORS[route].callback.methods
    signed_in = client.cookies.copy()
    for method in methods[:1] if entitled else methods:
        with transaction.atomic():
            answer = client.generic(method, world.address(route))
            transaction.set_rollback(True)
        client.cookies = signed_in.copy()
        if not _as_expected(answer, entitled, signed_in=bool(user)):
            yield method, answer.status_code


def _as_expected(answer, entitled: bool, *, signed_in: bool) -> bool:
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
    if entitled:
        return answer.status_code < 500 and answer.status_code not in {403, 404} and not to_sign_in
    if signed_in:
        return answer.status_code == 404
    return to_sign_in or answer.status_code == 404
