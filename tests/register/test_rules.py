"""Admission by the rule of each template, standing by dates, renewal."""

from datetime import date, timedelta

import pytest

from mentorhouse.access.states import possible
from mentorhouse.programmes.rules import Profile
from mentorhouse.register.rules import renewal
from mentorhouse.register.rules.admission import Known, Where, by_itself, verdict
from mentorhouse.register.rules.renewal import Record, conditions, months_after, unmet
from mentorhouse.register.rules.standing import Facts, Status, standing
from mentorhouse.register.states import ENTRY, EntryMove, EntryState, How
from tests.register.worlds import design_of

TODAY = date(2026, 11, 2)
H, N, S, G, L = (
    "health_talent", "open_mentoring", "peer_mentoring", "learning_contract", "mentor_register"
)  # fmt: skip
DIRECTOR = Profile(grade="Director")


def known(*verified, waiting=(), completed=(), profile=None, **more):
    profile = profile or Profile(completed=frozenset(completed))
    return Known(profile, frozenset(verified), frozenset(waiting), **more)


ADMITTED = {
    "H, a director with training": (H, known("training", profile=DIRECTOR), How.TRAINING),
    "H, a director with experience": (H, known("experience", profile=DIRECTOR), How.EXPERIENCE),
    "N, a qualification": (N, known("qualification"), How.QUALIFICATION),
    "N, training": (N, known("training"), How.TRAINING),
    "N, experience": (N, known("experience"), How.EXPERIENCE),
    "N, our own development": (N, known(completed=["in_house"]), How.IN_HOUSE),
    "S, our training": (S, known(completed=["mentor_training"]), How.TRAINING),
    "G, whoever approves decides": (G, known(), How.APPROVAL),
    "L, an accredited programme shown": (L, known("accredited"), How.ACCREDITED),
    "L, one completed": (L, known(completed=["accredited_programme"]), How.ACCREDITED),
}
REFUSED = {
    "H, nothing shown": (H, known(profile=DIRECTOR), {Where.EVIDENCE, Where.TRAINING}),
    "H, not a director": (
        H, known("training", profile=Profile(grade="Head of service")), {Where.PROFILE},
    ),
    "H, training that waits": (
        H, known(waiting=["training"], profile=DIRECTOR), {Where.COORDINATOR},
    ),
    "N, new to mentoring": (N, known(), {Where.EVIDENCE, Where.TRAINING}),
    "S, training from elsewhere": (S, known("training"), {Where.TRAINING}),
    "S, nothing": (S, known(), {Where.EVIDENCE, Where.TRAINING}),
    "L, a qualification only": (L, known("qualification", "experience"), {Where.EVIDENCE}),
    "L, accredited but not verified": (
        L, known(waiting=["accredited"]), {Where.COORDINATOR, Where.EVIDENCE},
    ),
}  # fmt: skip


@pytest.mark.requirement("R4.02")
@pytest.mark.parametrize(("kind", "who", "way"), ADMITTED.values(), ids=list(ADMITTED))
def test_each_template_admits_the_right_mentors(kind, who, way):
    said = verdict(design_of(kind), who)
    assert said.met and said.way is way


@pytest.mark.requirement("R4.02")
@pytest.mark.parametrize(("kind", "who", "where"), REFUSED.values(), ids=list(REFUSED))
def test_each_template_refuses_the_others_and_says_what_to_do(kind, who, where):
    said = verdict(design_of(kind), who)
    assert not said.met
    assert {step.where for step in said.missing} == where
    assert all(step.words for step in said.missing)
    of_them = {step.of_them for step in said.missing}  # to others: no “you”, alternatives once
    assert not [words for words in of_them if "Show" in words or "Your" in words]


def test_the_rule_of_g_refuses_where_the_programme_asks_more():
    design = design_of(G, mentors={"check_done_by": "required"})
    assert not verdict(design, known()).met
    assert not verdict(design, known(checked=False)).met
    assert verdict(design, known(checked=True)).met


def test_a_check_where_needed_stands_in_the_way_only_once_it_says_no():
    design = design_of(G, mentors={"check_done_by": "where_needed"})
    assert verdict(design, known()).met
    assert not verdict(design, known(checked=False)).met


def test_a_waived_must_stands_in_nobodys_way():
    who = known("training", profile=Profile(grade="Head of service"), waived=True)
    assert verdict(design_of(H), who).met


@pytest.mark.requirement("R4.02")
def test_nobody_presses_where_the_rule_approves_and_somebody_does_elsewhere():
    for kind, who, by_rule in (
        (N, known("training"), True),
        (G, known(), True),
        (L, known("accredited"), False),
        (S, known(completed=["mentor_training"]), False),
    ):
        design = design_of(kind)
        assert by_itself(design, verdict(design, who)) is by_rule


@pytest.mark.requirement("R4.03")
def test_who_is_new_to_mentoring_is_offered_the_development_programme_and_it_admits():
    design = design_of(N)
    new = standing(Facts(known=known()), design, on=TODAY)
    assert new.status is Status.IN_TRAINING
    assert any("development programme" in step.words for step in new.reasons)
    after = standing(Facts(known=known(completed=["in_house"])), design, on=TODAY)
    assert after.active


def facts(**more):
    more = {"state": EntryState.ADMITTED, "how": How.TRAINING, "admitted_on": TODAY} | more
    return Facts(**more)


STANDINGS = {
    "active": (L, facts(renew_by=TODAY), Status.ACTIVE),
    "lapsed the day after": (L, facts(renew_by=TODAY - timedelta(days=1)), Status.LAPSED),
    "paused by hand": (L, facts(state=EntryState.PAUSED), Status.PAUSED),
    "away": (L, facts(away=True), Status.PAUSED),
    "supervision late, within grace": (
        L, facts(supervised_on=TODAY - timedelta(days=91 + 42)), Status.ACTIVE,
    ),
    "supervision overdue": (
        L, facts(supervised_on=TODAY - timedelta(days=91 + 43)), Status.PAUSED,
    ),
    "never supervised": (L, facts(admitted_on=TODAY - timedelta(days=134)), Status.PAUSED),
    "supervision only offered": (
        S, facts(how=How.BEFORE, admitted_on=TODAY - timedelta(days=900)), Status.ACTIVE,
    ),
    "withdrawn": (L, facts(state=EntryState.WITHDRAWN), Status.WITHDRAWN),
    "training made mandatory since": (S, facts(), Status.IN_TRAINING),
    "there before training was asked": (S, facts(how=How.BEFORE), Status.ACTIVE),
    "accredited, waits for the press": (L, Facts(known=known("accredited")), Status.APPLIED),
    "in training": (S, Facts(known=known("training")), Status.IN_TRAINING),
}  # fmt: skip


@pytest.mark.requirement("R4.01")
@pytest.mark.parametrize(("kind", "held", "status"), STANDINGS.values(), ids=list(STANDINGS))
def test_standing_follows_from_what_was_decided_and_from_dates(kind, held, status):
    said = standing(held, design_of(kind), on=TODAY)
    assert said.status is status
    assert bool(said.reasons) is (status is not Status.ACTIVE)
    assert said.words


MOVES = {
    EntryState.APPLIED: {EntryMove.ADMIT, EntryMove.WITHDRAW},
    EntryState.ADMITTED: {EntryMove.RENEW, EntryMove.PAUSE, EntryMove.WITHDRAW},
    EntryState.PAUSED: {EntryMove.RESUME, EntryMove.WITHDRAW},
    EntryState.WITHDRAWN: {EntryMove.TAKE_BACK},
}


@pytest.mark.parametrize("state", EntryState)
def test_the_moves_of_each_state(state):
    assert possible(ENTRY, state) == MOVES[state]


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 2), 2, date(2027, 1, 2)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
    ids=["short month", "leap day", "over the year", "December"],
)
def test_months_after(day, months, after):
    assert months_after(day, months) == after


@pytest.mark.requirement("R4.15")
def test_a_yearly_amount_of_own_development_is_a_condition_of_renewal():
    design = design_of(L)
    assert design.recognition.mentor_hours_a_year == 6
    short = conditions(design, Record(minutes=359), on=TODAY)
    assert any("own development" in words for words in unmet(short))
    enough = conditions(design, Record(minutes=360), on=TODAY)
    assert unmet(enough) == ()
    free = design_of(L, recognition={"mentor_hours_a_year": None})
    assert unmet(conditions(free, Record(), on=TODAY)) == ()


@pytest.mark.requirement("R4.10")
def test_the_newest_code_is_a_condition_of_renewal_where_there_is_one():
    asked = conditions(design_of(N), Record(minutes=6000, code_current=False), on=TODAY)
    assert len(unmet(asked)) == 1
    assert unmet(conditions(design_of(L), Record(minutes=6000, code_current=False), on=TODAY)) == ()


def test_supervision_that_is_required_is_a_condition():
    late = Record(minutes=6000, supervision_due=TODAY - timedelta(days=1))
    assert len(unmet(conditions(design_of(L), late, on=TODAY))) == 1


def test_a_place_is_renewed_in_its_last_weeks_and_counts_from_its_end():
    assert renewal.may_renew(None, on=TODAY)
    assert renewal.may_renew(TODAY + timedelta(days=43), on=TODAY)
    assert renewal.may_renew(TODAY - timedelta(days=367), on=TODAY)
    for day in (TODAY + timedelta(days=42), TODAY, TODAY - timedelta(days=300)):
        assert not renewal.may_renew(day, on=TODAY)
    assert renewal.renewed_from(TODAY + timedelta(days=9), on=TODAY) == TODAY + timedelta(days=9)
    assert renewal.renewed_from(TODAY - timedelta(days=9), on=TODAY) == TODAY


def test_hours_are_said_without_needless_digits():
    said = [renewal.hours_in_words(minutes) for minutes in (0, 60, 90, 50, 6000)]
    assert said == ["0", "1", "1.5", "0.83", "100"]
