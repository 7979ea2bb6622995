"""The co-ordinator's side of matching: check, run, try, publish, withdraw; and shortlists."""

import re

import pytest

from tests.journeys.conftest import NARROW
from tests.journeys.steps import joins_whoever_hears, mail_of

pytestmark = pytest.mark.journey


@pytest.mark.requirement("R5.10")
@pytest.mark.requirement("R5.21")
def test_a_co_ordinator_checks_runs_tries_locks_publishes_and_withdraws(visitor):
    # Given a co-ordinator without scripts whose draft waits
    she = visitor(scripts=False).be("coordinator").follow("Leading Together").follow("Matching")
    # When she checks what is missing, and whose
    she.follow("Check")
    assert she.sees("What is not known")
    she.page.locator("tbody a").first.click()
    she.look()
    assert she.sees("without a known location")
    # and runs again, tries other points, and sees the difference before anything is taken
    she.follow("Check before a run").follow("Pairs")
    she.press("Run the matching again").until("Draft of the matches")
    draft = she.page.url
    she.follow("See which pairs hang on one criterion")
    assert she.sees("Same profession")
    she.follow("Try other points and rules")
    she.fill("Both have the same: Profession", "0").press("Try it")
    she.until("What this would change")
    assert she.sees("Both have the same: Profession")
    assert she.sees("Take it and run again")
    # and locks the weakest pair, runs again and finds it there
    she.go(draft)
    weakest = she.page.locator("tbody tr").first.inner_text().split("\n")[0]
    she.follow("See why").press("Lock this pair").press("Lock them together")
    she.press("Run again").until("Draft of the matches")
    she.go(f"{she.page.url}?show=locked")
    assert she.sees(weakest)
    # and publishes, then thinks better of it
    she.press("Publish…")
    assert she.sees("Until they leave you can withdraw it all")
    she.press("Publish")
    assert she.sees("Published, not sent yet")
    # Then it is a draft again, and nobody was told
    she.press("Withdraw")
    assert she.sees("Withdrawn. It is a draft again, and nobody was told.")


@pytest.mark.requirement("R5.04")
@pytest.mark.requirement("R5.22")
def test_a_co_ordinator_looks_at_any_two_people(visitor):
    she = visitor(width=NARROW).be("coordinator").follow("Leading Together").follow("Matching")
    she.follow("Any two people")
    she.page.locator("input[name=one]").first.check()
    she.page.locator("input[name=other]").first.check()
    she.press("Look at these two")
    if she.sees("These two cannot be a pair"):
        assert she.sees("Nobody can override a rule that is never broken")
    else:
        assert she.sees("What the score is made of")


@pytest.mark.requirement("R5.05")
def test_a_co_ordinator_looks_through_shortlists_and_sends_them(visitor):
    # Given shortlists in draft
    she = visitor(scripts=False, width=NARROW).be("coordinator-board")
    she.follow("Open the desk").follow("Matching")
    she.press("Look at the shortlists")
    assert she.sees("Draft of the shortlists")
    # When she looks at one, takes a mentor off and puts him back
    she.page.get_by_role("link", name=re.compile("^See why")).first.click()
    she.look()
    taken = she.page.get_by_role("link", name=re.compile("^Take .* off this list")).first
    name = taken.inner_text().removeprefix("Take ").removesuffix(" off this list")
    taken.click()
    she.look()
    she.press("Take off the list")
    assert she.sees("Taken off the list.")
    she.page.get_by_role("link", name=re.compile(f"^Put on the list.*{name}")).first.click()
    she.look()
    she.press("Put on the list")
    assert she.sees("Put on the list.")
    she.follow("This draft").follow("How many lists each mentor is on")
    assert she.sees("of 3")
    # and publishes and sends
    she.follow("This draft").press("Publish…")
    assert she.sees("No e-mail says who the mentors are.")
    she.press("Publish").press("Send the e-mails now")
    # Then the lists wait for their mentees, and the waiting list says so
    assert she.sees("shortlists offered")
    she.follow("See who still waits")
    assert she.sees("Their own choice")


@pytest.mark.requirement("R5.05")
def test_a_mentee_reads_the_shortlist_and_is_led_to_a_mentor(visitor):
    he = visitor(scripts=False, width=NARROW).be("mentee-listed")
    he.follow("Mentors for you to choose from")
    assert he.sees("The mentors do not know that they are on your list.")
    he.page.get_by_role("button", name=re.compile("^Read about ")).last.click()
    he.look()
    assert he.sees("Why you may fit")


@pytest.mark.requirement("R5.08", "R5.10")
def test_people_of_a_cohort_answer_the_match_that_was_found_for_them(visitor, house):
    # Given a co-ordinator who matches a cohort, and sends
    she = visitor(scripts=False).be("coordinator").follow("Leading Together").follow("Matching")
    she.press("Run the matching again").until("Draft of the matches")
    before = mail_of(house)
    she.press("Publish…").press("Publish").press("Send the e-mails now")
    # When one mentee accepts, they read why in their own words
    told = "Leading Together: we have found you a mentor"
    he = joins_whoever_hears(visitor(width=NARROW), house, told, since=before)
    he.go("/").follow("Answer your match")
    assert he.sees("Why we think you fit"), he.page.inner_text("main")
    assert not he.sees("not known for the mentee")
    he.press("Accept this match").press("Accept this match")
    assert he.sees("You have accepted the match.")
    # and one mentor declines
    told = "Leading Together: we have found you a mentee"
    other = joins_whoever_hears(visitor(scripts=False), house, told, since=before)
    other.go("/").follow("Answer your match").press("Decline this match")
    assert other.sees("No reason is asked")
    other.press("Decline this match")
    # Then nobody asks why, and the place is free
    assert other.sees("Nobody will ask you why")
    assert other.sees("Your place is free again")
