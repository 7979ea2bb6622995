"""The modules that ship: nine, eight, three and six, each whole and fit to be read."""

import re

import pytest

from mentorhouse.documents import as_html, from_markdown
from mentorhouse.guidance.library import shipped as guides
from mentorhouse.programmes.design import shipped_designs
from mentorhouse.programmes.design.learning import MODULE_WORDS
from mentorhouse.training.library import managers_briefing, shipped
from mentorhouse.training.rules.courses import COURSES, modules_of
from mentorhouse.training.rules.facts import filled
from tests.factories import complete_design

MODULES = {module.key: module for module in shipped()}


# The nine topics for mentors and the eight for mentees, in the order of the forms (R4.05).
TOPICS = {
    "mentor-training": (
        "purpose", "role", "hopes", "boundaries", "etiquette", "coordinator", "meetings", "skills",
        "evaluation",
    ),
    "mentee-induction": (
        "purpose", "models", "expectations", "professionalism", "etiquette", "goals", "records",
        "meeting",
    ),
}  # fmt: skip


@pytest.mark.requirement("R4.05", "R4.16")
def test_nine_topics_for_mentors_eight_for_mentees_and_a_preparation_for_co_ordinators_ship():
    design = complete_design()
    found = {key: modules_of(course, shipped(), design) for key, course in COURSES.items()}
    for course, topics in TOPICS.items():
        keys = tuple(module.key.partition("-")[2] for module in found[course])
        assert keys == topics
    counts = {key: len(modules) for key, modules in found.items() if key not in TOPICS}
    assert counts == {"mentor-development": 12, "coordinator-preparation": 6}


def test_the_design_names_each_module_that_can_be_left_out():
    words = {"mentor": "Mentors", "mentee": "Mentees"}
    titles = {
        key: f"{words[group]}: {module.title}"
        for key, module in MODULES.items()
        if (group := key.partition("-")[0]) in words
    }
    assert titles == MODULE_WORDS


@pytest.mark.requirement("R4.05", "R4.16")
@pytest.mark.parametrize("key", MODULES)
def test_a_module_is_whole(key):
    module = MODULES[key]
    assert 500 <= len(module.text.split()) <= 900
    assert module.aims and 5 <= module.minutes <= 30
    assert set(module.guides) <= {guide.key for guide in guides()}
    assert 3 <= len(module.questions) <= 5
    for question in module.questions:
        assert [option.right for option in question.options].count(True) == 1
        assert all(option.words and option.because for option in question.options)


@pytest.mark.parametrize("shipped_design", shipped_designs(), ids=lambda one: one.name)
def test_every_text_takes_the_facts_of_every_programme(shipped_design):
    for text in [*(module.text for module in shipped()), managers_briefing()]:
        told = filled(text, shipped_design.design)
        assert "{{" not in told
        assert from_markdown(told)


def test_a_statement_of_several_paragraphs_stays_in_its_quotation():
    private = {"statement": "One.\n\nTwo.", "coordinator_reads_content": False}
    design = complete_design(confidentiality=private)
    assert filled("> {{ confidentiality }}", design) == "> One.\n> \n> Two."


def test_what_a_co_ordinator_writes_is_text_and_no_markup():
    private = {"statement": "<script>x</script>", "coordinator_reads_content": False}
    told = filled("> {{ confidentiality }}", complete_design(confidentiality=private))
    assert "<script" not in str(as_html(from_markdown(told)))


def test_the_words_are_plain_uk_english():
    text = " ".join(module.text for module in shipped()) + managers_briefing()
    american = re.compile(r"\b(program|organiz\w+|behavior\w*|center|favorite|recogniz\w+)\b")
    assert american.findall(text) == []
