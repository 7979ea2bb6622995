"""A group and a team of Leading Together: sign, find a time, meet, meet as two, plan, leave."""

from datetime import timedelta

import pytest

from tests.journeys.conftest import NARROW
from tests.journeys.steps import SOON, proposes

pytestmark = pytest.mark.journey
TOPIC = "Journey: the winter rota, and who decides it."
SECRET = "Journey: I may leave the council in spring."
AIM = "Journey: every family hears from one person."
MENTOR, MENTEE = "Marguerite Fane", "Tobias Renwick"


@pytest.mark.requirement("R9.02", "R9.05", "R9.06")
def test_a_group_signs_finds_a_time_meets_and_goes_on_without_somebody(visitor, house):
    # Given a mentee in a group, on a phone without scripts, who signs last
    he = visitor(width=NARROW, scripts=False).be("group-mentee").follow("Say which times suit you")
    poll = he.page.url
    here = poll.split("meetings/")[0]
    he.go(f"{here}agreement/").press("Read and sign")
    he.fill("Your full name", MENTEE).press("Sign the agreement")
    assert he.sees("Signed by everyone")
    # When he answers the poll, with a box forgotten at first
    he.go(poll).press("Save my answers")
    assert he.sees("Choose yes, if need be or no for")
    for row, words in enumerate(("Yes", "If need be", "No")):
        he.page.get_by_label(words, exact=True).nth(row).check()
    he.press("Save my answers")
    assert he.sees("Enough can come")
    # Then the mentor, who asked, hears of it and picks, and everybody has it in the calendar
    she = visitor().be("group-mentor").follow("Pick a time to meet")
    assert she.sees(f"Yes: {MENTOR}")
    she.page.locator("input[name=time]").first.check()
    she.press("Agree this time")
    assert she.sees("Agreed")
    email = house.personas["group-mentee"]["email"]
    assert he.letters(email, about="Your mentoring meeting is agreed")
    assert he.go(poll).sees("A time is picked")
    # When they have met before that and he writes what they talked about, one of them confirms it
    he.go(f"{here}meetings/met/").choose("Video call").press("Save")
    he.press("Write the log")
    he.fill("What did you talk about?", TOPIC).press("Save the log")
    assert he.sees("Any one of the others reads the log")
    she.go(he.page.url).press("Confirm this log")
    assert she.sees("Confirmed")
    # And the two meet beside the group: nothing of it stands where the others look
    she.go(f"{here}sessions/").follow(MENTEE)
    assert she.sees("The others in your partnership do not see that you meet")
    she.page.locator("input[name=time]").first.check()
    she.press("Agree this time")
    he.go(f"{here}sessions/ask/")
    proposes(he, SOON + timedelta(days=3), "4pm").choose("Telephone")
    he.fill("What would you like to talk about?", SECRET).press("Send these times")
    assert he.sees(SECRET)
    session = he.page.url
    outside = visitor().be("coordinator")
    assert outside.open(session) == 404
    assert outside.open(f"{here}meetings/") == 200  # of this group's logs they were told
    assert not outside.sees("Session")
    # Then he leaves without a reason, and the others go on
    he.go(here).follow("Leave your partnership")
    he.page.locator("input[type=radio]").last.check()
    he.press("Leave the partnership")
    assert he.sees("Nobody asks why")
    assert he.open(here) == 404
    assert he.open(session) == 200  # what the two wrote stays theirs
    assert MENTEE not in she.go(here).page.inner_text("h1")


@pytest.mark.requirement("R9.04")
def test_a_team_writes_its_plan_and_takes_it_along(visitor):
    she = visitor(width=NARROW, scripts=False).be("team-member")
    she.page.locator("a[href*='/partnerships/']").last.click()
    here = she.page.url.split("/partnerships/")[0] + "/partnerships/"
    here += she.page.url.split("/partnerships/")[1].split("/")[0] + "/"
    she.go(here).follow("Read and write the plan of your team")
    assert she.sees("Version 2")
    # When she writes in one tab, and before it in another
    other = she.another_tab()
    other.go(f"{here}team-plan/write/").fill("Our action plan", "Journey: from Monday on.")
    she.press("Change the plan").fill("Our common aim", AIM).press("Save the plan")
    assert she.sees("The version before it stays readable")
    other.press("Save the plan")
    assert other.sees("both changes are below")
    other.press("Save the plan")
    # Then both changes stand, the earlier version stays, and the file opens
    assert other.sees(AIM)
    assert other.sees("Journey: from Monday on.")
    other.go(f"{here}team-plan/version/2/")
    assert other.sees("This is an earlier version")
    file = other.page.context.request.get(f"{here}team-plan/pdf/")
    assert (file.status, file.headers["content-type"]) == (200, "application/pdf")
    assert visitor().be("coordinator").open(f"{here}team-plan/") == 404
