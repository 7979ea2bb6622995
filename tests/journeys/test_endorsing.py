"""Support by a manager who has no account, and a sponsor who identifies somebody."""

import re

import pytest

from tests.journeys.conftest import NARROW

pytestmark = pytest.mark.journey
ADDRESS = re.compile(r"https?://\S+/programmes/(?:support|sponsor)/\S+")


def the_link(visitor, to):
    """The private link in the newest letter to somebody."""
    return ADDRESS.search(visitor.letters(to)[0])[0]


def the_applicant(visitor):
    """Somebody with an application under way, at its list of tasks."""
    they = visitor.be("nominee")
    way = they.page.locator('main a[href*="/apply/"]').first.get_attribute("href")
    return they.go(way)


@pytest.mark.requirement("R3.04")
@pytest.mark.requirement("R3.05")
def test_a_manager_answers_on_a_phone_without_scripts_and_without_an_account(visitor):
    manager_at = "journey.manager@example.org"
    # Given an applicant who reads what the manager will read, and asks
    they = the_applicant(visitor())
    they.follow("Support of your manager or sponsor")
    their_page = they.page.url
    they.press("See what they are asked, and ask them (Your line manager)")
    assert they.sees("Do you support this?")
    they.fill("Their full name", "Jo Manager").fill("Their e-mail address at work", manager_at)
    they.press("Send them the question")
    assert they.sees("The question is sent")
    # When the manager opens the letter's link, errs once and answers
    manager = visitor(width=NARROW, scripts=False)
    link = the_link(manager, manager_at)
    manager.go(link)
    assert manager.sees("What stays confidential")
    manager.press("Send my answer")
    assert manager.sees("There is a problem")
    manager.choose("Yes, I support it").fill("How many hours a month can you grant?", "2.5")
    manager.page.get_by_label("I understand that what is talked about").check()
    manager.fill("Is there anything that the co-ordinators should know?", "Only for them")
    manager.press("Send my answer")
    # Then they see their own answer, and the link is used up
    assert manager.sees("Thank you for your answer")
    assert manager.sees("2.5")
    manager.follow("Read our briefing for managers")
    assert manager.open(link) == 404
    assert manager.sees("This link does not work")
    # and the applicant sees that support is given, and nothing of what was written
    they.go(their_page)
    assert they.sees("Given")
    assert not they.sees("Only for them")
    # and the co-ordinator sees all of it
    she = visitor().be("coordinator-board")
    programme = re.search(r"/programmes/[0-9a-f-]{36}/", she.page.content())[0]
    she.go(f"{programme}support/?search=")
    assert she.sees("Jo Manager")


@pytest.mark.requirement("R3.06")
def test_a_sponsor_identifies_somebody_who_is_invited_to_apply(visitor):
    sponsor_at, person_at = "journey.sponsor@example.org", "journey.person@example.org"
    she = visitor().be("coordinator-register")
    programme = re.search(r"/programmes/[0-9a-f-]{36}/", she.page.content())[0]
    she.go(f"{programme}sponsors/").press("Give a sponsor a link")
    she.fill("The sponsor’s full name", "Sal Sponsor").fill("e-mail address", sponsor_at)
    she.fill("Their organisation", "Northmoor Hospitals Trust").fill("For how many people?", "1")
    she.press("Send the link")
    sponsor = visitor(width=NARROW, scripts=False)
    link = the_link(sponsor, sponsor_at)
    sponsor.go(link).fill("Their full name", "Pat Person")
    sponsor.fill("Their e-mail address at work", person_at)
    sponsor.fill("Why do you see them", "They ask the right questions.")
    sponsor.press("Invite them to apply")
    assert sponsor.sees("Pat Person is invited to apply")
    assert sponsor.open(link) == 404
    (letter,) = sponsor.letters(person_at)
    assert "Sal Sponsor" in letter
    assert "right questions" not in letter
