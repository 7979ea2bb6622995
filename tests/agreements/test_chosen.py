"""What a programme chose for its agreement: whether, what it is called, how it begins (R6.01)."""

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.agreements import actions
from mentorhouse.agreements.models import Agreement
from mentorhouse.programmes.design import plain, shipped_design
from mentorhouse.programmes.states import ProgrammeState
from tests.agreements.conftest import AT, Pair
from tests.factories import complete_design, make_partnership, make_programme

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def pair_of(name):
    """A pair whose programme agrees as a shipped design does."""
    asked = plain(shipped_design(name))
    kept = {part: asked[part] for part in ("agreement", "messages", "reminders")}
    design = complete_design(**kept)
    return Pair(make_partnership(make_programme(state=ProgrammeState.RUNNING, design=design)))


@pytest.mark.requirement("R6.01")
@pytest.mark.parametrize("name", ["health_talent", "open_mentoring", "peer_mentoring",
                                  "learning_contract"])  # fmt: skip
def test_each_template_gives_its_clauses_under_its_name(name, client):
    pair = pair_of(name)
    asked = shipped_design(name).agreement
    client.force_login(pair.mentee)
    text = client.get(reverse("agreements:agreement", args=[pair.id])).text
    assert f"Your {asked.called}" in text
    assert asked.preamble in pair.texts(pair.mentee).values()
    for number, clause in enumerate(asked.clauses, start=1):
        assert f">{number}. {clause.title}<" in text
        assert pair.texts(pair.mentee)[clause.key] == clause.text
    assert "Opening words" not in text  # they need no heading


@pytest.mark.requirement("R6.03")
def test_the_opening_words_are_part_of_what_is_signed(client):
    pair = pair_of("learning_contract")
    pair.begin()
    before = pair.read(pair.mentee).version.digest
    pair.write(pair.mentee, _preamble="This is ours, and we changed it.")
    assert pair.read(pair.mentee).version.digest != before
    client.force_login(pair.mentee)
    assert "This is ours" in client.get(reverse("agreements:sign", args=[pair.id])).text


@pytest.mark.requirement("R6.01")
def test_a_programme_without_agreements_has_no_step_link_or_page(client):
    pair = pair_of("mentor_register")
    client.force_login(pair.mentee)
    for name in ("agreement", "write", "sign", "versions"):
        assert client.get(reverse(f"agreements:{name}", args=[pair.id])).status_code == 404
    with pytest.raises(NotVisible):
        actions.begin(pair.partnership(pair.mentee), by=pair.mentee, at=AT)
    assert not Agreement.objects.exists()
    for page in (reverse("home:partnership", args=[pair.id]), reverse("home:start")):
        text = client.get(page).text
        assert "greement" not in text


@pytest.mark.requirement("R6.05")
def test_only_a_programme_that_signs_at_once_says_so(client):
    for name, said in (("learning_contract", True), ("open_mentoring", False)):
        pair = pair_of(name)
        client.force_login(pair.mentee)
        text = client.get(reverse("agreements:agreement", args=[pair.id])).text
        assert ("at your first meeting" in text) == said
