"""A co-ordinator launches each kind of programme from nothing: what is missing leads the way."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.conftest import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey

TODAY = datetime.now(UTC).date()
KINDS = (
    ("Senior talent mentoring", WIDE, True),
    ("Open mentoring", NARROW, False),
    ("Peer mentoring", WIDE, False),
    ("Mentoring with a learning contract", NARROW, True),
    ("Mentor register", WIDE, True),
)


@pytest.mark.requirement("R2.01")
@pytest.mark.requirement("R2.06")
@pytest.mark.parametrize(("kind", "width", "scripts"), KINDS, ids=[row[0] for row in KINDS])
def test_a_programme_is_launched_from_its_template(visitor, kind, width, scripts):
    her = visitor(width=width, scripts=scripts).be("coordinator-new")
    name = f"{kind} of ours"
    her.go("/programmes/new/").choose(kind)
    her.fill("What is the programme called?", name).press("Start the programme")
    programme = re.match(r".*/programmes/[0-9a-f-]+/", her.page.url)[0]
    visitor_sees_nothing_yet(visitor, programme)

    settle_what_is_missing(her, programme)
    her.go(f"{programme}set-up/").press("Open recruitment")
    assert her.sees("Recruitment is open.")

    her.follow("Documents").follow("Public page")
    her.go(public_page_of(programme))
    assert her.sees(name)
    assert her.sees("Because our people ask for it.")


def settle_what_is_missing(her: Visitor, programme: str) -> None:
    """Follow each line of “before recruitment can open” to its page, and put it right."""
    for _ in range(10):
        her.go(f"{programme}set-up/")
        missing = her.page.locator(".nhsuk-inset-text li a")
        if not missing.count():
            return
        topic = missing.first.get_attribute("href").rstrip("/").rpartition("/")[2]
        missing.first.click()
        her.look()
        ANSWERS[topic](her)
        her.press("Save")
        assert her.page.url.endswith("/set-up/"), her.page.inner_text("main")[:600]
    pytest.fail("something stays missing whatever one writes")


def says_the_purpose(her: Visitor) -> None:
    her.fill("What is the programme for?", "Because our people ask for it.")


def names_the_dates(her: Visitor) -> None:
    fill_day(her, "First day of the programme", 30)
    fill_day(her, "Last day of the programme", 400)


def plans_the_evaluation(her: Visitor) -> None:
    her.fill("What do you want to find out?", "Whether people grow.")
    fill_day(her, "When is the report due?", 430)


def names_a_contact(her: Visitor) -> None:
    her.fill("Whom can people ask?", "The mentoring team")
    her.fill("E-mail for questions", "mentoring@example.org")


ANSWERS = {
    "purpose": says_the_purpose,
    "dates": names_the_dates,
    "evaluation": plans_the_evaluation,
    "co-ordination": names_a_contact,
}


def fill_day(her: Visitor, legend: str, ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    box = her.page.get_by_role("group", name=legend)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        box.get_by_label(label).fill(str(value))


def public_page_of(programme: str) -> str:
    return f"/p/{programme.rstrip('/').rpartition('/')[2]}/"


def visitor_sees_nothing_yet(visitor, programme: str) -> None:
    """Before recruitment is open the page is not there, for nobody (R2.15)."""
    nobody = visitor()
    answer = nobody.page.goto(nobody.house.address + public_page_of(programme))
    assert answer.status == 404
