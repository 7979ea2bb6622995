"""Pages of a three-way start: the mentee’s, the manager’s, and what others see of it."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.agreements import queries
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.states import PartState
from mentorhouse.agreements.views.paper import paper
from mentorhouse.partnerships.models import Member
from tests.agreements.starting import (
    DAY,
    EMAIL,
    NAME,
    SUPPORT,
    TALK,
    TALKS,
    Start,
    form,
    letters,
)  # fmt: skip
from tests.factories import coordinator_of, make_mentee, make_person

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
WHOM = {"name": NAME, "email": EMAIL}
NAMES = ("Nguyễn Thị Minh Khai", "王小明", "محمد", "Siân", "O’Brien-Ní Dhomhnaill", "X")


@pytest.fixture
def start():
    cache.clear()
    return Start()


def shown(client, path, said=None, *, status=200):
    page = client.post(path, said) if said else client.get(path)
    assert page.status_code == status, page.content.decode()[:3000]
    return page.content.decode()


def main(page):
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.requirement("R6.07")
def test_the_mentee_sees_letter_and_page_before_anything_is_sent(start, at_browser, tmp_path):
    mentee = at_browser(start.mentee)
    assert start.page() in shown(mentee, start.page("agreement"))
    assert "boss@example.org" in shown(mentee, start.page())
    seen = shown(mentee, start.page(), WHOM)
    assert not ManagersPart.objects.exists()
    back = shown(mentee, start.page(), WHOM | {"change": "1"})
    assert NAME in back
    assert mentee.post(start.page(), WHOM | {"seen": "1"}).status_code == 302
    (letter,) = letters(tmp_path, to=EMAIL)
    said = " ".join(letter.split())
    for words in ("asks for your part", f"Hello {NAME}", "begins mentoring in", "nothing counts"):
        assert words in " ".join(seen.split())
        assert words in said
    manager = shown(Client(), start.link())
    theirs = manager[manager.index("nhsuk-lede-text") : manager.index("<form")]
    for line in theirs.split("<p>")[1:]:
        assert line.split("</p>")[0] in seen
    assert "Asked, no answer yet" in shown(mentee, start.page())


@pytest.mark.requirement("R6.07", "R6.10")
def test_where_several_are_mentored_no_mentee_meets_the_manager_of_another(start, at_browser):
    second = make_mentee(start.programme, make_person())
    start.row.shape = "group"
    start.row.save(update_fields=["shape"])
    start.row.members.update(shape="group")
    Member.objects.create(
        partnership=start.row, participation=second, role="mentee", answer="accepted",
        answered_at=start.now, shape="group", seat=2,
    )  # fmt: skip
    for user in (second.person.user, start.mentee):
        page = at_browser(user).get(start.page())
        assert page.status_code == 404
        assert "boss@example.org" not in page.text
        with pytest.raises(NotVisible):
            start.ask(by=user)


@pytest.mark.requirement("R6.10")
def test_the_mentor_is_neither_asked_nor_named(start, at_browser, tmp_path):
    start.ask()
    mentor = at_browser(start.mentor)
    assert start.page() not in shown(mentor, start.page("agreement"))
    shown(mentor, start.page(), status=404)
    shown(mentor, start.page("take_back"), WHOM, status=404)
    person = start.mentor.person
    texts = [shown(Client(), start.link()), *letters(tmp_path, to=EMAIL)]
    for text in texts:
        assert person.family_name not in text
        assert person.given_name not in text
        assert start.mentor.email not in text


@pytest.mark.requirement("R6.07")
def test_the_managers_view_holds_only_their_own_part(start, at_browser):
    start.ask()
    manager, link, sent = Client(), start.link(), form()
    thanks = shown(manager, link, sent)
    assert SUPPORT in thanks and TALKS in thanks and "2½ hours" in thanks
    assert SUPPORT in shown(manager, link, sent)  # the button pressed twice
    other = sent | {"support": "Something else after all"}
    shown(manager, link, other, status=404)  # back, changed and sent again: it stays as signed
    over = shown(manager, link, status=404)
    never = shown(Client(), reverse("agreements:managers_part", args=["x"]), status=404)
    assert main(over) == main(never)
    assert SUPPORT not in over
    shown(manager, link, form(), status=404)
    for user in (start.mentee, start.mentor):
        page = shown(at_browser(user), start.page("agreement"))
        assert SUPPORT in page and TALKS in page and "Mona N. Nager" in page
        assert EMAIL not in page
    assert at_browser(start.mentee).get(start.page()).status_code == 302


@pytest.mark.requirement("R6.07")
def test_the_part_stands_in_the_document(start, at_browser):
    start.ask()
    start.answer()
    mentor = at_browser(start.mentor)
    for kind in ("word", "pdf"):
        page = mentor.get(reverse("agreements:download", args=[start.id, 1, kind]))
        assert page.status_code == 200
        assert page["Content-Disposition"].startswith("attachment")
    part = queries.signed_part(start.mentor, start.partnership(start.mentor), at=start.now)
    made = paper(
        start.agreement(start.mentor), start.read(start.mentor), part, on=timezone.localdate()
    )
    assert SUPPORT in str(made.blocks)
    assert "Mona N. Nager" in str(made.blocks)
    shown(mentor, reverse("agreements:download", args=[start.id, 1, "odt"]), status=404)


def test_talking_first_is_told_to_the_mentee_and_nothing_else_is_kept(start, at_browser, tmp_path):
    start.ask()
    said = form(answer="ask to talk first", hours="nonsense", name="", understands="")
    page = shown(Client(), start.link(), said)
    assert "would like to talk first" in page
    assert SUPPORT not in page
    assert "Would like to talk first" in shown(at_browser(start.mentee), start.page())
    (told,) = letters(tmp_path, to=start.mentee.email)
    assert "would like to talk" in told
    assert not letters(tmp_path, to=start.mentor.email)
    shown(Client(), start.link(), form())
    assert start.part.state == PartState.SIGNED


def test_a_co_ordinator_sees_the_fact_on_the_desk_and_nothing_more(start, at_browser):
    coordinator = at_browser(coordinator_of(start.programme))
    desk = reverse("home:desk_list", args=[start.programme.pk, "both_accepted"])
    assert "line manager’s part" not in shown(coordinator, desk)
    start.ask()
    start.answer()
    page = shown(coordinator, desk)
    assert "line manager’s part signed" in page
    for secret in (SUPPORT, TALKS, NAME, EMAIL, "Mona N. Nager"):
        assert secret not in page
    for name in ("agreement", "ask_manager"):
        shown(coordinator, start.page(name), status=404)


def test_without_the_setting_there_is_no_page_and_no_link(at_browser):
    start = Start(three_way_start=False)
    mentee = at_browser(start.mentee)
    assert start.page() not in shown(mentee, start.page("agreement"))
    shown(mentee, start.page(), status=404)
    shown(mentee, start.page("take_back"), WHOM, status=404)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"answer": ""}, "Choose an answer"),
        ({"hours": ""}, "Enter how many hours"),
        ({"hours": "0.25"}, "Enter half an hour or more"),
        ({"hours": "lots"}, "Enter hours as a number"),
        ({"support": "s" * 10_000}, "at most 2000"),
        ({"talks": ""}, "When will the two of you talk"),
        ({"understands": ""}, "Tick the box"),
        ({"name": ""}, "Enter your full name"),
        ({"name": "n" * 10_000}, "at most 200"),
    ],
)
def test_bad_input_is_said_typed_text_stays_and_nothing_is_signed(start, changes, words):
    start.ask()
    page = shown(Client(), start.link(), form(**changes))
    assert "There is a problem" in page
    assert words in page
    assert (SUPPORT in page) is ("support" not in changes)
    assert start.part.state == PartState.ASKED


@pytest.mark.parametrize(
    "whom",
    [WHOM | {"email": "nobody"}, WHOM | {"name": ""}, WHOM | {"name": "n" * 201}, {"seen": "1"}],
)
def test_whom_to_ask_is_checked_first(start, at_browser, whom):
    assert "There is a problem" in shown(at_browser(start.mentee), start.page(), whom)
    assert not ManagersPart.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_are_signed_as_typed(start, at_browser, name):
    start.ask(name=name)
    assert name in shown(Client(), start.link(), form(name=name))
    assert name in shown(at_browser(start.mentor), start.page("agreement"))


def test_hostile_text_is_text(start, at_browser):
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}"
    mentee = at_browser(start.mentee)
    assert "<script>alert" not in shown(mentee, start.page(), WHOM | {"name": hostile})
    start.ask(name=hostile)
    page = shown(Client(), start.link(), form(support=hostile, talks=hostile, name=hostile))
    page += shown(mentee, start.page("agreement"))
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}") == 6


def test_a_second_letter_and_taking_back_kill_the_link(start, at_browser):
    mentee = at_browser(start.mentee)
    start.ask(at=start.now - 2 * DAY)
    first = start.link()
    assert mentee.post(start.page(), WHOM | {"seen": "1"}).status_code == 302
    shown(Client(), first, status=404)
    second = start.link()
    assert "within the last day" in shown(mentee, start.page(), WHOM | {"seen": "1"})
    assert mentee.post(start.page("take_back")).status_code == 302
    shown(Client(), second, status=404)
    shown(Client(), second, form(), status=404)
    assert "Taken back" in shown(mentee, start.page())
    assert "cannot be done" not in shown(mentee, start.page())


def test_the_page_of_a_link_is_kept_nowhere_and_says_nothing_of_its_address(start):
    start.ask()
    page = Client().get(start.link())
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "strict-origin"


def test_a_link_that_ran_out_answers_as_one_that_never_was(start):
    start.ask(at=start.now - 22 * DAY)
    expired = shown(Client(), start.link(), status=404)
    start.end()
    assert main(expired) == main(shown(Client(), start.link(), status=404))


def test_a_form_that_names_no_deed_is_no_answer(start):
    start.ask()
    page = shown(Client(), start.link(), form(once="nonsense"))
    assert start.part.state == PartState.ASKED
    assert "There is a problem" in page
    start.answer(TALK, once=uuid4())
