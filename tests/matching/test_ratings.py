"""Private ratings after first talks order a run, and show nowhere (R5.19)."""

import json

import pytest

from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.thought import Thought
from mentorhouse.matching.models import DraftPair, Invitation, Rating, Unmatched
from mentorhouse.vault.sealing import seal
from tests.factories import AT, coordinator_of
from tests.matching.talks import mentee_in, mentor_in
from tests.register.worlds import programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def rated(mentee, mentor, value):
    talk = Invitation.objects.create(
        programme=mentee.programme, mentor=mentor, mentee=mentee, origin="search",
        kind="chemistry", state="withdrawn", starts_at=AT, sent_at=AT, changed_at=AT,
    )  # fmt: skip
    rating = Rating(invitation=talk, by=mentee, at=AT)
    seal(rating, value=value)
    rating.save()


def drafted(programme):
    run = start(programme, by=coordinator_of(programme), at=AT)
    carry_out(run.pk, at=AT)
    run.refresh_from_db()
    return run


@pytest.mark.requirement("R5.19")
@pytest.mark.parametrize("said", ["well", "other"])
def test_a_run_honours_ratings_with_the_rules_and_shows_nothing_of_them(said):
    programme = programme_of("general", matching={"hard_rules": [], "private": []})
    mentors = [mentor_in(programme) for _ in range(2)]
    mentee = mentee_in(programme)
    before = drafted(programme).pairs.get()
    unrated = next(one for one in mentors if one.pk != before.mentor_id)
    taken = next(one for one in mentors if one.pk == before.mentor_id)
    rated(mentee, unrated if said == "well" else taken, said)
    run = drafted(programme)
    after = run.pairs.get()
    assert after.mentor_id == unrated.pk  # equal in all that shows, so the rating decides
    assert (after.score, [part["words"] for part in after.parts]) == (
        before.score, [part["words"] for part in before.parts],
    )  # fmt: skip
    shown = json.dumps([
        list(DraftPair.objects.values_list("parts", flat=True)),
        list(Unmatched.objects.values_list("reasons", flat=True)),
    ])  # fmt: skip
    assert '""' not in shown


def test_a_thought_is_full_half_or_none_and_leaves_out_who_is_not_in_the_run():
    mentees, mentors = (
        People(side, [f"{side}{n}" for n in range(3)], {}, {}, {}) for side in ("a", "b")
    )
    thought = Thought({("a0", "b1"): 2, ("a2", "b2"): -2, ("a9", "b0"): 2})
    bound = thought.bind(mentees, mentors)
    values = [[int(bound.value(row, column)) for column in range(3)] for row in range(3)]
    half = FULL // 2
    assert values == [[half, FULL, half], [half, half, half], [half, half, 0]]
    assert (bound.words(0, 1).words, thought.title) == ("", "")
    assert [list(kind) for kind in bound.kinds] == [[1, 0, 2], [0, 1, 2]]
