"""Pages of the agreement: what the pair sees and does, and what nobody else sees."""

import pytest
from django.urls import reverse

from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.agreements.models import Signature, Version
from mentorhouse.partnerships.states import PartnershipState
from tests.agreements.conftest import AT, Pair
from tests.factories import (
    complete_design,
    coordinator_of,
    make_partnership,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
PAGES = ("agreement", "write", "sign", "versions")


def address(pair, name, *more):
    return reverse(f"agreements:{name}", args=[pair.id, *more])


def addresses(pair):
    return [*(address(pair, name) for name in PAGES), address(pair, "version", 1)]


def text_of(response):
    return response.content.decode()


def form_data(pair, revision=1, **changes):
    before = {c.key: c.text for c in pair.read(pair.mentee, revision).clauses}
    data = {f"{key}_before": text for key, text in before.items()}
    return data | before | {"revision": revision} | changes


def reading_pair():
    """A pair that was told, before they accepted, that co-ordinators read along."""
    design = complete_design(
        confidentiality={
            "statement": "Co-ordinators read along.",
            "coordinator_reads_content": True,
        }
    )
    return Pair(make_partnership(make_programme(design=design)))


def test_opening_it_for_the_first_time_begins_it(pair, at_browser):
    page = at_browser(pair.mentee).get(address(pair, "agreement"))
    assert page.status_code == 200
    assert all(clause.title in text_of(page) for clause in pair.programme.design.agreement.clauses)
    assert "Read and sign" in text_of(page)
    assert Version.objects.count() == 1


def test_every_page_opens_for_both(pair, at_browser):
    pair.begin()
    for user in (pair.mentor, pair.mentee):
        client = at_browser(user)
        assert {client.get(where).status_code for where in addresses(pair)} == {200}


@pytest.mark.requirement("R6.09")
def test_everybody_else_finds_nothing(pair, at_browser):
    pair.begin()
    other_pair = Pair(make_partnership(pair.programme))
    for user in (make_user(), coordinator_of(pair.programme), other_pair.mentor,
                 make_user(is_administrator=True), make_user(is_auditor=True)):  # fmt: skip
        client = at_browser(user)
        for where in addresses(pair):
            assert client.get(where).status_code == 404
        for name in ("write", "sign"):
            assert client.post(address(pair, name), {"name": "X"}).status_code == 404
    assert Version.objects.count() == 1


def test_signed_out_is_asked_to_sign_in(pair, client):
    assert client.get(address(pair, "agreement")).status_code == 302


@pytest.mark.parametrize(
    "state", [PartnershipState.OFFERED, PartnershipState.DECLINED, PartnershipState.LAPSED]
)
def test_a_match_that_did_not_begin_has_no_agreement(state, at_browser):
    pair = Pair(make_partnership(state=state))
    client = at_browser(pair.mentee)
    assert {client.get(where).status_code for where in addresses(pair)} == {404}


def test_co_ordinators_read_only_where_the_pair_was_told(at_browser):
    pair = reading_pair()
    client = at_browser(coordinator_of(pair.programme))
    assert client.get(address(pair, "agreement")).status_code == 404  # nobody has begun it
    pair.begin()
    page = client.get(address(pair, "agreement"))
    assert page.status_code == 200
    assert "Read and sign" not in text_of(page)
    assert client.get(address(pair, "version", 1)).status_code == 200
    for name in ("write", "sign"):
        assert client.get(address(pair, name)).status_code == 404


@pytest.mark.requirement("R6.17")
def test_who_can_read_this_stands_beside_every_box(pair, at_browser):
    pair.begin()
    words = who_can_read(Capability.READ_AGREEMENT)
    page = text_of(at_browser(pair.mentee).get(address(pair, "write")))
    assert page.count(words) == len(pair.programme.design.agreement.clauses)


@pytest.mark.requirement("R6.17")
def test_the_words_change_with_the_setting(at_browser):
    pair = reading_pair()
    pair.begin()
    page = text_of(at_browser(pair.mentee).get(address(pair, "write")))
    assert page.count("and the programme’s co-ordinators. Nobody else.") == 5


def test_saving_makes_a_version(pair, at_browser):
    pair.begin()
    page = at_browser(pair.mentee).post(
        address(pair, "write"), form_data(pair, purpose="Ours now"), follow=True
    )
    assert "Ours now" in text_of(page)
    assert "Version 2" in text_of(page)


def test_saving_without_a_change_makes_none(pair, at_browser):
    pair.begin()
    data = {key: str(text).replace("\n", "\r\n") for key, text in form_data(pair).items()}
    page = at_browser(pair.mentee).post(address(pair, "write"), data, follow=True)
    assert "You changed nothing" in text_of(page)
    assert Version.objects.count() == 1


def test_two_write_at_once_and_both_texts_stand_side_by_side(pair, at_browser):
    pair.begin()
    mine = form_data(pair, purpose="What I typed", rhythm="Only I changed this")
    pair.write(pair.mentor, purpose="What they saved", ending="Only they changed this")
    page = at_browser(pair.mentee).post(address(pair, "write"), mine)
    assert page.status_code == 409
    for words in (
        "What I typed",
        "What they saved",
        "Only I changed this",
        "Only they changed this",
    ):
        assert words in text_of(page)
    assert Version.objects.count() == 2
    again = form_data(pair, 2, purpose="Both brought together", rhythm="Only I changed this")
    saved = at_browser(pair.mentee).post(address(pair, "write"), again, follow=True)
    assert "Both brought together" in text_of(saved)


def test_text_that_is_too_long_is_refused_and_kept(pair, at_browser):
    pair.begin()
    typed = "long words " * 1000
    page = at_browser(pair.mentee).post(address(pair, "write"), form_data(pair, purpose=typed))
    assert page.status_code == 200
    assert "There is a problem" in text_of(page)
    assert typed.strip() in text_of(page)


@pytest.mark.requirement("R6.03")
def test_signing_is_an_explicit_act(pair, at_browser):
    pair.begin()
    client, digest = at_browser(pair.mentee), pair.read(pair.mentee).version.digest
    nameless = client.post(address(pair, "sign"), {"name": " ", "digest": digest})
    assert "Enter your full name" in text_of(nameless)
    assert not Signature.objects.exists()
    page = client.post(address(pair, "sign"), {"name": "Ada L", "digest": digest}, follow=True)
    assert "You have signed the agreement" in text_of(page)
    assert "Ada L" in text_of(page)
    assert "already signed" in text_of(client.get(address(pair, "sign"), follow=True))


def test_signing_an_outdated_version_shows_the_new_text(pair, at_browser):
    pair.begin()
    seen = pair.read(pair.mentee).version.digest
    pair.write(pair.mentor, purpose="The new words")
    client = at_browser(pair.mentee)
    page = client.post(address(pair, "sign"), {"name": "Ada L", "digest": seen})
    assert page.status_code == 409
    assert "nothing was signed" in text_of(page)
    assert "The new words" in text_of(page)
    assert 'value="Ada L"' in text_of(page)
    assert pair.read(pair.mentee).version.digest in text_of(page)


def test_earlier_versions_stay_readable(signed, at_browser):
    signed.write(signed.mentor, purpose="The second words")
    client = at_browser(signed.mentee)
    assert "The second words" not in text_of(client.get(address(signed, "version", 1)))
    assert "The second words" in text_of(client.get(address(signed, "version", 2)))
    assert client.get(address(signed, "version", 3)).status_code == 404
    listed = text_of(client.get(address(signed, "versions")))
    assert "Version 1" in listed and "Version 2" in listed and "In force" in listed


def test_hostile_text_shows_as_text(pair, at_browser):
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    pair.begin()
    pair.write(pair.mentee, purpose=hostile)
    pair.sign(pair.mentee, name="<b>Ada</b>")
    client = at_browser(pair.mentor)
    for where in [*addresses(pair), address(pair, "version", 2)]:
        page = text_of(client.get(where))
        assert "<script>alert" not in page and "<b>Ada" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in text_of(
        client.get(address(pair, "agreement"))
    )


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_versions_makes_no_more_queries(
    pair, at_browser, number, django_assert_max_num_queries
):
    pair.begin()
    for turn in range(number):
        pair.write(pair.mentee, purpose=f"Turn {turn}")
        pair.sign(pair.mentee)
        pair.sign(pair.mentor)
    client = at_browser(pair.mentee)
    client.get(address(pair, "versions"))
    with django_assert_max_num_queries(9):
        client.get(address(pair, "versions"))
    with django_assert_max_num_queries(24):
        client.get(address(pair, "agreement"))


def test_times_are_shown_in_words(signed, at_browser):
    page = text_of(at_browser(signed.mentee).get(address(signed, "agreement")))
    assert f"{AT.day} November 2026 at 10am" in page
