"""Judgements on guides: the merged library, what fits, search, versions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.guidance import rules
from mentorhouse.guidance.library import shipped
from mentorhouse.guidance.rules import Deed, Guide, Origin
from mentorhouse.programmes.design.public import Guidance, ProgrammeText

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def guide(key: str, **facts: object) -> Guide:
    plain = Guide(
        key=key,
        title=key.capitalize(),
        kind="text",
        roles=("mentor", "mentee"),
        steps=("meeting",),
        phases=(),
        summary="About it.",
        text="Some words.",
        review_by=date(2027, 1, 1),
    )
    return replace(plain, **facts)


def own(key: str, **facts: object) -> ProgrammeText:
    return ProgrammeText(
        **{"key": key, "title": "Ours", "text": "We meet here. And there.", "steps": ["meeting"]}
        | facts
    )


def test_a_programme_changes_leaves_out_and_adds():
    library = [guide("a"), guide("b"), guide("c")]
    theirs = Guidance(left_out=["b"], pages=[own("a", title="A of ours"), own("own_1")])
    found = {each.key: each for each in rules.merged(library, theirs)}
    assert found["a"].title == "A of ours"
    assert found["a"].origin is Origin.CHANGED
    assert found["a"].summary == "We meet here."
    assert found["b"].left_out
    assert found["c"].origin is Origin.SHIPPED
    assert found["own_1"].origin is Origin.OWN
    assert "b" not in {each.key for each in rules.readable(found.values(), helps=True)}


def test_what_is_for_co_ordinators_alone_is_not_shown_to_those_who_take_part():
    desk, both = (
        guide("desk", roles=("coordinator",)),
        guide("both", roles=("coordinator", "mentor")),
    )
    assert rules.readable([desk, both], helps=False) == (both,)
    assert rules.readable([desk, both], helps=True) == (desk, both)


def test_texts_about_the_step_come_first_and_the_phase_decides_between_them():
    far = guide("far", steps=("training", "meeting"))
    near = guide("near", steps=("meeting", "training"))
    late = guide("late", steps=("meeting",), phases=("winding_up",))
    gone = guide("gone", left_out=True)
    library = [far, late, near, gone, guide("other", steps=("ending",))]
    assert rules.fitting(library, role="mentor", step="meeting") == (late, near, far)
    shown = rules.fitting(library, role="mentor", step="meeting", phase="rapport")
    assert shown == (near, far, late)
    assert rules.fitting(library, role="manager", step="meeting") == ()
    assert rules.fitting(library, role="", step="meeting") == ()


def test_a_guide_is_due_on_its_day_and_not_before():
    old, on_the_day = guide("old", review_by=date(2026, 1, 1)), guide("today")
    library = [on_the_day, guide("none", review_by=None), old, guide("gone", left_out=True)]
    assert rules.due(library, date(2027, 1, 1)) == (old, on_the_day)
    assert rules.due(library, date(2026, 12, 31)) == (old,)


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("One. Two.", "One."),
        ("# Heading\n\n**Bold** and [a link](https://example.org). More.", "Bold and a link."),
        ("- only\n- items", "only"),
        ("", ""),
        ("word " * 60, ("word " * 32).strip() + " …"),
    ],
)
def test_the_first_sentence_sums_a_text_up(text, sentence):
    assert rules.first_sentence(text) == sentence


@pytest.mark.requirement("R13.03")
@pytest.mark.parametrize(
    "asked, first",
    [
        ("grow", "grow"),
        ("pitfall", "pitfalls"),
        ("ettiquette", "etiquette"),
        ("ground rule", "ground_rules"),
        ("how do I write a biography", "writing_a_biography"),
        ("FEEDBACK", "feedback"),
        ("supervison", "supervision"),
        ("confidential", "confidentiality"),
        ("telephone video", "meeting_at_a_distance"),
        ("team mentoring", "team_mentoring"),
        ("action plans", "action_planning"),
        ("first meting", "first_meeting_plan"),
        ("biographies", "writing_a_biography"),
    ],
)
def test_search_finds_the_page_people_mean(asked, first):
    assert rules.found(shipped(), asked)[0].key == first


def test_search_finds_nothing_where_there_is_nothing_and_all_where_nothing_is_asked():
    assert rules.found(shipped(), "zxqvy") == ()
    assert rules.found(shipped(), "  ") == shipped()
    assert rules.found(shipped(), "?!") == shipped()


@given(st.text(max_size=200))
def test_search_never_fails_and_gives_each_guide_once(asked):
    found = rules.found(shipped()[:6], asked)
    assert len({each.key for each in found}) == len(found)


def test_words_that_say_nothing_do_not_decide():
    assert rules.found(shipped(), "the and of")  # nothing else was asked, so they do count
    assert rules.found(shipped(), "what is the grow")[0].key == "grow"


TEXTS = st.lists(
    st.builds(own, st.sampled_from(["a", "own_1", "own_2"])), unique_by=lambda page: page.key
)


@given(TEXTS, st.lists(st.sampled_from(["a", "b", "own_1"]), unique=True), st.sampled_from(Deed))
def test_a_deed_changes_the_one_guide_and_no_other(pages, left_out, deed):
    before = Guidance(left_out=left_out, pages=pages)
    after = rules.rearranged(before, "a", deed)
    assert ("a" in after.left_out) == (deed is Deed.LEAVE_OUT)
    assert [key for key in after.left_out if key != "a"] == [k for k in left_out if k != "a"]
    assert [p for p in after.pages if p.key != "a"] == [p for p in pages if p.key != "a"]
    assert rules.rearranged(after, "a", deed) == after


def test_a_page_is_put_in_its_place_or_at_the_end():
    guidance = Guidance(pages=[own("a"), own("b")])
    changed = rules.with_page(guidance, own("a", title="New"))
    assert [page.title for page in changed.pages] == ["New", "Ours"]
    assert [page.key for page in rules.with_page(guidance, own("c")).pages] == ["a", "b", "c"]


def saved(number: int, guidance: dict) -> rules.Saved:
    return rules.Saved(number, f"Person {number}", AT, guidance)


@pytest.mark.requirement("R13.03")
def test_editions_tell_each_change_of_one_guide_and_nothing_else():
    mine = own("a").model_dump(mode="json")
    again = own("a", text="Better words.").model_dump(mode="json")
    other = own("b").model_dump(mode="json")
    history = [
        saved(1, {}),
        saved(2, {"pages": [mine]}),
        saved(3, {"pages": [mine, other]}),
        saved(4, {"pages": [again, other]}),
        saved(5, {"pages": [again, other], "left_out": ["a"]}),
        saved(6, {"pages": [again, other]}),
        saved(7, {"pages": [other]}),
    ]
    found = rules.editions("a", history, guide("a", text="As it ships."))
    assert [(each.number, each.by, each.deed) for each in found] == [
        (5, "Person 7", "Back to the text that ships"),
        (4, "Person 6", "Brought back"),
        (3, "Person 5", "Left out"),
        (2, "Person 4", "Changed again"),
        (1, "Person 2", "Changed"),
    ]
    assert found[0].text == "As it ships."
    assert found[-1].text == "We meet here. And there."
    assert [each.deed for each in rules.editions("b", history, None)] == ["Added"]
