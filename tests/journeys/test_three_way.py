"""A three-way start: the mentee asks, the line manager signs their own part, the pair reads it."""

import re

import pytest

from tests.journeys.conftest import NARROW

pytestmark = pytest.mark.journey
ADDRESS = re.compile(r"https?://\S+/partnerships/managers-part/\S+")
MANAGER = "journey.start@example.org"


def the_link(visitor):
    """The private link in the newest letter to the manager."""
    return ADDRESS.search(visitor.letters(MANAGER)[0])[0]


@pytest.mark.requirement("R6.07")
@pytest.mark.requirement("R6.10")
def test_a_manager_signs_on_a_phone_without_scripts_and_sees_nothing_afterwards(visitor):
    # Given a mentee who sees the letter and the page before anything is sent
    they = visitor().be("mentee-start")
    pair = re.search(r"/partnerships/[0-9a-f-]{36}/", they.page.content())[0]
    they.go(f"{pair}agreement/").follow("Ask your line manager, and see where it stands")
    their_page = they.page.url
    they.fill("Your line manager’s full name", "Jo Manager")
    they.fill("Your line manager’s e-mail address at work", MANAGER)
    they.press("See what they will be sent")
    assert they.sees("Hello Jo Manager")
    assert they.sees("What support do you offer?")
    they.press("Send the letter")
    assert they.sees("The letter is sent")
    # When the manager opens the link, errs once, asks to talk first, and then signs
    manager = visitor(width=NARROW, scripts=False)
    link = the_link(manager)
    manager.go(link)
    assert manager.sees("What stays confidential")
    manager.press("Send my answer")
    assert manager.sees("There is a problem")
    manager.choose("Talk about it first").press("Send my answer")
    assert manager.sees("would like to talk first")
    they.go(their_page)
    assert they.sees("Would like to talk first")
    manager.go(link).choose("Agree on time and support, and sign my part")
    manager.fill("How many hours of work a month", "2.5")
    manager.fill("What support do you offer?", "A seat on the estates board.")
    manager.fill("When will the two of you talk", "Each quarter.")
    manager.page.get_by_label("I understand that what is talked about").check()
    manager.fill("Your full name", "Jo Q. Manager").press("Send my answer")
    # Then they see their own part, once, and the link is used up
    assert manager.sees("Thank you, your part is signed")
    assert manager.sees("2½ hours")
    assert manager.open(link) == 404
    assert manager.sees("This link does not work")
    # and the mentee reads it beside the agreement, exactly as it was signed
    they.go(their_page)
    assert they.sees("A seat on the estates board.")
    assert they.sees("Jo Q. Manager")
    assert not they.sees(MANAGER)
    # and the co-ordinator sees that it is signed, and no word of it
    she = visitor().be("coordinator-board")
    programme = re.search(r"/programmes/[0-9a-f-]{36}/", she.page.content())[0]
    she.go(f"{programme}desk/both_accepted/")
    assert she.sees("line manager’s part signed")
    assert not she.sees("estates board")


@pytest.mark.requirement("R6.07")
def test_a_mentor_reads_the_part_and_has_no_page_of_their_own(visitor):
    he = visitor().be("mentor-start")
    pair = re.search(r"/partnerships/[0-9a-f-]{36}/", he.page.content())[0]
    he.go(f"{pair}agreement/")
    assert he.sees("The line manager’s part")
    assert he.sees("Emeka Nwosu")
    assert he.open(f"{pair}agreement/manager/") == 404
