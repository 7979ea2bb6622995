"""The same road on a small phone without JavaScript, and every wrong turn on the way."""

import pytest

from tests.journeys.conftest import NARROW
from tests.journeys.coordinator import Coordinator
from tests.journeys.sheets import CANARY, as_csv, as_xlsx, invent
from tests.journeys.steps import (
    TOPIC,
    it_does_not_exist,
    joins,
    leaves_no_trace,
    the_two,
    they_agree,
    they_find_a_time_move_it_and_cancel,
    they_meet_and_log_it,
)

pytestmark = pytest.mark.journey
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def phone(visitor):
    """Make visitors with a small screen and no scripts."""
    return lambda: visitor(width=NARROW, scripts=False)


@pytest.fixture
def people():
    return invent("mentor", 12, where="b"), invent("mentee", 12, where="b")


@pytest.mark.requirement("R3.09")
@pytest.mark.requirement("R3.10")
@pytest.mark.requirement("R6.03")
@pytest.mark.requirement("R7.01")
@pytest.mark.requirement("R7.08")
@pytest.mark.requirement("R11.01")
def test_the_whole_road_without_scripts_on_a_phone(house, phone, people, tmp_path):
    mentors, mentees = people
    # Given a co-ordinator with a programme, and people in it after some wrong turns
    she = Coordinator(phone())
    she_starts_it_with_too_little(she)
    she_brings_what_is_no_spreadsheet(she, tmp_path)
    she_brings_a_wrong_grade_and_mends_it(she, tmp_path, mentees)
    she.brings("Mentors", as_csv(tmp_path / "mentors.csv", mentors))
    she.saves()
    # When she matches them without inviting anybody first, and publishes
    she.runs_the_matching()
    first, second = she.pairs()[:2]
    she.publishes()
    she.sends()
    # Then one of them declines, and the other hears that it will not go ahead
    declining, hearing = (
        joins(phone(), who, letter="we have found you")
        for who in the_two(second, mentors + mentees)
    )
    one_declines_and_the_other_hears(declining, hearing)
    the_link_works_once(phone(), declining)
    # and a pair goes all the way, with slips
    mentor, mentee = (
        joins(phone(), who, letter="we have found you") for who in the_two(first, mentors + mentees)
    )
    they_accept_by_way_of_the_match(mentor, mentee)
    nothing_is_signed_without_a_name(mentee)
    they_agree(mentor, mentee)
    nothing_is_proposed_without_a_time(mentee)
    they_find_a_time_move_it_and_cancel(mentor, mentee)
    log = they_meet_and_log_it(mentor, mentee)
    # and the desk says so, and the log stays theirs
    figures = she.opens_the_desk()
    assert [figures[words] for words in ("Both accepted", "Signed", "Met")] == [1, 1, 1]
    assert she.opens_each_figure() == figures
    it_does_not_exist(hearing.at, mentee.pair, log)
    leaves_no_trace(house, CANARY, TOPIC)


def she_starts_it_with_too_little(she):
    she.her.follow("Start a programme").press("Start the programme")
    assert she.her.sees("There is a problem")
    she.her.go("/")
    she.starts_a_programme("Small Steps")
    she.says_what_it_is_for()
    she.opens_recruitment()


def she_brings_what_is_no_spreadsheet(she, folder):
    she.her.go(f"{she.programme}imports/").press("Bring a spreadsheet").press("Upload")
    assert she.her.sees("There is a problem")
    (folder / "people.xlsx").write_bytes(PICTURE)
    she.her.choose("Mentees")
    she.page.set_input_files("input[type=file]", folder / "people.xlsx")
    she.her.press("Upload").until("This is a picture, whatever its name says")


def she_brings_a_wrong_grade_and_mends_it(she, folder, mentees):
    wrong = as_xlsx(folder / "mentees.xlsx", [*mentees[:-1], mentees[-1].with_grade("Gräde 77")])
    she.brings("Mentees", wrong)
    assert she.her.sees("1 problem in the file")
    [problem] = she.page.locator("tbody tr").all_inner_texts()
    for told in ("People", "13", "grade", "Gräde 77", "not on the programme’s ladder"):
        assert told in problem
    assert not she.may_save()
    she.brings("Mentees", as_xlsx(folder / "mentees.xlsx", mentees))
    she.saves()
    assert she.her.sees("12 people joined the programme as mentees")


def one_declines_and_the_other_hears(declining, hearing):
    for one in (declining, hearing):
        they_say_that_they_take_part(one)
    declining.declines()
    assert declining.at.sees("Nobody will ask you why")
    hearing.follows_the_letter("will not go ahead")
    hearing.at.go(hearing.pair + "match/")
    assert hearing.at.sees("This match will not go ahead")
    assert not hearing.at.sees(declining.who.name)


def they_say_that_they_take_part(one):
    one.at.press("Say whether you take part")
    one.takes_part()
    one.looks_at_the_match()


def the_link_works_once(stranger, member):
    link = member.link_in(member.letters("we have found you")[0])
    assert stranger.open(link) == 404
    assert stranger.sees("This link does not work any more")
    stranger.press("Send the link")
    assert stranger.sees("There is a problem")


def they_accept_by_way_of_the_match(mentor, mentee):
    for one in (mentor, mentee):
        they_say_that_they_take_part(one)
        one.accepts()
    assert mentee.at.sees("Both accepted")


def nothing_is_signed_without_a_name(member):
    member.signs("")
    assert member.at.sees("There is a problem")
    member.at.go(f"{member.pair}agreement/")
    assert member.at.sees("Not signed yet")


def nothing_is_proposed_without_a_time(member):
    member.at.go(f"{member.pair}meetings/propose/").press("Send these times")
    assert member.at.sees("There is a problem")
    assert member.at.sees("Enter a date")
