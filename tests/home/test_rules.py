"""What comes next for one member of a pair, in every state that a pair can be in."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from mentorhouse.agreements.states import AgreementState as G
from mentorhouse.home.rules import desk
from mentorhouse.home.rules.finding import FindingTimes, PollFact
from mentorhouse.home.rules.line import line_of
from mentorhouse.home.rules.pairs import (
    Kind,
    MeetingFact,
    PairFacts,
    next_steps,
)
from mentorhouse.meetings.states import MeetingState as M
from mentorhouse.partnerships.states import Answer, PartnershipState
from tests.factories import AT

SOON, LONG_AGO = AT + timedelta(days=3), AT - timedelta(days=3)


def pair(state=PartnershipState.ACTIVE, **facts):
    return PairFacts(uuid4(), uuid4(), state, began_at=LONG_AGO, **facts)


def meeting(state, **facts):
    return MeetingFact(uuid4(), state, **facts)


def kinds(facts):
    return [step.kind for step in next_steps(facts, at=AT)]


SIGNED = {"agreement": G.SIGNED, "signed_by_me": True}
AGREED = meeting(M.AGREED, starts_at=SOON)
HELD = {"state": M.HELD, "held_on": date(2026, 10, 20)}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"takes_part": False}, [Kind.TAKE_PART]),
        ({}, [Kind.ANSWER]),
        ({"my_answer": Answer.ACCEPTED}, [Kind.WAIT]),
    ],
)
def test_while_a_match_is_offered(facts, expected):
    assert kinds(pair(PartnershipState.OFFERED, **facts)) == expected


@pytest.mark.parametrize("state", [PartnershipState.DECLINED, PartnershipState.LAPSED])
def test_what_is_over_asks_nothing(state):
    assert kinds(pair(state)) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, [Kind.SIGN, Kind.PROPOSE]),
        ({"agreement": G.PART_SIGNED}, [Kind.SIGN, Kind.PROPOSE]),
        ({"agreement": G.PART_SIGNED, "signed_by_me": True}, [Kind.PROPOSE]),
        ({"agreement": G.AMENDED}, [Kind.SIGN, Kind.PROPOSE]),
        ({"has_clauses": False}, [Kind.PROPOSE]),
        (SIGNED, [Kind.PROPOSE]),
        (SIGNED | {"meetings": [AGREED]}, [Kind.WAIT]),
        ({"meetings": [AGREED]}, [Kind.SIGN]),
        ({"meetings": [meeting(M.PROPOSED)]}, [Kind.PICK, Kind.SIGN]),
        (SIGNED | {"meetings": [meeting(M.PROPOSED, offered_by_me=True)]}, [Kind.WAIT]),
        (SIGNED | {"meetings": [meeting(M.MOVING, starts_at=SOON)]}, [Kind.PICK]),
        (SIGNED | {"meetings": [meeting(M.AGREED, starts_at=LONG_AGO)]}, [Kind.SAY_MET]),
        (SIGNED | {"meetings": [meeting(M.CANCELLED)]}, [Kind.PROPOSE]),
    ],
)
def test_while_a_pair_runs(facts, expected):
    assert kinds(pair(**facts)) == expected


def test_who_asked_to_move_a_meeting_waits_for_the_answer():
    moving = meeting(M.MOVING, starts_at=SOON, offered_by_me=True)
    step = next_steps(pair(**SIGNED, meetings=[moving]), at=AT)[0]
    assert (step.kind, step.words) == (Kind.WAIT, "You asked to move your meeting")


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ({}, [Kind.WRITE_LOG]),
        ({"logged": True}, [Kind.CONFIRM]),
        ({"logged": True, "logged_by_me": True}, [Kind.WAIT]),
        ({"logged": True, "confirmed": True}, [Kind.WAIT]),
    ],
)
def test_after_a_meeting(log, expected):
    held = MeetingFact(uuid4(), **HELD, **log)
    assert kinds(pair(**SIGNED, meetings=[held, AGREED])) == expected


def test_the_line_of_a_pair_shows_dates_and_what_is_missing():
    held = MeetingFact(uuid4(), **HELD, logged=True)
    done = line_of(pair(**SIGNED, meetings=[held, AGREED]), at=AT)
    assert [(m.words, m.done) for m in done] == [
        ("Both accepted", True),
        ("Agreement signed", True),
        ("Next meeting", True),
        ("Last met", True),
    ]
    assert (done[2].on, done[3].on) == (SOON, date(2026, 10, 20))
    assert [m.done for m in line_of(pair(), at=AT)] == [True, False, False, False]


@pytest.mark.parametrize(
    ("facts", "state", "action"),
    [
        (set(), "Offered. Nobody has answered.", "Ask mentor and mentee to answer"),
        ({"mentor_accepted"}, "Offered. Mentor accepted.", "Ask mentee to answer"),
        (
            {"active", "mentor_accepted", "mentee_accepted"},
            "Running, not signed",
            "Encourage them to plan a first meeting",
        ),
    ],
)
def test_the_desk_says_what_to_do_about_a_pair(facts, state, action):
    row = desk.PairRow(**{f: f in facts for f in ("active", "mentor_accepted", "mentee_accepted")})
    assert desk.pair_state(row) == state
    assert desk.pair_action(row, quiet=False) == action


def test_a_quiet_pair_is_asked_and_a_well_one_left_alone():
    met = desk.PairRow(
        active=True,
        mentor_accepted=True,
        mentee_accepted=True,
        signed=True,
        last_met_on=date(2026, 10, 1),
    )
    assert desk.pair_action(met, quiet=True) == "Ask whether they need anything"
    assert desk.pair_action(met, quiet=False) == "Nothing"


@pytest.mark.parametrize(
    ("state", "invited", "matched", "action"),
    [
        ("invited", False, False, "Send the invitation"),
        ("invited", True, False, "Remind them in person"),
        ("accepted", True, False, "Include in the next match run"),
        ("accepted", True, True, "Nothing"),
        ("declined", True, False, "Nothing"),
    ],
)
def test_the_desk_says_what_to_do_about_a_person(state, invited, matched, action):
    assert desk.person_action(state=state, invited=invited, matched=matched) == action


def test_quiet_counts_whole_days():
    assert desk.quiet_since(date(2026, 11, 2), quiet_after_days=45) == date(2026, 9, 18)


def test_a_meeting_is_over_when_its_length_has_passed():
    held = meeting(M.AGREED, starts_at=datetime(2026, 11, 2, 8, 30, tzinfo=AT.tzinfo))
    assert held.is_over(AT)
    assert not held.is_over(AT - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("answered", "picks", "ready", "words"),
    [
        (False, True, True, "Say which times suit you"),
        (True, True, True, "Pick a time to meet"),
        (True, True, False, "You wait for a time to meet"),
        (True, False, True, "You wait for a time to meet"),
    ],
)
def test_an_open_poll_asks_for_an_answer_then_for_a_pick_by_whoever_asked(
    answered, picks, ready, words
):
    poll = PollFact(uuid4(), answered, picks, ready)
    facts = pair(**SIGNED, finding=FindingTimes(several=True, poll=poll))
    assert [step.words for step in next_steps(facts, at=AT)] == [words]
