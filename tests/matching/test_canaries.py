"""Identity and private preferences: planted, then looked for everywhere (R1.07, R5.15)."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.db import connections

from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.engine.reasons import unmatched_mentees, unmatched_mentors, why_not
from mentorhouse.matching.engine.sensitivity import sensitivity
from mentorhouse.matching.engine.solve import Result, solve
from mentorhouse.matching.engine.whatif import what_if
from mentorhouse.matching.queries.pool import pool_of, request_for
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.states import ParticipationState
from tests.factories import AT, coordinator_of
from tests.matching.test_offers import at
from tests.matching.test_pages import addresses, as_coordinator, signed_in
from tests.matching.worlds import Kind, drafted, pairs_of, programme_of, tell_identity

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
CANARY = "Zyzzogeton"


@pytest.fixture
def programme():
    """Two mentors and two mentees who fit one another equally well."""
    made = programme_of(2, 2)
    for row in made.participations.select_related("person"):
        row.person.profession = "Policy"
        row.person.save()
    return made


@pytest.fixture
def wish(programme):
    """A mentee who would like to share an identity with the mentor whom they would not get."""
    plain = pairs_of(drafted(programme))
    mentee = next(iter(plain))
    other = next(mentor for mentor in plain.values() if mentor != plain[mentee])
    person = {row.pk: row.person for row in programme.participations.select_related("person")}
    tell_identity(person[other], **{Kind.CHARACTERISTICS: CANARY})
    tell_identity(person[mentee], **{Kind.WANTS_SIMILAR: "yes", Kind.IDENTITY_TO_MATCH: CANARY})
    return SimpleNamespace(plain=plain, mentee=mentee, mentor=other, of=person[mentee])


def everything_in_text_columns():
    """All that the databases hold, as text; sealed columns are bytes and are read as such too."""
    for alias in connections:
        connection = connections[alias]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # our own table names
                for row in cursor.fetchall():
                    yield from (
                        bytes(value)
                        if isinstance(value, bytes | memoryview)
                        else str(value).encode()
                        for value in row
                    )


def said_of(response):
    """What a response says, a workbook unpacked."""
    body = response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return body


@pytest.mark.requirement("R1.07", "R5.15", "R5.03")
def test_a_wish_for_shared_identity_orders_the_run_and_is_seen_nowhere(programme, wish):
    run = drafted(programme)
    assert pairs_of(run)[wish.mentee] == wish.mentor, "the wish was not heard"
    assert all(pair.score == 10_000 for pair in run.pairs.all()), "a score shows the wish"
    client = as_coordinator(programme)
    said = [said_of(client.get(address)) for address in addresses(run).values()]
    publish(run, by=coordinator_of(programme), at=AT)
    programme.participations.update(state=ParticipationState.ACCEPTED)
    for partnership in Partnership.objects.prefetch_related("members__participation__person__user"):
        for member in partnership.members.all():
            viewer = signed_in(member.participation.person.user)
            said += [said_of(viewer.get(at("offer", partnership)))]
    for letter in OutboxLetter.objects.select_related("to"):
        said += [str(writer_of(letter.kind)(letter.to, letter.about)).encode()]
    said.extend(everything_in_text_columns())
    assert any(wish.of.family_name.encode() in part for part in said), "nothing was looked at"
    assert not [part for part in said if CANARY.encode().lower() in part.lower()]


@pytest.mark.requirement("R1.07")
def test_withdrawing_consent_makes_the_next_run_ignore_it(programme, wish):
    assert pairs_of(drafted(programme))[wish.mentee] == wish.mentor, "the wish was not heard"
    wish.of.identity_consent.delete()
    assert pairs_of(drafted(programme)) == wish.plain


def asked_of(programme):
    pool = pool_of(programme, at=AT)
    return request_for(programme, programme.design, pool, seed=0, at=AT)


def answers(result):
    """All that the engine says about a run when it is asked what would change it."""
    request = result.request
    weights = [criterion.weight + 1 for criterion in request.rules.criteria]
    asked = [(mentee, mentor) for mentee in request.mentees.keys for mentor in request.mentors.keys]
    return [
        what_if(request, weights),
        sensitivity(request),
        [why_not(result, *pair) for pair in asked],
        unmatched_mentees(result),
        unmatched_mentors(result),
    ]


@pytest.mark.requirement("R5.15", "R5.22", "R5.10")
def test_what_would_change_a_draft_is_answered_alike_with_and_without_what_is_private(
    programme, wish
):
    seen = solve(asked_of(programme))
    key = {str(row.person_id): row.pk for row in programme.participations.all()}
    made = {key[pair.mentee]: key[pair.mentor] for pair in seen.pairs}
    assert made[wish.mentee] == wish.mentor, "the wish was not heard"
    wish.of.identity_consent.delete()
    blind = Result(solve(asked_of(programme)).problem, seen.certificate)
    said = answers(seen)
    assert said == answers(blind)
    assert CANARY.lower() not in repr(said).lower()
