"""The programme's own texts in its second language (R13.04)."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.programmes.design import (
    DesignError,
    parse_design,
    plain,
    read_design,
    shipped_design,
    shipped_designs,
    write_design,
)
from mentorhouse.programmes.design.speaking import in_language, said_in, texts_of, untranslated
from tests.factories import complete_design, make_programme


def welsh(text, says):
    return {"language": "cy", "text": text, "says": says}


WELSH = welsh("To help people grow.", "Helpu pobl i dyfu.")
SPOKEN = {
    "public": {"second_language": "cy"},
    "translations": [
        WELSH,
        welsh("What you say stays between you.", "Mae’n aros rhyngoch."),
        welsh("Programme", "Rhaglen"),
    ],
}


def design(**more):
    return complete_design(name="Programme", **SPOKEN, **more)


@pytest.mark.requirement("R13.04")
def test_texts_stand_in_the_second_language():
    shown = in_language(design(), "cy")
    assert shown.purpose == "Helpu pobl i dyfu."
    assert shown.confidentiality.statement == "Mae’n aros rhyngoch."
    assert said_in(design(), "cy", "What you say stays between you.") == "Mae’n aros rhyngoch."


def test_other_languages_read_the_source():
    for language in ("en-gb", "gd"):
        assert in_language(design(), language) is not None
        assert plain(in_language(design(), language)) == plain(design())
        assert said_in(design(), language, WELSH["text"]) == WELSH["text"]


def test_names_stay_and_what_is_compared_stays():
    one = design(ladders=shipped_design().ladders | {"own": ["Programme"]})
    shown = in_language(one, "cy")
    assert (shown.name, shown.ladders["own"]) == ("Programme", ["Programme"])


def test_words_that_answers_are_kept_by_stay():
    question = {
        "key": "when",
        "text": "When?",
        "kind": "choice",
        "options": ["In the morning", "At night"],
    }
    words = [welsh("In the morning", "Yn y bore"), welsh("When?", "Pryd?")]
    one = complete_design(
        public={"second_language": "cy"},
        translations=words,
        application={"mentor_questions": [question]},
    )
    shown = in_language(one, "cy").application.mentor_questions[0]
    assert (shown.text, shown.options[0]) == ("Pryd?", "In the morning")
    assert said_in(one, "cy", "In the morning") == "Yn y bore"
    assert "In the morning" in {text.text for text in texts_of(one)}


def test_what_waits_for_a_translation_is_known():
    waiting = {one.text for one in untranslated(design())}
    assert WELSH["text"] not in waiting
    assert waiting == {one.text for one in texts_of(design())} - {
        one["text"] for one in SPOKEN["translations"]
    }


@pytest.mark.parametrize("shipped", shipped_designs(), ids=lambda one: one.name)
def test_every_text_of_a_shipped_design_can_be_replaced(shipped):
    data = plain(shipped.design)
    data["public"]["second_language"] = "cy"
    data["translations"] = [welsh(t.text, f"¶{t.text}") for t in texts_of(shipped.design)]
    spoken = read_design(write_design(parse_design(data)))
    shown = in_language(spoken, "cy")
    assert not untranslated(spoken)
    kept = set(_options(plain(shipped.design)))
    assert all(t.text.startswith("¶") or t.text in kept for t in texts_of(shown))
    assert read_design(write_design(spoken)) == spoken


def _options(value):
    if isinstance(value, dict):
        yield from value.get("options") or []
        for one in value.values():
            yield from _options(one)
    elif isinstance(value, list):
        for one in value:
            yield from _options(one)


@pytest.mark.parametrize(
    ("translations", "said"),
    [
        ([WELSH, WELSH], "translations has two of"),
        ([welsh("Hello {role}", "Helo {given_name}")], "does not stand in the English"),
        ([welsh("Hello", "")], "is empty"),
    ],
)
def test_what_is_wrong_is_named(translations, said):
    with pytest.raises(DesignError) as refusal:
        complete_design(translations=translations)
    assert said in str(refusal.value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_travels_with_the_file(text):
    data = plain(shipped_design()) | {
        "name": "x",
        "translations": [{"language": "cy", "text": text, "says": "Testun"}],
    }
    made = read_design(write_design(read_design(write_design(parse_design(data)))))
    assert made.translations[0].says == "Testun"


@pytest.mark.django_db
def test_a_programme_is_shown_in_the_readers_language():
    programme = make_programme(design=design())
    with translation.override("cy"):
        assert programme.design_as_read.purpose == "Helpu pobl i dyfu."
        assert programme.design_as_read is programme.design_as_read
        assert programme.design.purpose == "To help people grow."
    with translation.override("en-gb"):
        assert programme.design_as_read.purpose == "To help people grow."
