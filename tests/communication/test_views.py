"""The pages of the space: what each reader sees, and how many queries that takes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.communication import actions
from mentorhouse.communication.models import Post, Thread
from mentorhouse.notifications.letters import writer_of
from tests.communication.conftest import AT, as_

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def once_of(page):
    """The mark of a form, by which it counts once."""
    return re.search(r'name="once" value="([^"]+)"', page.text)[1]


@pytest.mark.requirement("R4.11")
def test_a_mentor_finds_the_space_and_a_mentee_does_not(space):
    page = as_(space.ada).get(reverse("home:start")).text
    assert space.url("space") in page
    assert space.url("space") not in as_(space.mentee).get(reverse("home:start")).text
    assert as_(space.mentee).get(space.url("space")).status_code == 404
    assert space.url("space") in as_(space.coordinator).get(reverse("home:start")).text
    actions.report(space.ask().posts.get(), "unkind", by=space.ben, at=AT)
    page = as_(space.coordinator).get(reverse("home:start")).text
    assert space.url("reports") in page
    assert "one report waits" in page


@pytest.mark.requirement("R4.11")
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("question", {}),
        ("meeting", {"day_day": "3", "day_month": "11", "day_year": "2099", "time": "10:30"}),
        ("material", {"link": "https://example.org/guide"}),
    ],
)
def test_each_kind_is_begun_in_the_browser_and_read_by_others(space, kind, more):
    ada = as_(space.ada)
    page = ada.get(space.url("begin", kind))
    once = once_of(page)
    said = {"once": once, "title": "For all of us", "text": "What do you think?"} | more
    response = ada.post(space.url("begin", kind), said, follow=True)
    assert response.status_code == 200
    assert "For all of us" in response.text
    assert "For all of us" in as_(space.ben).get(space.url("space")).text
    if kind == "material":
        assert "https://example.org/guide" in response.text


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("material", {"link": "javascript:alert(1)"}, "valid URL"),
        ("material", {"link": "http://example.org/a"}, "https://"),
        (
            "meeting",
            {"day_day": "1", "day_month": "1", "day_year": "2020", "time": "9:00"},
            "has passed",
        ),
        ("question", {"text": "Help with Sam"}, "Your text names Sam"),
    ],
)
def test_what_does_not_do_is_said_and_what_was_typed_is_kept(space, kind, more, words):
    ada = as_(space.ada)
    once = once_of(ada.get(space.url("begin", kind)))
    said = {"once": once, "title": "Kept words", "text": "Some text"} | more
    page = ada.post(space.url("begin", kind), said).text
    assert words in page
    assert "Kept words" in page
    assert not Thread.objects.exists()


def test_hostile_text_is_shown_as_text(space):
    thread = space.ask("<script>alert(1)</script>")
    page = as_(space.ben).get(space.url("thread", thread.pk)).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_hidden_post_is_read_by_its_author_and_moderators_alone(space):
    thread = space.ask("A text to hide")
    post = thread.posts.get()
    moderator = as_(space.coordinator)
    assert "A text to hide" in moderator.get(space.url("hide", post.pk)).text
    moderator.post(space.url("hide", post.pk), {"why": "unkind"})
    address = space.url("thread", thread.pk)
    assert "A text to hide" not in as_(space.ben).get(address).text
    assert "A text to hide" in as_(space.ada).get(address).text
    assert "A text to hide" in moderator.get(address).text
    assert as_(space.ben).get(space.url("report", post.pk)).status_code == 404
    # The title goes with the post that began the thread; it may be what was wrong.
    for page in (address, space.url("space")):
        assert "First meetings" not in as_(space.ben).get(page).text
        assert "First meetings" in moderator.get(page).text
        assert "First meetings" in as_(space.ada).get(page).text
    moderator.post(space.url("leave", post.pk))
    assert "A text to hide" in as_(space.ben).get(address).text


def test_an_answer_and_a_report_by_pages(space):
    thread = space.ask()
    ben, address = as_(space.ben), space.url("thread", thread.pk)
    once = once_of(ben.get(address))
    assert "An answer" in ben.post(address, {"once": once, "text": "An answer"}, follow=True).text
    said = thread.posts.get(by=space.ben)
    assert as_(space.ada).get(space.url("change", said.pk)).status_code == 404
    as_(space.ada).post(space.url("report", said.pk), {"why": "elsewhere"})
    moderator = as_(space.coordinator)
    page = moderator.get(space.url("reports")).text
    assert "belongs elsewhere" in page
    assert "Ada Mentor" in page
    assert "An answer" in page  # what was reported is read where it is decided
    assert page.count("nhsuk-button--secondary") == page.count('role="button"') + 1
    assert f"{address}#post-{said.pk}" in page
    assert "Reported" in moderator.get(address).text
    for mentor in (space.ada, space.ben):  # who wrote it does not learn of it
        assert "Reported" not in as_(mentor).get(address).text
    moderator.post(space.url("leave", said.pk))
    assert "No report waits" in moderator.get(space.url("reports")).text
    assert "Reported" not in moderator.get(address).text


def test_a_post_that_changed_in_another_window_is_shown_and_the_new_words_are_kept(space):
    post = space.ask("First words").posts.get()
    ada, address = as_(space.ada), space.url("change", post.pk)
    assert "First words" in ada.get(address).text
    actions.change(post, "Second words", version=1, by=space.ada, at=AT)
    response = ada.post(address, {"version": 1, "text": "Third words"})
    assert response.status_code == 409
    assert "Second words" in response.text
    assert ">Third words</textarea>" in response.text.replace("\n", "").replace("&#10;", "")
    assert ada.post(address, {"version": 2, "text": "Third words"}).status_code == 302


@pytest.mark.parametrize("page", ["space", "thread", "reports"])
def test_queries_do_not_grow_with_rows(space, page):
    counts = []
    for rounds in (1, 2):
        for _ in range(rounds):
            thread = space.ask()
            actions.report(space.answer(thread, by=space.ben), "unkind", by=space.cleo, at=AT)
        if page == "thread" and rounds > 1:
            space.answer(thread, by=space.cleo)
        address = space.url("thread", thread.pk) if page == "thread" else space.url(page)
        client = as_(space.coordinator)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(address).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_no_letter_holds_a_word_of_the_space(space):
    thread = space.ask("A secret question")
    answer = space.answer(thread, "A secret answer")
    report = actions.report(thread.posts.get(by=space.ada), "unkind", by=space.ben, at=AT)
    letters = [
        writer_of("space.answered")(space.ada, {"post": str(answer.pk)}),
        writer_of("space.reported")(space.coordinator, {"report": str(report.pk)}),
    ]
    post = actions.hide(answer, "unkind", by=space.coordinator, at=AT)
    letters.append(writer_of("space.hidden")(space.ben, {"post": str(post.pk)}))
    assert all(letters)
    assert "secret" not in repr(letters)
    assert writer_of("space.answered")(space.ada, {"post": str(post.pk)}) is None
    assert writer_of("space.answered")(space.mentee, {"post": str(thread.posts.first().pk)}) is None


def test_both_stay_when_an_account_goes(space):
    thread = space.ask()
    Post.objects.filter(thread=thread).update(by=None)
    Thread.objects.update(started_by=None)
    assert "Somebody who has left" in as_(space.ben).get(space.url("thread", thread.pk)).text
