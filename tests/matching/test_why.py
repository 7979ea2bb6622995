"""Why two people are not a pair: the same cause is told at any size of a programme (R5.22)."""

import pytest

from mentorhouse.matching.queries.why import in_draft, why_no_pair
from mentorhouse.matching.rules.exchanges import Exchange, Standing, why_in_draft
from tests.factories import AT, make_mentee, make_mentor, make_person
from tests.matching.worlds import drafted, pairs_of, programme_of

pytestmark = pytest.mark.requirement("R5.22")


def told(**more):
    here = {"score": 6000, "before": 9000, "has_place": False, "holders": (), "private": False}
    return why_in_draft(Standing(**{**here, **more}))


def test_the_cheapest_exchange_is_named_with_what_it_costs_at_most():
    holders = [Exchange("Ada", 3000), Exchange("Bea", 1250), Exchange("Cai", None)]
    why = told(holders=holders)
    assert why.reasons[1].startswith("If the mentee and Bea changed mentors, the total of all")
    assert "12.5 points lower" in why.reasons[1]
    assert why.changes == (
        "Lock this pair and run again.",
        "One more place with this mentor may make it possible.",
        "It would come level if the two fitted 12.5 points better.",
    )


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"holders": [Exchange("Cai", None)]}, "left without a mentor"),
        ({"holders": [Exchange("Ada", 0)]}, "as good for the whole"),
        ({"holders": [Exchange("Ada", 0)], "private": True}, "taking everything into account"),
        ({"has_place": True}, "lower the total of all scores by 30 points at most"),
        ({"has_place": True, "before": None}, "the rules allow the pair now"),
    ],
)
def test_each_way_two_can_stand_in_a_draft_has_its_words(more, words):
    assert words in " ".join(told(**more).reasons)


@pytest.mark.django_db(databases=["default", "keystore"])
def test_a_large_programme_answers_from_its_draft_with_the_cost_that_a_trial_finds(
    monkeypatch, django_assert_max_num_queries
):
    programme = programme_of(2, 2)
    run = drafted(programme)
    (one, his), (_other, hers) = pairs_of(run).items()
    tried = why_no_pair(programme, run, hers, one, at=AT)
    cost = next(words for words in tried.reasons if "lower the total" in words).split()[-2]
    monkeypatch.setattr("mentorhouse.matching.queries.why.MOST_PAIRS_TRIED", 3)
    said = why_no_pair(programme, run, hers, one, at=AT)
    assert f"{cost} points lower" in said.reasons[1]
    assert why_no_pair(programme, run, his, one, at=AT).reasons == ("They are a pair in this run.",)
    lowly = make_mentor(programme, make_person(grade="AA"))
    assert "at least 1 grade above" in in_draft(programme, run, lowly.pk, one, at=AT).reasons[0]
    for _ in range(3):
        make_mentor(programme, make_person(grade="Grade 6"))
        make_mentee(programme, make_person(grade="SEO"))
    with django_assert_max_num_queries(26):
        why_no_pair(programme, run, hers, one, at=AT)
    none = why_no_pair(programme, None, hers, one, at=AT)
    assert none.reasons[0].startswith("The rules allow this pair.")
