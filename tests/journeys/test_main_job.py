"""From two spreadsheets to a pair that has agreed, met and logged it, in a real browser."""

import pytest

from tests.journeys.coordinator import Coordinator
from tests.journeys.sheets import CANARY, as_csv, as_xlsx, in_the_other_file, invent
from tests.journeys.steps import (
    CLAUSE,
    PAGES,
    TOPIC,
    it_does_not_exist,
    joins,
    leaves_no_trace,
    the_two,
    they_agree,
    they_find_a_time_move_it_and_cancel,
    they_meet_and_log_it,
    visitor_must_sign_in,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def files(tmp_path):
    """Sixty of each, and one of the mentors would like to be mentored too."""
    mentors = invent("mentor", 60, where="a")
    mentees = [*invent("mentee", 60, where="a"), in_the_other_file(mentors[0], "mentee")]
    return (
        (mentors, as_csv(tmp_path / "mentors.csv", mentors)),
        (mentees, as_xlsx(tmp_path / "mentees.xlsx", mentees)),
    )


@pytest.mark.requirement("R1.01")
@pytest.mark.requirement("R3.08")
@pytest.mark.requirement("R3.09")
@pytest.mark.requirement("R3.10")
@pytest.mark.requirement("R5.10")
@pytest.mark.requirement("R6.03")
@pytest.mark.requirement("R6.09")
@pytest.mark.requirement("R6.17")
@pytest.mark.requirement("R7.01")
@pytest.mark.requirement("R7.08")
@pytest.mark.requirement("R11.01")
def test_from_two_spreadsheets_to_a_pair_that_has_met(house, visitor, files):
    (mentors, mentor_file), (mentees, mentee_file) = files
    # Given a co-ordinator with a new programme
    she = Coordinator(visitor())
    she_starts_it_and_sees_what_is_missing(she)
    # When she brings her two spreadsheets
    she_brings_both_and_one_again(she, mentor_file, mentee_file)
    she_sees_that_nobody_takes_part_unasked(she, mentors[0])
    # and matches the people
    pair = she_matches_locks_and_forbids(she)
    neighbours = next(p for p in she.pairs() if pair[0] not in p and pair[1] not in p)
    she_publishes_once(she)
    # Then mentor and mentee of a pair begin
    mentor, mentee = (
        joins(visitor(), who, letter="invited") for who in the_two(pair, [*mentors, *mentees])
    )
    they_take_part_and_accept(mentor, mentee)
    they_agree(mentor, mentee)
    they_find_a_time_move_it_and_cancel(mentor, mentee)
    log = they_meet_and_log_it(mentor, mentee)
    # and she sees facts, and nothing that they wrote
    she_sees_that_they_met(she, pair)
    # and for everybody else none of it exists
    neighbour = joins(visitor(), the_two(neighbours, [*mentors, *mentees])[1], letter="invited")
    their_pages = (f"{mentee.pair}{page}" for page in PAGES)
    it_does_not_exist(neighbour.at, *their_pages, log, f"{she.programme}desk/")
    it_does_not_exist(visitor().be("coordinator"), mentee.pair, log, f"{she.programme}desk/")
    it_does_not_exist(she.her, f"{mentee.pair}agreement/", log, f"{log}log/")
    visitor_must_sign_in(visitor(), mentee.pair, log)
    # and somebody in both files has one account for both
    one_person_has_two_parts(joins(visitor(), mentors[0], letter="invited"))
    leaves_no_trace(house, CANARY, TOPIC, CLAUSE)
    assert [page for page in house.pages if CANARY in page] == []


def she_starts_it_and_sees_what_is_missing(she):
    she.starts_a_programme("Across the Water")
    assert she.her.sees("Before recruitment can open")
    assert not she.may_open_recruitment()
    she.says_what_it_is_for()
    assert not she.her.sees("Before recruitment can open")
    she.opens_recruitment()


def she_brings_both_and_one_again(she, mentor_file, mentee_file):
    she.brings("Mentors", mentor_file)
    assert she.her.sees("holds 60 mentors: 60 new to this programme")
    assert she.her.sees("“characteristics”, because they are data about people’s identity")
    assert she.her.sees("Biographies left out: 20")
    she.saves()
    assert she.her.sees("60 people joined the programme as mentors")
    she.brings("Mentees", mentee_file)
    assert she.her.sees("holds 61 mentees: 61 new to this programme")
    she.saves()
    assert she.her.sees("60 people had not been known here")  # and one had: the mentor
    she.brings("Mentors", mentor_file)
    assert she.her.sees("0 new to this programme as mentors, 60 here already")
    she.saves()
    assert she.her.sees("Nothing to change")


def she_sees_that_nobody_takes_part_unasked(she, mentor):
    assert she.sees_of(mentor.email).count("No invitation sent yet") == 2
    she.sends_invitations()
    assert she.sees_of(mentor.email).count("Invited") == 2


def she_matches_locks_and_forbids(she):
    she.runs_the_matching()
    assert she.her.sees("Proved:")
    kept, forbidden = she.pairs()[:2]
    she.looks_at(kept)
    assert she.her.sees("What the score is made of")
    assert she.her.sees("out of 100")
    she.page.go_back()
    she.locks(kept)
    she.forbids(forbidden)
    she.runs_again()
    assert she.pairs("locked") == [kept]
    assert forbidden not in she.pairs()
    return kept


def she_publishes_once(she):
    draft = she.page.url.partition("?")[0]
    again = she.her.another_tab()
    again.open(f"{draft}publish/")
    she.publishes()
    she.withdraws()
    she.publishes()
    she.sends()
    again.press("Publish")
    assert again.sees("This draft has been published already. Nothing was sent twice.")
    she.her.look()
    assert not she.page.get_by_role("button", name="Send the e-mails now").count()


def they_take_part_and_accept(mentor, mentee):
    for one in (mentor, mentee):
        one.takes_part()
        one.looks_at_the_match()
    mentee.accepts_by_keyboard()
    assert mentee.at.sees("You have accepted the match.")
    mentor.accepts()
    assert mentor.at.sees("Both accepted")
    assert len(mentor.letters("we have found you")) == 1
    mentee.follows_the_letter("partnership begins")
    assert mentee.at.sees("What next")


def she_sees_that_they_met(she, pair):
    figures = she.opens_the_desk()
    one = ("Both accepted", "Signed", "Met")
    assert [figures[words] for words in one] == [1, 1, 1]
    assert figures["Quiet"] == 0
    assert she.opens_each_figure() == figures
    she.her.open(f"{she.programme}desk/met/")
    assert all(she.her.sees(name) for name in pair)
    she.sees_of(pair[1])
    she.her.follow(pair[1])
    for page in ("people/", "matching/", "set-up/", "imports/"):
        she.her.open(f"{she.programme}{page}")
    assert not [page for page in she.her.pages if TOPIC in page or CLAUSE in page]


def one_person_has_two_parts(member):
    member.at.open("/")
    assert member.at.sees("as mentor: not answered yet")
    assert member.at.sees("as mentee: not answered yet")
