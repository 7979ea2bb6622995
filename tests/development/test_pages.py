"""The pages: what they say, what they refuse and keep, and what is in the file."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from mentorhouse.development.actions import notes, plans
from mentorhouse.development.forms.plans import PlanForm
from mentorhouse.development.models import Goal, Note, PlanVersion, Visit
from mentorhouse.development.queries.extracts import extract_lines
from mentorhouse.development.rules.plans import BOXES, Span, drawn, problems_of
from tests.development.conftest import AT
from tests.development.test_actions import FACTS, PLAN

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} \u202e \U0001f600"


def at_browser(user):
    client = Client()
    client.force_login(user)
    return client


def page(client, name, *args):
    answer = client.get(reverse(f"development:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_setting_a_goal_refuses_what_is_wrong_and_keeps_what_was_typed(pair):
    client, where = at_browser(pair.mentee), reverse("development:goal_new", args=[pair.id])
    good = {"once": str(uuid4()), "term": "short", "statement": HOSTILE, "who": "shared"}
    past = {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2020"}
    for wrong in (past, {"statement": "x" * 100_000}, {"term": "never"}, {"once": "nonsense"}):
        answer = client.post(where, good | wrong)
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
    assert not Goal.objects.exists()
    for _ in range(2):  # pressed twice
        client.post(where, good)
    assert Goal.objects.count() == 1
    shown = page(at_browser(pair.mentor), "goals", pair.id)
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown


def test_the_list_of_goals_asks_as_often_for_three_as_for_one(pair, django_assert_max_num_queries):
    client = at_browser(pair.mentee)
    counts = []
    for _ in range(2):
        parent = pair.goal()
        pair.goal(parent=parent.pk)
        with django_assert_max_num_queries(60) as asked:
            page(client, "goals", pair.id)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.requirement("R8.02")
def test_a_plan_has_the_fields_of_the_form_and_begins_with_the_goals(pair):
    pair.goal(term="long", statement="Run a service")
    pair.goal(statement="Lead a round")
    form = PlanForm(today=AT.date(), sheet=False)
    fields = {name for name in form.fields if name != "revision"}
    days = {"starts_on", "ends_on", "first_review_on", "second_review_on", "third_review_on"}
    assert fields == {*BOXES, *days, "met_on", "length_minutes", "way"}
    client, where = at_browser(pair.mentee), reverse("development:plan_write", args=[pair.id])
    begun = client.get(where).content.decode()
    assert "Run a service" in begun
    assert "Lead a round" in begun
    typed = {"revision": "0", "starts_on_day": "1", "starts_on_month": "12",
             "starts_on_year": "2026", "long_term_goal": "Run it", "way": "video"}  # fmt: skip
    early = {"ends_on_day": "1", "ends_on_month": "11", "ends_on_year": "2026"}
    assert "before it starts" in client.post(where, typed | early).content.decode()
    for _ in range(2):  # pressed twice
        assert client.post(where, typed).status_code == 302
    assert PlanVersion.objects.get().way == "video"
    other = at_browser(pair.mentor).post(where, typed | {"long_term_goal": "Close it"})
    kept = other.content.decode()
    assert other.status_code == 409
    assert "Run it" in kept
    assert "Close it" in kept


@pytest.mark.requirement("R8.03")
def test_the_plan_is_drawn_with_a_title_a_description_and_a_table(pair):
    pair.goal(statement="Lead a round")
    plans.write_plan(pair.row(), FACTS, PLAN, based_on=0, by=pair.mentee, at=AT)
    shown = page(at_browser(pair.mentor), "plan", pair.id)
    for part in ("<svg", 'id="timeline-title"', "Lead a round", "The timeline as a table"):
        assert part in shown
    day = AT.date()
    assert drawn([], today=day) is None
    one = drawn([Span("x" * 90, day, day)], today=day)
    assert one.bars[0].kind == "under-way"
    assert len(one.bars[0].words) == 40
    reviews = [("first_review_on", FACTS.starts_on.replace(year=2025))]
    assert set(problems_of(FACTS.starts_on, None, reviews)) == {"first_review_on"}


@pytest.mark.requirement("R8.10")
@pytest.mark.parametrize("kind", ["word", "pdf"])
def test_nothing_unselected_is_in_the_file(pair, kind):
    pair.goal(statement="Lead a round\nSecret second line")
    notes.write_note(pair.row(), "Secret note", once=uuid4(), by=pair.mentee, at=AT)
    plans.write_plan(pair.row(), FACTS, PLAN, based_on=0, by=pair.mentee, at=AT)
    client, where = at_browser(pair.mentee), reverse("development:extract", args=[pair.id])
    shown = client.get(where).content.decode()
    lines = extract_lines(pair.mentee, pair.row(), at=AT)
    assert all(line.key in shown for line in lines)
    wanted = [line.key for line in lines if line.text in {"Lead a round", "Two"}]
    answer = client.post(where, {"lines": wanted, "kind": kind})
    if kind == "word":
        files = zipfile.ZipFile(io.BytesIO(answer.content))
        text = " ".join(files.read(name).decode("utf-8", "replace") for name in files.namelist())
    else:
        read = PdfReader(io.BytesIO(answer.content))
        text = " ".join(found.extract_text() for found in read.pages) + str(read.metadata)
    assert "Lead a round" in text
    assert "Two" in text
    names = (pair.mentor.person.name, pair.mentee.person.name)
    for word in ("Secret", "Three", "Alone", "Run a service", *names):
        assert word not in text, word
    stale = client.post(where, {"lines": ["nonsense"], "kind": kind})
    assert "Choose your lines again" in stale.content.decode()
    assert at_browser(pair.mentor).get(where).status_code == 404


@pytest.mark.requirement("R8.16")
def test_visits_are_there_where_the_programme_has_them(pair):
    client, where = at_browser(pair.mentee), reverse("development:visits", args=[pair.id])
    assert client.get(where).status_code == 404
    pair.programme.design_data["meetings"]["visit"] = True
    pair.programme.save()
    day = {"planned_on_day": "1", "planned_on_month": "12", "planned_on_year": "2026"}
    for _ in range(2):
        client.post(
            where, day | {"once": "4bd1a1f0-0d3a-4f0e-8a5c-1f8d6f1c2b3a", "where": "A ward"}
        )
    visit = Visit.objects.get()
    assert "A ward" in page(at_browser(pair.mentor), "visits", pair.id)
    change = reverse("development:visit", args=[pair.id, visit.pk])
    made = {"made_on_day": "1", "made_on_month": "11", "made_on_year": "2026", "revision": "1",
            "where": "A ward", "learnt": "Much", "once": str(uuid4())}  # fmt: skip
    assert client.post(change, day | made).status_code == 302
    assert "Much" in page(client, "visits", pair.id)


def test_notes_are_listed_changed_and_deleted_by_their_author(pair):
    client, where = at_browser(pair.mentee), reverse("development:notes", args=[pair.id])
    once = str(uuid4())
    for _ in range(2):
        client.post(where, {"once": once, "words": HOSTILE})
    shown = page(client, "notes", pair.id)
    assert shown.count("&lt;script&gt;") == 2  # the note, and the words of its link
    assert "Who can read this: you. Nobody else." in shown
    assert "&lt;script&gt;" not in page(at_browser(pair.mentor), "notes", pair.id)
    note = Note.objects.get()
    one = reverse("development:note", args=[pair.id, note.pk])
    assert client.post(one, {"revision": "1", "words": "New", "once": once}).status_code == 302
    late = client.post(one, {"revision": "1", "words": "Old window", "once": once})
    assert late.status_code == 409
    assert "Old window" in late.content.decode()
    client.post(reverse("development:note_delete", args=[pair.id, note.pk]))
    assert "no notes yet" in page(client, "notes", pair.id)
