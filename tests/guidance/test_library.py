"""The library that ships: every resource and checklist has its place, and each page is sound."""

import re
from collections import Counter
from datetime import date
from importlib import resources

import pytest

from mentorhouse.documents import Bullets, Heading, Numbered, from_markdown
from mentorhouse.guidance import library
from mentorhouse.guidance.rules import KINDS, PHASES, ROLES, STEPS, fitting

GUIDES = {guide.key: guide for guide in library.shipped()}
FILES = sorted(
    (file for file in resources.files(library).iterdir() if file.name.endswith(".md")),
    key=lambda file: file.name,
)
# Each list of the reference programmes: its page, the heading it stands under, how many items.
LISTS = [
    ("manager_and_mentor", "", 8),
    ("helping_compared", "", 4),
    ("etiquette", "", 10),
    ("effective_behaviours", "", 7),
    ("unhelpful_habits", "", 9),
    ("mentors_role", "What you do", 7),
    ("mentor_specification", "", 17),
    ("mentee_responsibilities", "What you do", 12),
    ("selection_criteria", "A mentee is ready if they", 3),
    ("selection_criteria", "A mentor is ready if they", 3),
    ("selection_criteria", "Signs of a good choice of mentor", 7),
    ("change_stances", "Four stances", 4),
    ("change_stances", "Five ways a mentor helps", 5),
    ("resisting_change", "", 13),
    ("grow", "Goal", 8),
    ("grow", "Reality", 9),
    ("grow", "Options", 5),
    ("grow", "Way forward", 6),
    ("oskar", "", 5),
    ("action_planning", "What to write down", 9),
    ("team_mentoring", "Eight points to agree at the start", 8),
    ("lifecycle", "", 5),
    ("checklist_rapport", "", 9),
    ("checklist_direction", "", 9),
    ("checklist_progress", "", 11),
    ("checklist_winding_up", "", 5),
    ("checklist_moving_on", "", 5),
    ("pitfalls", "Pitfalls", 9),
    ("pitfalls", "Barriers in the organisation", 3),
    ("benefits_mentor", "At work", 5),
    ("benefits_mentor", "In your own growth", 12),
    ("benefits_mentee", "In your work and career", 4),
    ("benefits_mentee", "In how you learn", 12),
    ("benefits_organisation", "People come, stay and do well", 6),
    ("benefits_organisation", "The place learns", 12),
    ("first_meeting_questions", "", 10),
    ("meeting_agenda", "", 6),
    ("meeting_log", "What it holds", 9),
    ("agreement_topics", "How we work", 10),
    ("ground_rules", "", 12),
    ("capabilities_personal", "", 13),
    ("capabilities_organisational", "", 11),
    ("training_mentors", "", 9),
    ("training_mentees", "", 8),
    ("eleven_principles", "", 11),
    ("monitoring_questions", "", 15),
    ("monitoring_sources", "", 8),
    ("evaluation_methods", "", 7),
    ("looking_back_questions", "", 16),
    ("finance_points", "", 9),
    ("policies", "The nine", 9),
    ("policies", "Four more", 4),
]
ALSO = {
    "what_mentoring_is", "adult_learning", "learning_preferences", "setting_goals",
    "one_to_one_mentoring", "group_mentoring", "two_by_two_mentoring", "reciprocal_mentoring",
    "equality_and_inclusion", "reasonable_adjustments", "confidentiality", "first_meeting_plan",
    "feedback", "reviewing", "ending_well", "when_it_does_not_work", "keeping_appointments",
    "meeting_at_a_distance", "where_to_meet", "short_first_calls", "choosing_a_mentor",
    "writing_a_biography", "writing_to_a_mentor", "being_nominated", "three_way_start",
    "supervision", "cpd", "coordinators_first_week", "briefing_line_managers", "other_help",
}  # fmt: skip


def items(text, heading):
    """Count the items of the longest list under a heading, or before the first one."""
    here, longest = "", 0
    for block in from_markdown(text):
        if isinstance(block, Heading):
            here = block.text
        elif isinstance(block, Bullets | Numbered) and here == heading:
            longest = max(longest, len(block.items))
    return longest


@pytest.mark.requirement("R13.01")
@pytest.mark.parametrize(
    "key, heading, least", LISTS, ids=[f"{key}-{heading or 'list'}" for key, heading, _ in LISTS]
)
def test_every_list_of_the_reference_programmes_has_its_page(key, heading, least):
    assert items(GUIDES[key].text, heading) >= least


@pytest.mark.requirement("R13.01")
def test_the_design_checklist_has_twenty_seven_points_under_its_three_headings():
    text = GUIDES["designing_a_programme"].text
    parts = ("Foundations", "People", "Running it")
    assert [items(text, part) for part in parts] == [10, 8, 9]


@pytest.mark.requirement("R13.01")
def test_every_other_resource_has_its_page():
    assert set(GUIDES) >= ALSO


@pytest.mark.parametrize("key", sorted(GUIDES))
def test_a_page_is_short_and_says_for_whom_when_and_until_when(key):
    guide = GUIDES[key]
    assert guide.kind in KINDS
    assert guide.roles
    assert set(guide.roles) <= set(ROLES)
    assert guide.steps
    assert set(guide.steps) <= set(STEPS)
    assert set(guide.phases) <= set(PHASES)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
    assert 100 <= len(guide.text.split()) <= 500
    assert len(guide.summary) <= 160
    assert guide.review_by > date(2026, 11, 1)


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_is_named_after_its_key_and_says_its_version_and_review(file):
    facts, text = library.parts_of(file.read_text(encoding="utf-8"))
    assert file.name == f"{facts['key']}.md"
    assert facts["version"] >= 1
    assert facts["reviewed"] < facts["review_by"]
    assert text


def sentences(guide):
    text = re.sub(r"^#.*$|\*|^\s*(?:-|\d+\.)\s", "", guide.text, flags=re.MULTILINE)
    parts = re.split(r"(?<=[.!?:])\s+|\n+", f"{guide.summary}\n{text}")
    return [part.strip().casefold() for part in parts if len(part.split()) >= 4]


def test_no_sentence_stands_on_two_pages():
    places = Counter(line for guide in GUIDES.values() for line in set(sentences(guide)))
    assert [line for line, count in places.items() if count > 1] == []


def test_sentences_are_short():
    long = [
        line for guide in GUIDES.values() for line in sentences(guide) if len(line.split()) > 28
    ]
    assert long == []


STEPS_OF = {
    "mentor": set(STEPS) - {"first_contact", "launching", "running"},
    "mentee": set(STEPS) - {"launching", "running"},
    "coordinator": {"designing", "launching", "running", "evaluating", "difficulty", "training"},
    "manager": {"deciding", "applying", "launching"},
}


@pytest.mark.requirement("R13.01")
@pytest.mark.parametrize(
    "role, step", [(role, step) for role in STEPS_OF for step in sorted(STEPS_OF[role])]
)
def test_each_step_shows_texts_that_fit_the_role(role, step):
    shown = fitting(library.shipped(), role=role, step=step)
    assert 1 <= len(shown) <= 3
    assert all(role in guide.roles and step in guide.steps for guide in shown)
