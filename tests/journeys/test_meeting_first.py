"""Mentees turn to mentors themselves: search, invite, choose, confirm; or write to one first."""

import re

import pytest

from tests.journeys.conftest import NARROW
from tests.journeys.steps import SOON, hears, mail_of, proposes, whoever_hears

pytestmark = pytest.mark.journey
AIMS = "Journey: I want to lead a service, and to stay kind."


@pytest.mark.requirement("R5.07")
@pytest.mark.requirement("R5.08")
def test_a_mentee_invites_a_third_mentor_chooses_one_and_the_mentor_confirms(visitor):
    # Given a mentee who has met one mentor and waits for another, on a phone without scripts
    she = visitor(width=NARROW, scripts=False).be("mentee-choosing")
    she.follow("Your mentors to meet")
    assert she.sees("You have met: you decide")
    assert she.sees("Waits for the mentor’s answer")
    # When she looks for mentors with a free place and invites one of them
    she.press("Find a mentor")
    she.page.get_by_label("free place").first.check()
    she.press("Search")
    links = she.page.get_by_role("link", name="See how you fit")
    addresses = [links.nth(n).get_attribute("href") for n in range(links.count())]
    form = next(one for one in addresses if AIMS_BOX in _opened(she, one))
    she.go(form)
    assert she.sees("Why you may fit")
    she.press("Send")
    assert she.sees("There is a problem")
    she.fill("What do you hope for?", AIMS).choose("Video call").press("Send")
    assert she.sees("Waits for the mentor’s answer")
    assert she.sees("Open until")
    # and chooses the one whom she has met
    she.follow("Your mentors to meet").follow("Fergus Ballantyne")
    she.press("Choose this mentor")
    assert she.sees("They are not told whom you chose")
    she.press("Choose this mentor")
    assert she.sees("You have chosen: waits for the mentor")
    # Then he reads what she hopes for and confirms, and the partnership begins
    he = visitor().be("mentor-asked").follow("People who would like to meet you")
    he.follow("Delyth Marlowe")
    he.press("Confirm: begin the partnership").press("Confirm: begin the partnership")
    assert he.sees("You are partners")
    he.press("Go to your partnership")
    # and the other who had chosen him is no longer on his list: his place is taken
    he.go("/").follow("People who would like to meet you")
    assert not he.sees("Waits for your answer")
    # and her other mentors are thanked
    she.go("/").follow("Your mentors to meet")
    assert she.sees("Thanked: you have found a mentor")
    assert not she.sees("Waits for the mentor’s answer")
    # and the co-ordinator counts, and reads nothing
    owen = visitor().be("coordinator-register").follow("First talks")
    assert owen.sees("Became partnerships")
    assert not owen.sees("Journey")
    assert not owen.sees("Delyth")


@pytest.mark.requirement("R5.17")
def test_a_mentee_writes_to_one_mentor_who_agrees_a_time_then_declines_with_thanks(visitor, house):
    # Given a mentee who writes to one mentor, and to no second
    she = visitor(scripts=False).be("mentee-writing").follow("Your mentors to meet")
    assert she.sees("The partnership begins only when both of you say yes")
    she.press("Find a mentor")
    links = she.page.get_by_role("link", name="See how you fit")
    addresses = [links.nth(n).get_attribute("href") for n in range(links.count())]
    one, *others = [one for one in addresses if AIMS_BOX in _opened(she, one)]
    before = mail_of(house)
    she.go(one).fill("What do you hope for?", AIMS).choose("Video call")
    proposes(she, SOON, "2.30pm").press("Send")
    assert she.sees("Waits for the mentor’s answer")
    talk = she.page.url
    she.go(others[0])
    assert she.sees("You already talk with one mentor")
    assert AIMS_BOX not in she.page.content()
    # When the mentor reads it and agrees the time, both have it
    he = whoever_hears(visitor(width=NARROW), house, talk, since=before)
    assert he.sees(AIMS)
    he.page.get_by_role("radio").first.check()
    he.press("Agree to this time")
    assert he.sees("Time agreed")
    assert she.go(talk).sees("Time agreed")
    # Then he finds that he cannot, nobody asks why, and she may write to another
    he.press("Decline with thanks").press("Decline with thanks")
    assert he.sees("Thank you for your time.")
    assert not he.sees(AIMS)
    assert she.go(talk).sees("Nobody gives reasons here")
    assert AIMS_BOX in _opened(she, others[0])


@pytest.mark.requirement("R5.06")
def test_a_mentor_of_the_shortlist_offers_times_later_and_the_mentee_books_one(visitor, house):
    # Given a mentee with a shortlist who asks one of its mentors for a call
    he = visitor(scripts=False, width=NARROW).be("mentee-listed")
    he.follow("Mentors for you to choose from")
    _turns_to_somebody_without_times(he)
    assert he.sees("first calls of 15 minutes")
    before = mail_of(house)
    he.choose("Telephone").press("Send")
    talk = he.page.url
    # When the mentor offers a time on her own page instead of answering
    she = whoever_hears(visitor(), house, talk, since=before)
    asked = mail_of(house)
    she.follow("People who would like to meet you").follow("Offer times for first talks")
    she.choose("Telephone").press("Offer these times")
    assert she.sees("There is a problem")
    proposes(she, SOON, "9am").press("Offer these times")
    assert she.sees("1 new time is offered.")
    # Then the mentee has a letter about it and books the time at once
    hears(he, house, talk, since=asked)
    assert he.page.url == talk
    he.page.get_by_role("radio").first.check()
    he.press("Book this time")
    assert he.sees("Time agreed")
    assert she.go(talk).sees("15 minutes")


AIMS_BOX = 'name="message"'


def _turns_to_somebody_without_times(he):
    """Open the page of a mentor of the list who offers no times of their own yet."""
    links = he.page.get_by_role("button", name=re.compile("^Read about "))
    addresses = [links.nth(n).get_attribute("href") for n in range(links.count())]
    assert any(
        he.go(one).page.get_by_label("Telephone", exact=True).first.is_visible()
        for one in addresses
    )
    he.look()


def _opened(who, address):
    """The page at an address, as it is."""
    return who.go(address).page.content()
