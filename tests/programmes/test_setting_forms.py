"""Whatever a design holds: a form that is posted as it is shown changes nothing."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorhouse.programmes import forms, rules
from mentorhouse.programmes.design import parse_design, plain, shipped_design
from mentorhouse.programmes.design.walk import Kind, by_path, get, put
from tests.programmes.posting import posted

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)


def value_of(one):
    """Anything that a setting may hold."""
    words = sorted(one.words) or [""]
    text = TEXT if one.may_be_empty else TEXT.filter(str.strip)
    found = {
        Kind.YES_NO: st.booleans(),
        Kind.WHOLE: st.integers(one.least, one.most),
        Kind.CHOICE: st.sampled_from(words),
        Kind.CHOICES: st.lists(st.sampled_from(words), unique=True),
        Kind.DAY: st.dates(date(1900, 1, 1)).map(lambda day: day.isoformat()),
        Kind.LINES: st.lists(TEXT.filter(bool), max_size=5),
        Kind.TEXT: text,
    }[one.kind]
    return st.none() | found if one.may_be_empty and one.kind in MAY_BE_NONE else found


MAY_BE_NONE = {Kind.WHOLE, Kind.DAY}
SCALARS = [one for one in by_path().values() if one.kind is not Kind.ENTRIES]


@pytest.mark.parametrize("key", sorted(rules.TOPICS))
def test_any_page_posted_with_what_it_shows_changes_nothing(key):
    topic = rules.TOPICS[key]

    @given(st.fixed_dictionaries({one.path: value_of(one) for one in topic.settings}))
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def holds(held):
        values = plain(shipped_design())
        for path, value in held.items():
            put(values, path, value)
        blank = forms.SettingsForm(settings=topic.settings, values=values, version=1)
        form = forms.SettingsForm(posted(blank), settings=topic.settings, values=values, version=1)
        assert form.is_valid(), form.errors
        assert form.changed_into() == values

    holds()


@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_typed_is_what_the_design_then_holds(data):
    values = plain(shipped_design())
    one = data.draw(st.sampled_from([one for one in SCALARS if one.kind is not Kind.TEXT]))
    wanted = data.draw(value_of(one))
    if one.kind is Kind.LINES:
        wanted = [tidied for line in wanted for tidied in forms.settings.tidy(line).split("\n")]
        wanted = [tidied for line in wanted if (tidied := line.strip())]
    if one.kind is Kind.CHOICES:
        wanted = [known for known in one.words if known in wanted]
    other = plain(shipped_design())
    put(other, one.path, wanted)
    shown = forms.SettingsForm(settings=[one], values=other, version=1)
    form = forms.SettingsForm(posted(shown), settings=[one], values=values, version=1)
    assert form.is_valid(), form.errors
    assert get(form.changed_into(), one.path) == wanted


def test_only_what_was_typed_is_changed():
    values = plain(shipped_design())
    topic = rules.TOPICS["meetings"]
    shown = forms.SettingsForm(settings=topic.settings, values=values, version=1)
    form = forms.SettingsForm(
        posted(shown, **{"meetings-length_minutes": "75"}),
        settings=topic.settings,
        values=values,
        version=1,
    )
    assert form.is_valid()
    changed = form.changed_into()
    assert changed["meetings"] == values["meetings"] | {"length_minutes": 75}
    assert parse_design(changed).meetings.length_minutes == 75
