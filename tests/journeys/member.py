"""What a mentor or a mentee does at a browser, from the first letter to a confirmed log."""

import re
from datetime import date

from icalendar import Calendar

from tests.journeys.applicant import fill_in_the_form
from tests.journeys.conftest import Visitor
from tests.journeys.sheets import Somebody

PASSWORD = "seven grey herons wading"
READERS = "Who can read this"


class Member:
    """Somebody who was invited."""

    def __init__(self, visitor: Visitor, who: Somebody) -> None:
        self.at = visitor
        self.page = visitor.page
        self.who = who
        self.pair = ""  # the address of the partnership

    # -- letters

    def letters(self, about: str, *, at_least: int = 1) -> list[str]:
        return self.at.letters(self.who.email, at_least=at_least, about=about)

    def follows_the_letter(self, about: str) -> str:
        """Open the link of the newest letter about something."""
        link = self.link_in(self.letters(about)[0])
        self.at.open(link)
        return link

    @staticmethod
    def link_in(letter: str) -> str:
        return re.search(r"https?://\S+", letter)[0]

    def calendar(self, *, at_least: int) -> list[Calendar]:
        """The calendar files of my letters, the oldest first."""
        self.letters("Your mentoring meeting", at_least=at_least)
        return [
            Calendar.from_ical(part.get_content())
            for message in reversed(self.at.messages(self.who.email))
            for part in message.walk()
            if part.get_content_type() == "text/calendar"
        ]

    # -- joining

    def chooses_a_password(self) -> None:
        self.at.fill("Password", PASSWORD).press("Save password and sign in")

    def takes_part(self) -> None:
        assert self.at.sees("Taking part is voluntary")
        self.at.press("Yes, I take part")
        fill_in_the_form(self.at)
        assert self.at.sees("You take part")

    def looks_at_the_match(self) -> None:
        self.at.go("/").follow("Answer your match")
        self.pair = re.match(r".*/partnerships/[0-9a-f-]+/", self.page.url)[0]
        assert self.at.sees("Why we think you fit")

    def accepts(self) -> None:
        self.at.press("Accept this match")
        assert self.at.sees("What stays between you")
        self.at.press("Accept this match")

    def accepts_by_keyboard(self) -> None:
        for _ in range(2):
            self._tabs_to("Accept this match")
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
            self.at.look()

    def declines(self) -> None:
        self.at.press("Decline this match").press("Decline this match")

    def _tabs_to(self, words: str) -> None:
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.innerText") == words:
                return
        raise AssertionError(f"“{words}” cannot be reached by keyboard")

    # -- agreement

    def changes_the_agreement(self, title: str, text: str) -> None:
        self.at.go(f"{self.pair}agreement/").press("Change the text")
        self.at.fill(title, text)
        assert all(READERS in words for words in self.described_boxes())
        self.at.press("Save as a new version")

    def signs(self, name: str) -> None:
        self.at.go(f"{self.pair}agreement/").press("Read and sign")
        self.at.fill("Your full name", name).press("Sign the agreement")

    # -- meetings

    def proposes(self, *starts: tuple[date, str]) -> None:
        self.at.go(f"{self.pair}meetings/").press("Propose times")
        self._types(starts)
        self.at.choose("Face to face").fill("Place", "The café by the lock").press(
            "Send these times"
        )

    def asks_to_move(self, *starts: tuple[date, str]) -> None:
        self.at.follow("Move it to another time")
        self._types(starts)
        self.at.press("Send these times")

    def picks(self, number: int) -> None:
        self.page.get_by_role("radio").nth(number - 1).check()
        self.at.press("Agree this time")

    def cancels(self) -> None:
        self.at.follow("Cancel it").press("Cancel the meeting")

    def _types(self, starts: tuple[tuple[date, str], ...]) -> None:
        for number, (day, clock) in enumerate(starts, start=1):
            if number == 2:
                self.page.get_by_text("Add up to four more times").click()
            boxes = self.page.get_by_role("group", name=f"Date {number}")
            for label in ("day", "month", "year"):
                boxes.get_by_label(label.capitalize()).fill(str(getattr(day, label)))
            self.at.fill(f"Time {number}", clock)

    def says_that_they_met(self) -> None:
        self.at.go(f"{self.pair}meetings/").press("We have met")
        self.at.choose("Video call").press("Save")

    def writes_the_log(self, topic: str) -> None:
        self.at.press("Write the log")
        assert len(self.described_boxes()) == 8
        assert all(READERS in words for words in self.described_boxes())
        self.at.fill("What did you talk about?", topic).press("Save the log")

    def confirms_the_log(self) -> None:
        self.at.press("Confirm this log")

    def described_boxes(self) -> list[str]:
        """What stands beside each box for text, as a screen reader says it."""
        return self.page.evaluate(
            """[...document.querySelectorAll("main textarea")].map(box =>
                (box.getAttribute("aria-describedby") || "").split(" ")
                .map(id => document.getElementById(id)?.innerText || "").join(" "))"""
        )
