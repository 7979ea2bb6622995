import re
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest

from mentorhouse.documents import as_html
from mentorhouse.documents.pdf import as_pdf
from mentorhouse.handbook.rules import (
    AREAS,
    Key,
    Known,
    KnownPolicy,
    Proof,
    at_least,
    book,
    share,
)
from mentorhouse.handbook.rules.forms_in_force import forms_of
from mentorhouse.handbook.rules.words import listed, minutes, notice
from mentorhouse.programmes.design import shipped_design
from mentorhouse.programmes.design.rhythm import rhythm
from tests.factories import complete_design
from tests.handbook.conftest import FULL, TODAY

DESIGNS = resources.files("mentorhouse.programmes") / "designs"
SHIPPED = sorted(file.name.removesuffix(".yaml") for file in DESIGNS.iterdir())


def text(key, known, **more):
    return as_html(book(key, known, **more).blocks).striptags()


def changed(**parts):
    merged = {name: FULL.get(name, {}) | part for name, part in parts.items()}
    return Known(complete_design(**(FULL | merged)), TODAY)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_book_of_every_shipped_design_can_be_drawn(name):
    known = Known(shipped_design(name), TODAY)
    for key in Key:
        made = book(key, known)
        assert made.sections
        flat = as_html(made.blocks).striptags()
        # No name of a setting and no value of the machine among the words.
        assert re.findall(r"\S*_\S*|\bTrue\b|\bFalse\b", re.sub(r"{\w+}", "", flat)) == []
        document = made.document(programme=name, organisation="", site="", today=TODAY)
        assert as_pdf(document).startswith(b"%PDF")


@pytest.mark.parametrize("key", list(Key))
def test_every_book_can_be_made_from_a_design_that_says_almost_nothing(key):
    made = book(key, Known(shipped_design(), TODAY))
    assert made.sections
    as_html(made.blocks)


@pytest.mark.requirement("R2.12")
def test_the_policy_has_its_twelve_sections(known):
    assert [section.key for section in book(Key.POLICY, known).sections] == [
        "purpose", "overview", "aims", "relationship", "recognition", "appraisal", "conduct",
        "principles", "selection", "implementation", "approval", "related",
    ]  # fmt: skip


@pytest.mark.requirement("R2.12")
@pytest.mark.parametrize(
    "part, value, words",
    [
        ("timing", {"length_months": 9}, "9 months"),
        ("meetings", {"days_between": 14}, "about every two weeks"),
        ("recognition", {"points_an_hour": 3}, "3 CPD points"),
        ("confidentiality", {"coordinator_reads_content": True}, "Co-ordinators may read"),
        ("mentors", {"who": "Only directors."}, "Only directors."),
        ("training", {"mentors": "mandatory"}, "Mandatory before matching"),
        ("evaluation", {"small_number": 7}, "7"),
        ("governance", {"body": "talent_board", "body_name": "The Board"}, "The Board"),
        ("charge", {"free": False, "explanation": "It costs £50."}, "It costs £50."),
    ],
)
def test_a_changed_setting_changes_the_text(part, value, words):
    before = Known(shipped_design(), TODAY)
    assert words not in text(Key.POLICY, before)
    assert words in text(Key.POLICY, changed(**{part: value}))


def test_related_policies_name_approval_and_review(known):
    words = text(Key.POLICY, known)
    assert "1 May 2026, The board" in words
    assert "1 May 2027" in words
    assert "Values" not in words


@pytest.mark.requirement("R2.12")
def test_the_policy_names_its_own_approval_once_it_is_in_force(known):
    assert "not written down yet" in text(Key.POLICY, known)
    itself = KnownPolicy(
        "Mentoring policy", in_force=True, approved_on=date(2026, 6, 2), approved_by="The board"
    )
    words = text(Key.POLICY, replace(known, policies=(*known.policies, itself)))
    assert "Approved on 2 June 2026 by the board." in words
    assert "not written down yet" not in words


@pytest.mark.requirement("R2.19")
def test_the_manual_names_every_reminder_and_form_in_force(known):
    words = text(Key.MANUAL, known)
    for reminder in known.design.reminders:
        assert reminder.title in words
    forms = dict(forms_of(known.design))
    assert len(forms) >= 5
    for title, asks in forms.items():
        assert title in words
        for line in asks:
            assert " ".join(line.split()) in " ".join(words.split())
    for message in known.design.messages:
        assert message.subject in words


def test_the_manual_says_every_setting_and_whom_to_reach(known):
    words = text(Key.MANUAL, known)
    assert "given@example.org" in words
    assert "On the shared drive, folder M." in words
    assert "1 June 2027" in words
    assert "Days that the link works" in words  # a setting deep within the design
    assert "Occupational health" in words


@pytest.mark.requirement("R13.02")
@pytest.mark.parametrize("key", [Key.MENTOR_GUIDE, Key.MENTEE_GUIDE])
def test_guides_hold_the_numbers_dates_and_contacts_of_the_programme(key, known):
    words = text(key, known)
    for told in (
        "4 January 2027", "9 months", "about every two weeks", "60 to 90 minutes",
        "The mentoring team", "mentoring@example.org", "Occupational health", "A first meeting",
        "Bring tea.",
    ):  # fmt: skip
        assert told in words, told


def test_each_guide_speaks_to_its_role(known):
    mentor, mentee = text(Key.MENTOR_GUIDE, known), text(Key.MENTEE_GUIDE, known)
    assert "up to 2 mentees" in mentor and "Keep appointments" in mentor
    assert "up to 2 mentees" not in mentee and "Keep appointments" not in mentee
    assert "has to be completed before you are matched" in mentor
    assert "has to be completed before you are matched" not in mentee


def test_who_can_read_what_follows_the_setting():
    told = "You two and the programme’s co-ordinators"
    assert told not in text(Key.MENTEE_GUIDE, changed())
    open_to = changed(confidentiality={"coordinator_reads_content": True})
    assert told in text(Key.MENTEE_GUIDE, open_to)


@pytest.mark.requirement("R2.15")
def test_the_public_page_says_what_people_ask_first(known):
    words = text(Key.PUBLIC_PAGE, known)
    for told in (
        "To help people lead with confidence.", "A fresh view", "Confidence", "People stay",
        "Finding time", "Being open", "Cover for shifts", "About two hours a month.",
        "11 December 2026", "Write to the mentoring team.", "free of charge",
    ):  # fmt: skip
        assert told in words, told
    assert "given@example.org" not in words  # whom to ask is a setting; accounts stay unnamed


def test_a_flyer_is_headed_by_the_programme_and_names_its_page(known):
    address = "https://mentoring.example.org/p/x/"
    made = book(Key.PUBLIC_PAGE, replace(known, public_address=address))
    flyer = made.document(programme="Growing together", organisation="", site="", today=TODAY)
    assert (flyer.title, flyer.subtitle) == ("Growing together", "")
    assert f'<a href="{address}">{address}</a>' in as_html(flyer)
    assert address not in as_html(book(Key.PUBLIC_PAGE, known).blocks)


def test_the_public_page_leaves_out_what_nobody_has_written():
    made = book(Key.PUBLIC_PAGE, changed(public={"mentor_benefits": []}))
    assert "mentors_gain" in {section.key for section in made.missing}
    assert "What mentors gain" not in as_html(made.blocks)


@pytest.mark.requirement("R2.20")
def test_the_pack_links_each_area_to_evidence_and_says_what_is_missing(known):
    proofs = {"pairs": (Proof("Meetings held", "12", there=True, address="/desk/"),)}
    made = book(Key.EVIDENCE, known, proofs)
    assert [section.key for section in made.sections] == [area.key for area in AREAS]
    assert len(AREAS) == 8
    html = as_html(made.blocks)
    assert '<a href="/desk/">Meetings held</a>' in html
    assert "Still missing: links to the strategy" in html.striptags()


def test_small_groups_are_not_counted_exactly():
    assert [at_least(n, 5) for n in (0, 1, 4, 5, 1200)] == [
        "fewer than 5", "fewer than 5", "fewer than 5", "5", "1,200",
    ]  # fmt: skip


def test_a_share_does_not_give_a_small_rest_away():
    nearly = "all, or all but fewer than 5"
    assert [share(n, 12, 5) for n in (0, 4, 5, 7, 8, 11, 12)] == [
        "fewer than 5", "fewer than 5", "5", "7", nearly, nearly, nearly,
    ]  # fmt: skip


def test_own_words_replace_or_join():
    own = {"policy": {"purpose": "We **care**."}, "manual": {"reminders": "And we ring up."}}
    known = changed()
    known = Known(complete_design(**(FULL | {"documents": own})), TODAY)
    policy, manual = book(Key.POLICY, known), book(Key.MANUAL, known)
    assert as_html(policy.section("purpose").blocks) == "<p>We <strong>care</strong>.</p>"
    both = as_html(manual.section("reminders").blocks)
    assert "Agreement not signed" in both and "And we ring up." in both


def test_numbers_in_words():
    assert [rhythm(d) for d in (7, 14, 31, 91, 365, 40)] == [
        "about once a week", "about every two weeks", "about once a month",
        "about every three months", "about once a year", "about every 40 days",
    ]  # fmt: skip
    assert [minutes(n) for n in (60, 90, 120)] == ["1 hour", "90 minutes", "2 hours"]
    assert [notice(n) for n in (1, 24, 48, 36)] == ["1 hour", "24 hours", "2 days", "36 hours"]
    assert listed(["a"]) == "a" and listed(["a", "b", "c"]) == "a, b and c"
