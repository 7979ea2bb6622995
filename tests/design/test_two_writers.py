"""Nobody's words are lost, whoever saves first."""

from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.access.policy import Capability
from mentorhouse.design.two_writers import Box, TwoWritersForm, meet, tidy

BOXES = (Box("one", "One"), Box("two", "Two"))
words = st.sampled_from(["", "old", "mine", "theirs", "more"])
texts = st.fixed_dictionaries({"one": words, "two": words})


def form(data=None, **texts):
    return TwoWritersForm(
        BOXES, data, texts=texts, revision=3, capability=Capability.READ_AGREEMENT
    )


@given(before=texts, mine=texts, theirs=texts)
def test_every_change_of_either_is_in_a_box_or_beside_it(before, mine, theirs):
    met = meet(before, mine, theirs)
    for name in ("one", "two"):
        shown = {met.texts[name], met.clashes.get(name, met.texts[name])}
        if mine[name] != before[name]:
            assert mine[name] in shown
        if theirs[name] != before[name]:
            assert theirs[name] in shown
        if mine[name] == before[name] == theirs[name]:
            assert shown == {before[name]}


@given(mine=texts, before=texts)
def test_nothing_clashes_when_the_other_changed_nothing(mine, before):
    met = meet(before, mine, before)
    assert (met.texts, met.clashes) == (mine, {})


def test_line_ends_and_space_around_are_no_change():
    assert tidy(" a\r\nb\rc ") == "a\nb\nc"
    data = {"revision": 3, "one": "a\r\nb", "one_before": "a\nb", "two": "", "two_before": ""}
    sent = form(data)
    assert sent.is_valid()
    assert not sent.changes_something


def test_the_form_to_go_on_with_begins_from_what_the_other_saved():
    data = {"revision": 3, "one": "mine", "one_before": "old", "two": "old", "two_before": "old"}
    sent = form(data)
    assert sent.is_valid()
    again = sent.met_by({"one": "theirs", "two": "theirs too"}, revision=4)
    assert again.changed_meanwhile
    assert again.clashes == {"one": "theirs"}
    assert [again[name].value() for name in ("revision", "one", "two")] == [4, "mine", "theirs too"]
    assert [again[f"{name}_before"].value() for name in ("one", "two")] == ["theirs", "theirs too"]
