"""Pages of the library: who reads what, search, writing with preview, help, comments."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.guidance.library import shipped
from mentorhouse.guidance.models import Comment
from mentorhouse.programmes.models import Coordinator
from tests.factories import AT, make_partnership, make_person, make_user, user_of
from tests.guidance.conftest import as_, page

pytestmark = pytest.mark.django_db


def shows(client, address, *words):
    answer = client.get(address)
    assert answer.status_code == 200
    body = answer.content.decode()
    return [word for word in words if word not in body]


@pytest.mark.requirement("R13.03")
def test_the_library_lists_searches_and_narrows(keeper):
    client = as_(keeper.mentee.person.user)
    home = page("library", keeper.programme)
    assert shows(client, home, "Choosing a mentor") == []
    assert shows(client, f"{home}?search=choosing+mentr", "Choosing a mentor", "1 guide") != []
    assert shows(client, f"{home}?step=ending&role=mentee", "Ending well") == []
    assert shows(client, f"{home}?search=zxqvy", "No guide fits") == []
    body = client.get(f"{home}?role=&search=money").content.decode()
    assert "Money: nine points" not in body  # for co-ordinators alone
    assert shows(as_(keeper.user), f"{home}?role=&search=money", "Money: nine points") == []


def test_a_guide_of_the_library_is_absent_for_everyone_else(keeper):
    assert as_(make_user()).get(page("guide", keeper.programme, "grow")).status_code == 404
    inside = as_(keeper.mentor.person.user)
    assert inside.get(page("guide", keeper.programme, "no_such")).status_code == 404
    assert inside.get(page("guide", keeper.programme, "finance_points")).status_code == 404
    assert inside.get(page("keep", keeper.programme)).status_code == 404


def test_every_guide_opens_for_who_keeps_the_library(keeper):
    client = as_(keeper.user)
    absent = [
        guide.key
        for guide in shipped()
        if shows(
            client, page("guide", keeper.programme, guide.key), guide.title, "Whom you can ask"
        )
    ]
    assert absent == []


def test_a_local_co_ordinator_reads_all_and_keeps_nothing(keeper):
    local = make_person().user
    Coordinator.objects.create(
        programme=keeper.programme, user=local, since=AT, organisation=local.person.organisation
    )
    client = as_(local)
    assert client.get(page("guide", keeper.programme, "finance_points")).status_code == 200
    assert shows(client, page("library", keeper.programme), "A co-ordinator’s first week") == []
    assert client.get(page("keep", keeper.programme)).status_code == 404
    assert client.get(page("comments", keeper.programme)).status_code == 404


def fields(keeper, **changes):
    data = {
        "version": keeper.again().design_version,
        "title": "House rules",
        "text": "Please **ring** the bell.",
        "kind": "tip",
        "roles": ["mentor", "mentee"],
        "steps": ["meeting"],
        "review_by_day": "1",
        "review_by_month": "1",
        "review_by_year": "2020",
    }
    return data | changes


@pytest.mark.requirement("R13.01")
@pytest.mark.requirement("R13.03")
def test_a_co_ordinator_adds_a_guide_sees_it_first_and_is_reminded_to_review_it(keeper):
    client, address = as_(keeper.user), page("add", keeper.programme)
    answer = client.post(address, fields(keeper) | {"preview": "1"})
    assert "<strong>ring</strong>" in answer.content.decode()
    assert keeper.again().design.guidance.pages == []
    answer = client.post(address, fields(keeper))
    assert answer.status_code == 302
    reader = as_(keeper.mentor.person.user)
    assert shows(reader, answer["Location"], "House rules", "<strong>ring</strong>") == []
    due = client.get(page("keep", keeper.programme)).content.decode()
    assert "House rules</a>, since 1 January 2020" in due


def test_a_guide_added_by_pressing_twice_is_one_guide(keeper):
    client, address = as_(keeper.user), page("add", keeper.programme)
    key = re.search(r'name="key" value="(own_[0-9a-f]{10})"', client.get(address).content.decode())
    said = fields(keeper, key=key[1])
    assert [client.post(address, said).status_code for _ in range(2)] == [302, 302]
    assert [each.key for each in keeper.again().design.guidance.pages] == [key[1]]


def test_markup_in_a_guide_stays_text(keeper):
    text = "<script>alert(1)</script>\n\n[x](javascript:alert(1))"
    done = as_(keeper.user).post(page("add", keeper.programme), fields(keeper, text=text))
    body = as_(keeper.mentor.person.user).get(done["Location"]).content.decode()
    assert "<script>alert" not in body
    assert 'href="javascript' not in body


def test_what_is_missing_is_said_and_what_was_typed_is_kept(keeper):
    said = fields(keeper, title="", roles=[], steps=[])
    body = as_(keeper.user).post(page("add", keeper.programme), said).content.decode()
    assert "Enter the title" in body
    assert "Please **ring** the bell." in body
    assert keeper.again().design.guidance.pages == []


def test_of_two_who_write_the_second_sees_both_texts(keeper):
    address, stale = page("edit", keeper.programme, "grow"), fields(keeper)
    client = as_(keeper.user)
    client.post(address, fields(keeper, text="The first text."))
    body = client.post(address, stale).content.decode()
    assert "The first text." in body
    assert "Please **ring** the bell." in body
    assert keeper.again().design.guidance.pages[0].text == "The first text."
    again = stale | {"version": keeper.again().design_version}
    assert client.post(address, again).status_code == 302


def test_steps_keep_their_order_when_a_guide_is_changed(keeper):
    steps = ["first_meeting", "training", "agreement"]
    data = fields(keeper, steps=sorted(steps), title="Manners")
    as_(keeper.user).post(page("edit", keeper.programme, "etiquette"), data)
    assert keeper.again().design.guidance.pages[0].steps == steps


def test_a_guide_is_left_out_brought_back_and_reset(keeper):
    client, keep = as_(keeper.user), page("keep", keeper.programme)

    def do(deed, key="grow"):
        version = keeper.again().design_version
        return client.post(keep, {"key": key, "deed": deed, "version": version})

    do("leave_out")
    reader = as_(keeper.mentor.person.user)
    assert reader.get(page("guide", keeper.programme, "grow")).status_code == 404
    do("bring_back")
    assert reader.get(page("guide", keeper.programme, "grow")).status_code == 200
    client.post(page("edit", keeper.programme, "grow"), fields(keeper))
    assert shows(client, page("reset", keeper.programme, "grow"), "House rules") == []
    do("reset")
    assert client.get(page("reset", keeper.programme, "grow")).status_code == 404
    versions = page("versions", keeper.programme, "grow")
    words = ("Left out", "Brought back", "Changed", "Back to the text that ships", "Keeta Prism")
    assert (
        shows(
            client,
            versions,
            "Read the text that ships",
            *(word.lower() for word in words[:4]),
            words[4],
        )
        == []
    )
    assert do("nonsense").status_code == 404
    assert client.post(keep, {"key": "grow", "deed": "leave_out"}).status_code == 302
    assert keeper.again().design.guidance.left_out == []  # without a version nothing is done


@pytest.mark.requirement("R13.06")
def test_where_else_to_find_help_stands_on_every_guide(keeper):
    client = as_(keeper.user)
    said = {"name": "Quiet Line", "what": "When it is too much.", "contact": "https://example.org"}
    add = page("add_help", keeper.programme)
    client.post(add, said | {"version": keeper.again().design_version})
    reader = as_(keeper.mentee.person.user)
    link = 'href="https://example.org"'
    assert shows(reader, page("guide", keeper.programme, "grow"), "Quiet Line", link) == []
    last = len(keeper.again().design.guidance.help) - 1
    change = page("change_help", keeper.programme, last)
    assert shows(client, change, "Quiet Line") == []
    version = keeper.again().design_version
    client.post(change, said | {"name": "Loud Line", "version": version})
    stale = client.post(change, said | {"version": version})
    assert "Someone else changed this" in stale.content.decode()
    assert keeper.again().design.guidance.help[last].name == "Loud Line"
    client.post(change, {"remove": "1", "version": keeper.again().design_version})
    assert len(keeper.again().design.guidance.help) == last
    assert client.get(change).status_code == 404


@pytest.mark.requirement("R13.05")
def test_every_guide_has_a_contact_and_a_box_for_comments(keeper):
    reader, address = as_(keeper.mentor.person.user), page("guide", keeper.programme, "oskar")
    assert shows(reader, address, f"mailto:{keeper.user.email}", "Who can read this") == []
    reader.post(address, {"text": "Which line?", "name": "with"})
    row = Comment.objects.get()
    client, one = as_(keeper.user), page("comment", keeper.programme, row.pk)
    name = keeper.mentor.person.name
    assert shows(client, page("comments", keeper.programme), "Which line?", name) == []
    client.post(one, {"answer": "The one from 0 to 10."})
    assert shows(reader, address, "The one from 0 to 10.") == []
    other = as_(keeper.mentee.person.user).get(address).content.decode()
    assert "Which line?" not in other
    done = page("comments", keeper.programme) + "?state=done"
    assert shows(client, done, "Which line?") == []
    client.post(one, {"reopen": "1"})
    assert shows(client, page("comments", keeper.programme), "Which line?") == []
    again = client.post(one, {"reopen": "1"}, follow=True)
    assert "open already" in again.content.decode()


@pytest.mark.requirement("R13.05")
def test_a_comment_without_a_name_shows_none(keeper):
    reader, address = as_(keeper.mentor.person.user), page("guide", keeper.programme, "oskar")
    reader.post(address, {"text": "I did not like it.", "name": "without"})
    body = as_(keeper.user).get(page("comments", keeper.programme)).content.decode()
    assert "No name" in body
    assert keeper.mentor.person.name not in body
    one = page("comment", keeper.programme, Comment.objects.get().pk)
    assert keeper.mentor.person.name not in as_(keeper.user).get(one).content.decode()
    assert "I did not like it." not in reader.get(address).content.decode()


def test_a_comment_needs_words_and_an_answer_about_the_name(keeper):
    reader, address = as_(keeper.mentor.person.user), page("guide", keeper.programme, "oskar")
    body = reader.post(address, {"text": "Only words"}).content.decode()
    assert "Only words" in body
    assert "May the co-ordinator know who you are?" in body
    assert Comment.objects.count() == 0
    for number in range(10):
        reader.post(address, {"text": f"Point {number}", "name": "with"})
    body = reader.post(address, {"text": "An eleventh", "name": "with"}).content.decode()
    assert "Please go on tomorrow" in body
    assert "An eleventh" in body


def queries_for(client, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_list_of_comments_asks_the_same_whatever_its_length(keeper):
    client, address = as_(keeper.user), page("comments", keeper.programme)
    counts = []
    for number in range(3):
        reader = as_(keeper.mentor.person.user)
        said = {"text": f"Point {number}", "name": "with"}
        reader.post(page("guide", keeper.programme, "oskar"), said)
        counts.append(queries_for(client, address))
    assert counts[0] == counts[2]


PLACES = [
    ("agreements:agreement", "mentee"),
    ("agreements:write", "mentor"),
    ("meetings:meetings", "mentor"),
    ("meetings:propose", "mentee"),
    ("meetings:met", "mentee"),
    ("home:partnership", "mentee"),
]


@pytest.mark.requirement("R13.01")
@pytest.mark.django_db(databases=["default", "keystore"])
@pytest.mark.parametrize("route, role", PLACES, ids=[f"{r}-{w}" for r, w in PLACES])
def test_guides_stand_where_a_pair_needs_them(route, role):
    from django.urls import reverse

    pair = make_partnership()
    client = as_(user_of(pair, role))
    client.get(reverse("agreements:agreement", args=[pair.pk]))
    body = client.get(reverse(route, args=[pair.pk])).content.decode()
    assert "Guides that help here" in body
    assert body.count(f"/programmes/{pair.programme_id}/guidance/read/") in {1, 2, 3}


@pytest.mark.requirement("R13.01")
def test_guides_stand_on_the_invitation_and_where_a_programme_is_set_up(keeper):
    from django.urls import reverse

    invited = reverse("programmes:taking_part", args=[keeper.mentor.pk])
    assert shows(as_(keeper.mentor.person.user), invited, "Guides that help here") == []
    for route in ("programmes:set_up", "recruitment:imports", "matching:runs"):
        address = reverse(route, args=[keeper.programme.pk])
        assert shows(as_(keeper.user), address, "Guides that help here") == []
