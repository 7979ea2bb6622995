"""What an applicant does at a browser: fill in whatever the form asks, and send it."""

import re

from playwright.sync_api import Locator

from tests.journeys.conftest import Visitor

SAID = "I would like to hear how others found their feet."
MOST_STEPS = 12


def fill_in_the_form(at: Visitor, *, send: bool = True) -> None:
    """Go through the steps from the list of tasks, answer everything, check and send."""
    at.page.locator(".nhsuk-task-list__link").first.click()
    at.look()
    for _ in range(MOST_STEPS):
        if at.page.get_by_role("button", name="Save and continue").count() == 0:
            break
        fill_in_the_step(at)
        at.press("Save and continue")
    if send:
        at.press("Send my application")


def answer_for(main: Locator, box: Locator) -> str:
    """Return what fits a box: a number, a grade of the programme's ladder, or words."""
    if box.get_attribute("inputmode") == "numeric":
        return "1"
    grades = re.search(r"The grades of this programme: ([^,.]+)", main.inner_text())
    return grades[1] if grades and box.get_attribute("name") == "grade" else SAID


def fill_in_the_step(at: Visitor) -> None:
    """Answer everything on the page in front of us."""
    main = at.page.locator("main")
    for box in main.locator("textarea:visible, input[type=text]:visible").all():
        if not box.input_value():
            box.fill(answer_for(main, box))
    for box in main.locator("input[type=number]").all():
        box.fill("1")
    for tick in main.locator("input[type=checkbox]").all():
        tick.check()
    for several in main.locator("fieldset").all():
        if several.locator("input[type=radio]").count():
            several.locator("input[type=radio]").first.check()
