"""A real browser on the real demonstration: `mentorhouse demo` with its worker, on its own port.

`visitor` gives somebody at a browser. Every page that they open is checked by axe, looked at for
scripts and addresses of other origins, and must not scroll sideways.
"""

import email
import email.policy
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

WIDE, NARROW = 1280, 320
FAILED = 500
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
FILLING = 240  # seconds until a demonstration that does not begin to serve is missed
PATIENCE = 15_000  # milliseconds until something that does not come is missed
RULES = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


@dataclass(frozen=True)
class House:
    """A running demonstration."""

    address: str
    data: Path
    log: Path
    pages: list[str] = field(default_factory=list)  # the HTML of what anybody saw
    checked: set[tuple[int, bool, str]] = field(default_factory=set)

    @property
    def personas(self) -> dict[str, dict[str, str]]:
        rows = json.loads((self.data / "demo" / "personas.json").read_text(encoding="utf-8"))
        return {row["slug"]: row for row in rows}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(address: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + FILLING
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The demonstration did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    data, port, log = folder / "data", _free_port(), folder / "log"
    environment = os.environ | {
        "MENTORHOUSE_MODE": "demo",
        "MENTORHOUSE_DATA": str(data),
        "PORT": str(port),
    }
    for name in ("DJANGO_SETTINGS_MODULE", "MENTORHOUSE_URL"):
        environment.pop(name, None)
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "mentorhouse.config.cli", "demo"],
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(address, process, log)
        yield House(address, data, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=40)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def skeleton(html: str) -> str:
    """Return a page without its words and identifiers: what makes it another kind of page."""
    bare = re.sub(r">[^<]*\w[^<]*<", ">words<", SCRIPT.sub("", html))
    return re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|(nonce|value|content)="[^"]+"|\d+', "", bare)


class Visitor:
    """Somebody at a browser. Speaks of labels, buttons and links, as a person does."""

    def __init__(self, page: Page, house: House, *, copies: Page | None = None) -> None:
        self.page = page
        self._copies = copies  # a page with scripts, for somebody who has none
        self.house = house
        self._axe = Axe()
        page.on("request", self._note_request)
        page.on("response", self._note_response)
        self.strayed: list[str] = []
        self.failed: list[str] = []
        self.pages: list[str] = []  # the HTML of what they saw

    def _note_request(self, request) -> None:
        if not request.url.startswith((self.house.address, "data:")):
            self.strayed.append(request.url)

    def _note_response(self, response) -> None:
        if response.status >= FAILED:
            self.failed.append(response.url)

    def open(self, path: str) -> int:
        """Open an address and look at the page; return its status."""
        answer = self.page.goto(path if path.startswith("http") else self.house.address + path)
        self.look()
        return answer.status if answer else 0

    def go(self, path: str) -> "Visitor":
        """Open an address that is there."""
        assert self.open(path) == 200, path
        return self

    def look(self) -> None:
        """Check the page in front of us: accessible, no sideways scrolling, nothing from outside.

        Of pages that differ in their words alone, axe looks at the first.
        """
        self.page.wait_for_load_state()
        self.pages.append(self.page.content())
        self.house.pages.append(self.pages[-1])
        room = self.page.viewport_size["width"]
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= room, f"{self.page.url} scrolls sideways"
        assert (self.strayed, self.failed) == ([], [])
        key = (room, self._copies is None, skeleton(self.pages[-1]))
        if key in self.house.checked:
            return
        self.house.checked.add(key)
        found = self._violations()
        assert found == [], f"{self.page.url}: " + "; ".join(
            f"{v['id']} at {[n['target'] for n in v['nodes']][:3]}" for v in found
        )

    def _violations(self) -> list[dict]:
        """Run axe. It is a script: where there are none it looks at a copy of the page."""
        page = self.page
        if self._copies:
            html = SCRIPT.sub("", page.content())
            self._copies.unroute_all()
            self._copies.route(
                page.url, lambda route: route.fulfill(body=html, content_type="text/html")
            )
            self._copies.goto(page.url)
            page = self._copies
        return self._axe.run(page, options=RULES).response["violations"]

    def be(self, slug: str) -> "Visitor":
        """Become a persona, with one press."""
        self.page.context.clear_cookies()
        self.open("/demo/")
        self.page.locator(f'button[name="persona"][value="{slug}"]').click()
        self.look()
        return self

    def press(self, name: str) -> "Visitor":
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.look()
        return self

    def follow(self, name: str) -> "Visitor":
        self.page.get_by_role("link", name=name).first.click()
        self.look()
        return self

    def fill(self, label: str, text: str) -> "Visitor":
        self.page.get_by_label(label).first.fill(text)
        return self

    def choose(self, label: str) -> "Visitor":
        self.page.get_by_label(label, exact=True).first.check()
        return self

    def sees(self, text: str) -> bool:
        return text in self.page.inner_text("body")

    def until(self, text: str, *, seconds: int = 60) -> "Visitor":
        """Reload until the page says so: how one waits for long work without JavaScript."""
        end = time.monotonic() + seconds
        while not self.sees(text):
            assert time.monotonic() < end, f"{self.page.url} never said “{text}”"
            time.sleep(0.5)
            self.page.reload()
        self.look()
        return self

    def messages(self, to: str) -> list[EmailMessage]:
        """Return every message to an address, newest first."""
        folder = self.house.data / "mail"
        paths = sorted(folder.glob("*.eml"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
        files = (path.read_bytes() for path in paths)
        return [
            email.message_from_bytes(file, policy=email.policy.default)
            for file in files
            if f"To: {to}\n".encode() in file
        ]

    def letters(
        self, to: str, *, at_least: int = 1, about: str = "", seconds: int = 30
    ) -> list[str]:
        """Return the text of every letter to an address about something, newest first."""
        end = time.monotonic() + seconds
        while True:
            found = [m for m in self.messages(to) if about in m["Subject"]]
            if len(found) >= at_least or time.monotonic() > end:
                assert len(found) >= at_least, f"only {len(found)} letters to {to}"
                return [message.get_body(("plain",)).get_content() for message in found]
            time.sleep(0.3)

    def another_tab(self) -> "Visitor":
        """The same person in a second tab of the same browser."""
        return Visitor(self.page.context.new_page(), self.house, copies=self._copies)


@pytest.fixture
def visitor(browser: Browser, house: House) -> Iterator[Callable[..., Visitor]]:
    """Make visitors: `visitor(width=320, scripts=False)`."""
    contexts = []

    def page(width: int, *, scripts: bool) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale="en-GB"
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    def make(*, width: int = WIDE, scripts: bool = True) -> Visitor:
        copies = None if scripts else page(width, scripts=True)
        return Visitor(page(width, scripts=scripts), house, copies=copies)

    yield make
    for context in contexts:
        context.close()
