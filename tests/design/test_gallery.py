"""The gallery in a real browser: every component, wide and narrow, with and without script."""

import os
import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from mentorhouse.design import session
from tests.factories import make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.requirement("R15.01"),
    pytest.mark.journey,
]
WIDE, NARROW = 1280, 320
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture(scope="module")
def browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright runs a loop of its own
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser, live_server):
    contexts = []

    def open_page(path, *, width=WIDE, script=True, cookies=()):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            base_url=live_server.url,
        )
        contexts.append(context)
        context.add_cookies([{"url": live_server.url} | cookie for cookie in cookies])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def signed_in(*, seconds):
    client = Client()
    client.force_login(make_user())
    kept = client.session
    kept[session.KEY] = (timezone.now() + timedelta(seconds=seconds)).isoformat()
    kept.save()
    return [{"name": name, "value": cookie.value} for name, cookie in client.cookies.items()]


def is_fit(page):
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.complaints == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_component_is_accessible_in_every_state(visit, width):
    page = visit("/gallery/?page=3&sort=-name", width=width)
    is_fit(page)
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_title(re.compile("^Error: "))
    is_fit(page)
    page.get_by_role("link", name="Enter the full name").click()
    assert page.evaluate("document.activeElement.id") == "id_name"


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "path", ["/help/", "/accessibility/", "/privacy/", "/licence/", "/no/such/address/"]
)
def test_pages_of_the_house_are_accessible(visit, path, width):
    page = visit(path, width=width)
    page.complaints = [words for words in page.complaints if "404" not in words]
    is_fit(page)


def test_the_form_works_without_script(visit):
    page = visit("/gallery/", script=False)
    page.get_by_label("Full name").fill("Invented Person")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    assert page.get_by_label("Full name").input_value() == "Invented Person"


def test_the_keyboard_reaches_the_content_first(visit):
    page = visit("/gallery/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "maincontent"


def test_a_good_form_is_told_as_done(visit):
    page = visit("/gallery/")
    for label, typed in {
        "Full name": "Invented Person", "E-mail address": "person@example.org",
        "Years in the profession": "7", "Day": "27", "Month": "3", "Year": "2027",
        "At what time?": "2.30pm", "What did you talk about?": "Work",
    }.items():  # fmt: skip
        page.get_by_label(label, exact=True).fill(typed)
    page.locator("#id_password").fill("not a real password")
    page.get_by_label("Grade").select_option("EO")
    for label in ("By video", "Career", "I agree to the ground rules"):
        page.get_by_label(label).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved")
    is_fit(page)


def test_the_session_warns_two_minutes_ahead_and_one_can_stay(visit):
    page = visit("/help/", cookies=signed_in(seconds=121))
    stay = page.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_visible(timeout=10_000)
    is_fit(page)
    stay.click()
    expect(stay).to_be_hidden()
    page.reload()
    expect(stay).to_be_hidden()
    is_fit(page)


def test_a_session_that_ended_is_told(visit):
    cookies = signed_in(seconds=3)
    page = visit("/help/", cookies=cookies)
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible(timeout=20_000)
    assert page.get_by_role("button", name="Stay signed in").count() == 0
