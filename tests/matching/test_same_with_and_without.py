"""What another person sees is the same with and without private wishes (R5.15).

A run may make other pairs where wishes count. So wishes are planted that cannot move a pair, and
everything that the co-ordinator, the partner and the post get is compared, byte for byte.
"""

import re

import pytest

from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.states import ParticipationState
from tests.factories import AT, coordinator_of
from tests.matching.test_canaries import said_of
from tests.matching.test_pages import addresses, as_coordinator, signed_in
from tests.matching.test_shortlists import pages_of
from tests.matching.worlds import Kind, drafted, programme_of, tell_identity

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
CHANGING = re.compile(
    rb'nonce="[^"]*"|nonce-[^\' ]*|name="csrfmiddlewaretoken" value="[^"]*"|signed in until[^<]*|'
    rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
WISHES = {
    Kind.WANTS_SIMILAR: "yes",
    Kind.IDENTITY_TO_MATCH: "Zyzzogeton",
    Kind.WANTS_PROFESSION: "Zyzzogeton",
    Kind.WANTS_LOCATION: "Zyzzogeton",
}


@pytest.fixture
def programme():
    """Two mentors and two mentees of whom each fits one only."""
    made = programme_of(2, 2)
    data = plain(made.design)
    data["matching"]["ways"] = ["cohort", "shortlist"]
    data["matching"]["shortlist"] |= {"size": 2, "most_per_mentor": 2}
    made.design_data = plain(parse_design(data))
    made.save(update_fields=["design_data"])
    made.participations.update(state=ParticipationState.ACCEPTED)
    return made


def seen(client, pages):
    """What each page says, but for identifiers, tokens and times."""
    return {
        name: CHANGING.sub(b"", said_of(client.get(address)))
        for name, address in pages.items()
        if name != "xlsx"  # the workbook is compared by its words in the file of commas
    }


def pages_about_the_same(run):
    """The pages of a run, those of one pair about the same mentee each time."""
    pages = addresses(run, run.pairs.order_by("mentee").first())
    return pages | {"run": f"{pages['run']}?sort=mentee"}  # equal scores stand by chance


def tell_all(programme):
    for part in programme.participations.select_related("person"):
        if part.role == "mentee":
            tell_identity(part.person, **WISHES)
        else:
            tell_identity(part.person, **{Kind.CHARACTERISTICS: "Zyzzogeton"})


@pytest.mark.requirement("R5.15")
def test_scores_reasons_order_exports_and_pages_of_a_draft_are_the_same(programme):
    client = as_coordinator(programme)
    drafted(programme)  # so that each of the two has a draft before it
    plainly = seen(client, pages_about_the_same(drafted(programme)))
    tell_all(programme)
    assert not seen_differs(plainly, seen(client, pages_about_the_same(drafted(programme))))


@pytest.mark.requirement("R5.15")
def test_shortlists_and_what_the_mentee_sees_of_them_are_the_same(programme):
    client, told = as_coordinator(programme), []
    for private in (False, True):
        if private:
            tell_all(programme)
        run = start(programme, MatchRun.Kind.SHORTLIST, by=coordinator_of(programme), at=AT)
        carry_out(run.pk, at=AT)
        told.append(seen(client, pages_of(run)))
    assert not seen_differs(*told)


@pytest.mark.requirement("R5.15")
def test_letters_are_the_same_for_those_with_wishes_and_those_without(programme):
    one = programme.participations.filter(role="mentee").select_related("person__user").first()
    tell_identity(one.person, **WISHES)
    publish(drafted(programme), by=coordinator_of(programme), at=AT)
    said = set()
    for letter in OutboxLetter.objects.filter(kind="partnership.offered").select_related("to"):
        if letter.to.person.participations.filter(role="mentee").exists():
            written = writer_of(letter.kind)(letter.to, letter.about)
            said.add((written.subject, written.paragraphs))
    assert len(said) == 1
    assert "Zyzzogeton" not in str(said)
    assert signed_in(one.person.user).get("/").status_code == 200


def seen_differs(one, other):
    """Return the pages that differ, but for those that list the runs before."""
    skipped = {"changes", "runs", "lists"}
    return [name for name in one if name not in skipped and one[name] != other[name]]
