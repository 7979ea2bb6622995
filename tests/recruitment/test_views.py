"""The pages of an import as a co-ordinator meets them, and what everybody else meets."""

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.people.models import IdentityConsent, Person
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.actions import starting
from mentorhouse.recruitment.models import ImportBatch, imports
from mentorhouse.recruitment.sheets.table import MOST_BYTES
from tests.factories import coordinator_of, make_person, make_programme, make_user
from tests.recruitment.files import CANARY, MENTEE_HEADINGS, csv_file, mentee, mentor, xlsx_file

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "civil-service-sample" / "large"


class Browser:
    """A co-ordinator at a browser without JavaScript."""

    def __init__(self, programme, user):
        self.programme = programme
        self.client = Client()
        self.client.force_login(user)

    def at(self, name, *more):
        return reverse(f"recruitment:{name}", args=[self.programme.pk, *more])

    def get(self, name, *more, **asked):
        return self.client.get(self.at(name, *more), asked)

    def upload(self, content, role="mentor", filename="people.csv"):
        data = {"role": role, "file": SimpleUploadedFile(filename, content)}
        return self.client.post(self.at("new"), data, follow=True)

    def columns(self, page, **changed):
        data = chosen_in(page) | changed
        return self.client.post(page.redirect_chain[-1][0], data, follow=True)

    def check(self, content, role="mentor", **declared):
        page = self.columns(self.upload(content, role))
        if "consent" in page.redirect_chain[-1][0]:
            page = self.client.post(page.redirect_chain[-1][0], declared, follow=True)
        return page

    def save(self, page):
        return self.client.post(self.at("save", batch_in(page).pk), follow=True)


def batch_in(page) -> ImportBatch:
    return ImportBatch.objects.get(pk=page.request["PATH_INFO"].split("/imports/")[1].split("/")[0])


class Selects(HTMLParser):
    """What is chosen in each select of a page."""

    def __init__(self, text):
        super().__init__()
        self.chosen, self.name = {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "select":
            self.name = given["name"]
            self.chosen[self.name] = ""
        elif tag == "option" and "selected" in given:
            self.chosen[self.name] = given["value"]


def chosen_in(page) -> dict[str, str]:
    return Selects(words(page)).chosen


def words(page) -> str:
    return page.content.decode()


@pytest.fixture
def browser():
    user = make_user()
    make_person("Cora Example", user=user)
    return Browser(make_programme(coordinator=user), user)


@pytest.mark.requirement("R3.09")
def test_from_file_to_people_and_again(browser):
    content = csv_file([mentor(n) for n in range(3)])
    page = browser.save(browser.check(content))
    assert "3 people joined the programme as mentors" in words(page)
    assert "Bring the mentees" in words(page)
    page = browser.save(browser.check(content))
    assert "Nothing to change" in words(page)
    assert Participation.objects.count() == 3
    page = browser.save(browser.check(xlsx_file([mentee(1)], MENTEE_HEADINGS), "mentee"))
    assert "Run a match" in words(page)
    listed = browser.get("imports")
    assert words(listed).count("people.csv") == 3


@pytest.mark.requirement("R3.09")
@pytest.mark.skipif(
    not SAMPLE.is_dir(), reason="the shared sample does not lie beside the checkout"
)
def test_the_sample_files_import_as_they_are(browser):
    for role in ("mentor", "mentee"):
        content = (SAMPLE / f"{role}s.csv").read_bytes()
        page = browser.check(content, role)
        assert "500 new to this programme" in words(page)
        assert "500 people joined" in words(browser.save(page))
        assert "Nothing to change" in words(browser.save(browser.check(content, role)))
    assert Participation.objects.filter(state="invited").count() == 1000


@pytest.mark.requirement("R3.09")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_people_leaves_and_comes_back_and_changes_nothing(browser, kind):
    browser.save(browser.check(csv_file([mentor(n) for n in range(3)])))
    address = reverse("programmes:export", args=[browser.programme.pk, kind])
    taken = browser.client.get(address, {"role": "mentor"}).content
    page = browser.check(taken)
    assert "Check before you save" in words(page)
    assert "Nothing to change" in words(browser.save(page))


@pytest.mark.requirement("R3.09")
def test_every_problem_is_listed_with_place_reason_and_remedy_and_nothing_is_saved(browser):
    page = browser.check(csv_file([mentor(1, grade="Emperor"), mentor(2, **{"first name": ""})]))
    text = words(page)
    for shown in ("people.csv", "Emperor", "not on the programme’s ladder", "The name is missing."):
        assert shown in text
    assert "Save all" not in text
    assert "Correct the problems" in words(browser.save(page))
    assert not Person.objects.filter(user__email__startswith="mentor.").exists()


def test_notes_are_shown_when_asked_for(browser):
    page = browser.check(csv_file([mentor(1, grade=""), mentor(2)]))
    assert "1 note about single rows does not stand in the way" in words(page)
    assert "There is no grade." not in words(page)
    page = browser.get("batch", batch_in(page).pk, only="note", page="nonsense")
    assert "There is no grade." in words(page)


@pytest.mark.requirement("R14.06")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_problems_can_be_taken_along_and_run_nothing(browser, kind):
    page = browser.check(csv_file([mentor(1, grade="=1+1"), mentor(2, grade="@x")]))
    answer = browser.get("problems", batch_in(page).pk, kind)
    assert "attachment" in answer["Content-Disposition"]
    if kind == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert [(row["Row"], row["Value"]) for row in rows] == [("2", "'=1+1"), ("3", "'@x")]
    else:
        assert answer.content.startswith(b"PK")
    assert browser.get("problems", batch_in(page).pk, "exe").status_code == 404


@pytest.mark.requirement("R1.07")
def test_without_the_tick_identity_is_left_out_and_said_so(browser):
    content = csv_file([mentor(1, identity=CANARY)])
    page = browser.check(content)
    assert "consent was not declared" in words(page)
    assert CANARY not in words(page)
    page = browser.save(page)
    assert "Columns about people’s identity that were left out: 1." in words(page)
    assert not IdentityConsent.objects.exists()


@pytest.mark.requirement("R1.07")
def test_with_the_tick_who_declared_and_when_is_shown_and_kept(browser):
    page = browser.check(csv_file([mentor(1, identity=CANARY)]), consent="on")
    assert "Cora Example declared on" in words(page)
    page = browser.save(page)
    assert "Identity data was recorded for matching" in words(page)
    assert CANARY not in words(page)


def test_samples_show_no_identity_and_no_prose(browser):
    page = browser.upload(csv_file([mentor(1, identity=CANARY)]))
    assert "mentor.1@example.org" in words(page)
    assert CANARY not in words(page)


@pytest.mark.requirement("R3.09")
def test_a_choice_of_columns_is_remembered(browser):
    content = csv_file([["Ada", "a@example.org"]], ["who", "where to write"])
    page = browser.upload(content)
    assert chosen_in(page)["column_0"] == "leave_out"
    assert "holds e-mail addresses" in words(browser.columns(page))
    page = browser.columns(page, column_0="full_name", column_1="email")
    assert "Check before you save" in words(page)
    assert chosen_in(browser.upload(content))["column_1"] == "email"


@pytest.mark.parametrize(
    "changed, said",
    [
        ({"column_1": "first_name"}, "holds this already"),
        ({"column_8": "profession"}, "looks like data about identity"),
        ({"column_0": "leave_out"}, "first names or full names"),
        ({"column_0": "nonsense"}, "Select a valid choice"),
        ({"column_0": ""}, "Say what “first name” holds"),
    ],
)
def test_columns_that_cannot_be_are_refused(browser, changed, said):
    page = browser.columns(browser.upload(csv_file([mentor(1)])), **changed)
    assert said in words(page).replace("&#39;", "'")
    assert ImportBatch.objects.get().state == "read"


def test_doubled_headings_have_to_be_chosen_between(browser):
    page = browser.upload(csv_file([["Ada", "a@example.org", ""]], ["name", "email", "e-mail"]))
    assert chosen_in(page)["column_1"] == ""
    page = browser.columns(page, column_1="email", column_2="leave_out")
    assert "Check before you save" in words(page)


HOSTILE = {
    "picture": b"\x89PNG" + bytes(99),
    "nul": b"a\x00,b",
    "page": b"<html>",
    "zip": b"PK\x03\x04",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_cannot_be_read_is_refused_beside_its_box(browser, content):
    page = browser.upload(content, filename="people.xlsx")
    assert page.status_code == 200
    assert "There is a problem" in words(page)
    assert 'id="id_file-error"' in words(page)
    assert not ImportBatch.objects.exists()


def test_no_file_an_empty_one_and_one_too_large_are_refused(browser):
    page = browser.client.post(browser.at("new"), {"role": "mentor"})
    assert "Choose a file" in words(page)
    assert "The file is empty" in words(browser.upload(b""))
    assert "larger than 32 MB" in words(browser.upload(b"a" * (MOST_BYTES + 2_000_000)))
    assert "larger than 32 MB" in words(browser.upload(b"a" * (MOST_BYTES + 1)))


def test_a_large_file_shows_its_progress_and_can_be_come_back_to(browser, monkeypatch):
    monkeypatch.setattr(imports, "SMALL_BYTES", -1)
    monkeypatch.setattr(starting, "SMALL_BYTES", -1)
    page = browser.upload(csv_file([mentor(1)]))
    assert "Reading the file" in words(page)
    assert '<a href="">Look again</a>' in words(page)
    ImportBatch.objects.update(state="checking", done=2000, total=5000)
    page = browser.get("batch", batch_in(page).pk)
    assert "Checking each row: 2,000 of 5,000" in words(page)
    ImportBatch.objects.update(state="saving")
    assert "Saving people" in words(browser.get("batch", batch_in(page).pk))
    for name in ("columns", "consent"):
        assert browser.get(name, batch_in(page).pk).status_code == 302
    page = browser.client.post(browser.at("give_up", batch_in(page).pk), follow=True)
    assert "is being saved or is over" in words(page)


def test_giving_up_asks_first(browser):
    batch = batch_in(browser.check(csv_file([mentor(1)])))
    assert "Give this file up?" in words(browser.get("give_up", batch.pk))
    page = browser.client.post(browser.at("give_up", batch.pk), follow=True)
    assert "Nobody was saved" in words(page)
    assert "This import was given up" in words(browser.get("batch", batch.pk))
    page = browser.client.post(browser.at("save", batch.pk), follow=True)
    assert "has to be checked before it can be saved" in words(page)


def test_a_failure_says_why(browser):
    batch = batch_in(browser.check(csv_file([mentor(1)])))
    ImportBatch.objects.update(state="failed", failure="The workbook is damaged.")
    assert "The workbook is damaged." in words(browser.get("batch", batch.pk))


def addresses(browser, batch):
    own = [browser.at(name) for name in ("imports", "new")]
    ones = [browser.at(name, batch.pk) for name in ("batch", "columns", "consent", "give_up")]
    return [*own, *ones, browser.at("problems", batch.pk, "csv")]


def test_everybody_else_finds_nothing(browser):
    batch = batch_in(browser.check(csv_file([mentor(1, grade="x")])))
    other = make_programme()
    strangers = [make_user(), coordinator_of(other), make_user(is_administrator=True),
                 make_user(is_auditor=True)]  # fmt: skip
    for stranger in strangers:
        client = Client()
        client.force_login(stranger)
        assert {client.get(a).status_code for a in addresses(browser, batch)} == {404}
        posts = [browser.at(name, batch.pk) for name in ("columns", "consent", "save", "give_up")]
        assert {client.post(a).status_code for a in [*posts, browser.at("new")]} == {404}
    theirs = Browser(other, coordinator_of(other))
    assert theirs.get("batch", batch.pk).status_code == 404
    assert {Client().get(a).status_code for a in addresses(browser, batch)} == {302}
    assert ImportBatch.objects.get().state == "checked"


@pytest.mark.parametrize("name", ["imports", "batch", "saved"])
def test_the_number_of_queries_does_not_grow_with_rows(browser, name):
    def cost(rows: int) -> int:
        content = csv_file([mentor(n, grade="x" if name == "batch" else "AA") for n in range(rows)])
        for _ in range(rows if name == "imports" else 1):
            page = browser.check(content)
        if name == "saved":
            page = browser.save(page)
        where = [] if name == "imports" else [batch_in(page).pk]
        with CaptureQueriesContext(connection) as queries:
            browser.get("imports" if name == "imports" else "batch", *where)
        return len(queries)

    assert cost(1) == cost(3) <= 20
