"""Mentees turn to mentors themselves: search, invite, choose, confirm; or write to one first."""

import pytest

from tests.journeys.conftest import NARROW

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
def test_a_mentee_writes_to_one_mentor_first_and_to_no_second(visitor):
    she = visitor(scripts=False).be("mentee-writing").follow("Your mentors to meet")
    assert she.sees("The partnership begins only when both of you say yes")
    she.press("Find a mentor")
    links = she.page.get_by_role("link", name="See how you fit")
    addresses = [links.nth(n).get_attribute("href") for n in range(links.count())]
    one, *others = [one for one in addresses if AIMS_BOX in _opened(she, one)]
    she.go(one).fill("What do you hope for?", AIMS).choose("Video call").press("Send")
    assert she.sees("Waits for the mentor’s answer")
    she.go(others[0])
    assert she.sees("You already talk with one mentor")
    assert AIMS_BOX not in she.page.content()
    she.go("/").follow("Your mentors to meet")
    she.page.get_by_role("heading", level=3).get_by_role("link").first.click()
    she.press("End this talk").press("End this talk")
    assert she.sees("You ended this talk")


AIMS_BOX = 'name="message"'


def _opened(who, address):
    """The page at an address, as it is."""
    return who.go(address).page.content()
