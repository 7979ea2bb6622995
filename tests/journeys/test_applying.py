"""From “could this be for me?” to a sent application: directory, guide, account, form, and back."""

import re

import pytest

from tests.journeys.applicant import SAID, fill_in_the_form, fill_in_the_step
from tests.journeys.conftest import NARROW
from tests.journeys.member import PASSWORD

pytestmark = pytest.mark.journey
NEW = "wenna.trethewey@example.org"
GOAL = "I want to stop hiding behind my slides."


@pytest.mark.requirement("R3.01")
@pytest.mark.requirement("R3.02")
@pytest.mark.requirement("R3.03")
@pytest.mark.requirement("R3.19")
def test_from_the_directory_to_a_sent_application_on_a_phone_without_scripts(visitor):
    # Given a visitor without an account, on a phone, without scripts
    she = visitor(width=NARROW, scripts=False)
    she.go("/").follow("See the programmes that are open")
    she.page.get_by_label("What would you like?").select_option("Build skills for the work")
    she.press("Show programmes")
    assert she.sees("Crossing Paths")
    assert not she.sees("Ward to Board")
    # When she reads about one, and looks whether mentoring suits her
    she.follow("Crossing Paths")
    assert she.sees("free of charge")
    she.press("Apply as a mentee")
    for several in she.page.locator("main fieldset").all():
        several.locator("input").first.check()
    she.press("See what suits me")
    assert she.sees("Mentoring may suit you well")
    she.press("Go on to the form")
    she.fill("E-mail address", NEW).press("Send me the link")
    # Then a letter leads her to the form, with a password of her own
    (letter,) = she.letters(NEW, about="Your link to apply")
    she.open(re.search(r"https?://\S+", letter)[0])
    she.fill("Password", PASSWORD).press("Save password and sign in")
    she.fill("Given name", "Wenna").press("Begin")
    # and what she saves waits while she is signed out, for another device
    she.follow("What you hope to gain")
    she.page.locator("textarea").first.fill(GOAL)
    she.press("Save and come back later")
    she.page.context.clear_cookies()
    at_home = visitor()
    at_home.go("/account/login/").fill("E-mail address", NEW).fill("Password", PASSWORD)
    at_home.press("Sign in").go("/").follow("Go on with your application")
    fill_in_the_form(at_home, send=False)
    assert at_home.sees(GOAL)
    assert at_home.sees(SAID)
    at_home.press("Send my application")
    assert at_home.sees("Who decides")
    # and the letter that confirms it holds nothing of what she wrote
    (confirmed,) = at_home.letters(NEW, about="We have your application")
    assert GOAL not in confirmed
    # and she withdraws, and her words are gone
    at_home.follow("Withdraw this application").press("Withdraw and delete my answers")
    assert at_home.sees("deleted for ever")


@pytest.mark.requirement("R3.01")
def test_both_roles_in_one_sitting_and_two_tabs(visitor):
    # Given somebody whose draft for both roles waits
    he = visitor().be("applicant")
    he.follow("Go on with your application")
    assert he.sees("mentee and mentor")
    # When he opens one step in two tabs and saves in both
    he.follow("What you hope to gain")
    other = he.another_tab()
    other.go(he.page.url)
    fill_in_the_step(other)
    other.page.locator("textarea").first.fill("Written on the train")
    other.press("Save and continue")
    he.page.locator("textarea").first.fill("Written at home")
    he.press("Save and continue")
    # Then both texts stand there, and he decides
    assert he.sees("saved in another tab or on another device")
    assert he.sees("Written on the train")
    assert he.page.locator("textarea").first.input_value() == "Written at home"
    he.press("Save and continue")
    assert not he.sees("saved in another tab")
