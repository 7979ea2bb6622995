"""Lists of the design: clauses, rules, questions, surveys; added, changed, moved, removed."""

import pytest

from mentorhouse.programmes.design import plain, shipped_designs
from mentorhouse.programmes.design.entries import find
from mentorhouse.programmes.design.walk import Kind, settings_of
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import coordinator_of, make_programme
from tests.programmes.test_topics import as_, draft, page

pytestmark = pytest.mark.django_db
CLAUSES = "agreement.clauses"


class Lists:
    """A co-ordinator at the lists of a draft."""

    def __init__(self, programme=None):
        self.programme = programme or draft(
            agreement={"clauses": [{"key": "purpose", "title": "Purpose", "text": "Why"},
                                   {"key": "ending", "title": "Ending", "text": "When"}]},
            messages=[], reminders=[], evaluation={}, phases=[],
        )  # fmt: skip
        self.client = as_(coordinator_of(self.programme))

    def post(self, name, data, *args):
        self.programme.refresh_from_db()
        version = {"version": self.programme.design_version}
        return self.client.post(page(name, self.programme, *args), version | data)

    def add(self, where, sort="", **data):
        self.programme.refresh_from_db()
        version = {"version": self.programme.design_version}
        address = page("add_entry", self.programme, where) + (f"?kind={sort}" if sort else "")
        return self.client.post(address, version | data)

    def held(self, where):
        self.programme.refresh_from_db()
        return find(plain(self.programme.design), where)


def test_clauses_are_added_changed_moved_and_removed_without_a_script():
    lists = Lists()
    lists.add(CLAUSES, title="New", text="Words")
    assert lists.held(CLAUSES).handles == ["purpose", "ending", "clause_3"]
    lists.post("change_entry", {"title": "Newer", "text": "Words"}, CLAUSES, "clause_3")
    assert lists.held(CLAUSES).entries[-1]["title"] == "Newer"
    lists.post("entries", {"deed": "up", "handle": "clause_3"}, CLAUSES)
    assert lists.held(CLAUSES).handles == ["purpose", "clause_3", "ending"]
    lists.post("entries", {"deed": "down", "handle": "purpose"}, CLAUSES)
    assert lists.held(CLAUSES).handles == ["clause_3", "purpose", "ending"]
    lists.post("entries", {"deed": "remove", "handle": "clause_3"}, CLAUSES)
    assert lists.held(CLAUSES).handles == ["purpose", "ending"]
    stale = {"deed": "remove", "handle": "purpose", "version": 1}
    lists.post("entries", stale, CLAUSES)
    assert lists.held(CLAUSES).handles == ["purpose", "ending"]


@pytest.mark.requirement("R2.14")
def test_a_criterion_asks_its_kind_first_and_then_only_what_it_needs():
    lists = Lists()
    shown = lists.client.get(page("add_entry", lists.programme, "mentors.requirements"))
    assert "A grade at least" in shown.content.decode()
    said = {"title": "Grade 6 or above", "must": "yes", "message": "Come back when you are there."}
    lists.add("mentors.requirements", "grade_at_least", ladder="grades", grade="Grade 6", **said)
    lists.add("mentors.requirements", "one_of", field="profession", values="Policy\nLaw",
              title="Policy or law", must="no", message="")  # fmt: skip
    lists.add("mentors.requirements", "agrees", title="Six meetings", must="yes", message="")
    first, second, third = lists.held("mentors.requirements").entries
    assert (first["rule"], first["grade"], first["must"]) == ("grade_at_least", "Grade 6", True)
    assert (second["values"], second["must"]) == (["Policy", "Law"], False)
    assert third == {"key": "requirement_3", "title": "Six meetings", "must": True,
                     "message": "", "rule": "agrees"}  # fmt: skip


@pytest.mark.requirement("R2.13")
def test_shapes_have_limits_that_are_kept():
    lists = Lists()
    refused = lists.add("models", most_mentees="5", most_mentors="1", kind="group")
    assert "this shape allows 4 at most" in refused.content.decode()
    lists.add("models", most_mentees="4", most_mentors="1", kind="group")
    lists.add("models", most_mentees="2", most_mentors="2", kind="two_by_two")
    assert lists.held("models").handles == ["one_to_one", "group", "two_by_two"]
    twice = lists.add("models", most_mentees="3", most_mentors="1", kind="group")
    assert "twice: remove one" in twice.content.decode()
    lists.post("entries", {"deed": "remove", "handle": "one_to_one"}, "models")
    lists.post("entries", {"deed": "remove", "handle": "group"}, "models")
    lists.post("entries", {"deed": "remove", "handle": "two_by_two"}, "models")
    assert lists.held("models").handles == ["two_by_two"]


def test_a_survey_is_added_with_its_first_questions_and_each_is_changed_on_its_page():
    lists = Lists()
    lists.add("evaluation.surveys", title="Half-way", asks="mentee", at="middle", number="1",
              process_only="yes", first="How was it?\r\n\r\nWould you go on?")  # fmt: skip
    (survey,) = lists.held("evaluation.surveys").entries
    assert [one["text"] for one in survey["questions"]] == ["How was it?", "Would you go on?"]
    inside = f"evaluation.surveys.{survey['key']}.questions"
    shown = lists.client.get(page("change_entry", lists.programme, "evaluation.surveys",
                                  survey["key"])).content.decode()  # fmt: skip
    assert page("entries", lists.programme, inside) in shown
    said = {"text": "Would you?", "hint": "", "kind": "choice", "options": "Yes",
            "lowest": "1", "highest": "5", "required": "no"}  # fmt: skip
    refused = lists.post("change_entry", said, inside, "question_2").content.decode()
    assert "give two options at least" in refused
    lists.post("change_entry", said | {"options": "Yes\r\nNo"}, inside, "question_2")
    assert lists.held(inside).entries[1]["options"] == ["Yes", "No"]
    lists.post("entries", {"deed": "up", "handle": "question_2"}, inside)
    assert lists.held(inside).handles == ["question_2", "question_1"]
    lists.add(inside, **(said | {"kind": "yes_no"}))
    assert lists.held(inside).handles == ["question_2", "question_1", "question_3"]
    for handle in ("question_1", "question_2", "question_3"):
        lists.post("entries", {"deed": "remove", "handle": handle}, inside)
    assert lists.held(inside).handles == ["question_3"]  # a survey asks something


def test_a_ladder_is_named_and_cannot_go_while_a_rule_needs_it():
    lists = Lists()
    lists.add("ladders", name_of_ladder="Clinical bands", rungs="Band 5\r\n Band 6 \r\n")
    assert lists.held("ladders").entries[-1] == {"key": "clinical_bands",
                                                 "rungs": ["Band 5", "Band 6"]}  # fmt: skip
    taken = lists.add("ladders", name_of_ladder="Clinical  bands", rungs="A")
    assert "of this name already" in taken.content.decode()
    twice = lists.add("ladders", name_of_ladder="Other", rungs="A\na")
    assert "twice: remove one" in twice.content.decode()
    refused = lists.post("entries", {"deed": "remove", "handle": "grades"}, "ladders")
    text = refused.content.decode()
    assert "something else in the set-up needs it" in text
    assert page("entries", lists.programme, "matching.hard_rules") in text
    assert lists.held("ladders").handles == ["grades", "clinical_bands"]


def test_a_reminder_without_messages_leads_to_them():
    lists = Lists()
    shown = lists.client.get(page("add_entry", lists.programme, "reminders")).content.decode()
    assert "There is nothing to choose for “Which message?” yet" in shown
    lists.add("messages", title="Nudge", subject="Hello", text="Dear {given_name}")
    bad = lists.add("messages", title="Bad", subject="Hello", text="{surname}")
    assert "{surname} is not known" in bad.content.decode()
    said = {"title": "First", "event": "supervision_due", "days": "3", "to": ["mentor"]}
    lists.add("reminders", message="message_1", **said)
    assert lists.held("reminders").entries[0]["to"] == ["mentor"]


def test_an_entry_removed_meanwhile_does_not_take_the_words_with_it():
    lists = Lists()
    lists.post("entries", {"deed": "remove", "handle": "purpose"}, CLAUSES)
    said = {"version": 1, "title": "T", "text": "My words", "tag": ""}
    shown = lists.post("change_entry", said, CLAUSES, "purpose").content.decode()
    assert "My words</textarea>" in shown
    assert page("add_entry", lists.programme, CLAUSES) in shown


def test_of_two_who_change_one_entry_the_second_sees_both():
    lists = Lists()
    lists.programme.design_versions.filter(number=1).update(data=lists.programme.design_data)
    lists.post("change_entry", {"title": "Theirs", "text": "Why"}, CLAUSES, "purpose")
    stale = {"version": 1, "title": "Mine", "text": "Why"}
    shown = lists.post("change_entry", stale, CLAUSES, "purpose").content.decode()
    assert 'value="Mine"' in shown
    assert "Theirs" in shown
    assert lists.held(CLAUSES).entries[0]["title"] == "Theirs"


def test_under_way_adding_and_moving_and_removing_say_whom_they_touch_first():
    lists = Lists(make_programme(state=ProgrammeState.RUNNING))
    before = lists.held(CLAUSES).handles
    shown = lists.add(CLAUSES, title="New", text="Words").content.decode()
    assert "for agreements that are not begun" in shown
    assert lists.held(CLAUSES).handles == before
    lists.add(CLAUSES, title="New", text="Words", confirmed="yes")
    last = lists.held(CLAUSES).handles[-1]
    assert last not in before
    moved = lists.post("entries", {"deed": "up", "handle": last}, CLAUSES).content.decode()
    assert "their order" in moved
    asked = lists.client.get(page("remove_entry", lists.programme, CLAUSES, last))
    assert "for agreements that are not begun" in asked.content.decode()
    gone = {"deed": "remove", "handle": last, "confirmed": "yes"}
    lists.post("entries", gone, CLAUSES)
    assert lists.held(CLAUSES).handles == before


@pytest.mark.requirement("R2.01")
@pytest.mark.parametrize("shipped", shipped_designs(), ids=lambda shipped: shipped.name)
def test_every_list_and_entry_of_every_shipped_design_opens(shipped):
    programme = draft(**plain(shipped.design))
    client = as_(coordinator_of(programme))
    for one in settings_of():
        if one.kind is not Kind.ENTRIES:
            continue
        listed = find(plain(programme.design), one.path)
        assert client.get(page("entries", programme, one.path)).status_code == 200
        assert client.get(page("add_entry", programme, one.path)).status_code == 200
        for handle in listed.handles[:2]:
            for name in ("change_entry", "remove_entry"):
                shown = client.get(page(name, programme, one.path, handle))
                assert shown.status_code == 200, (one.path, handle)
