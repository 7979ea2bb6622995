"""What a co-ordinator does at a browser, from a new programme to published matches."""

import re
from pathlib import Path

from tests.journeys.conftest import Visitor

PURPOSE = "People from departments that build things meet across their borders."
SAVE = re.compile("^Save all")
STATEMENT = "What you say and write stays between the two of you."


class Coordinator:
    """Rhiannon, who has no programme yet and two spreadsheets in her hand; or another persona."""

    def __init__(self, her: Visitor, persona: str = "coordinator-new") -> None:
        self.her = her.be(persona)
        self.page = her.page
        self.programme = ""  # the address of its desk, once there is one

    # -- set-up

    def starts_a_programme(self, name: str) -> None:
        self.her.follow("Start a programme")
        self.her.fill("What is the programme called?", name).press("Start the programme")
        self.programme = re.match(r".*/programmes/[0-9a-f-]+/", self.page.url)[0]

    def says_what_it_is_for(self) -> None:
        self.her.follow("Say in a few sentences what the programme is for.")
        self.her.fill("What is the programme for?", PURPOSE).press("Save")
        self.her.follow("Say what stays between mentor and mentee, and what does not.")
        self.her.fill("What stays between mentor and mentee", STATEMENT).press("Save")

    def may_open_recruitment(self) -> bool:
        return self.page.get_by_role("button", name="Open recruitment").count() > 0

    def opens_recruitment(self) -> None:
        self.her.press("Open recruitment")
        assert self.her.sees("Recruitment is open.")

    # -- people

    def brings(self, role: str, file: Path) -> None:
        """Upload a file and say what its columns hold, without declaring any consent."""
        self.her.go(f"{self.programme}imports/").press("Bring a spreadsheet")
        self.her.choose(role)
        self.page.set_input_files("input[type=file]", file)
        self.her.press("Upload").until("What the columns hold").press("Continue")
        self.her.press("Check the file").until("Nothing is saved yet")

    def may_save(self) -> bool:
        return self.page.get_by_role("button", name=SAVE).count() > 0

    def saves(self) -> None:
        self.page.get_by_role("button", name=SAVE).click()
        self.her.until("The file has been deleted")

    def sends_invitations(self) -> None:
        self.her.go(f"{self.programme}people/").follow("send invitations")
        self.page.get_by_role("button", name=re.compile(r"^Send \d+ invitations$")).click()
        self.her.look()
        assert self.her.sees("invitations are on the way")

    def sees_of(self, name: str) -> str:
        """What the list of people says of somebody, row by row."""
        self.her.open(f"{self.programme}people/?search={name}")
        return " / ".join(self.page.locator("tbody tr").all_inner_texts())

    # -- matching

    def runs_the_matching(self) -> None:
        self.her.open(f"{self.programme}matching/")
        self.page.get_by_role("button", name=re.compile("^Run the matching")).click()
        self.her.until("Draft of the matches")

    def runs_again(self) -> None:
        self.her.press("Run again").until("Against the draft before")

    def pairs(self, show: str = "") -> list[tuple[str, str]]:
        """Mentor and mentee of each pair on the first page of the draft in front of her."""
        self.page.goto(f"{self.page.url.split('?')[0].split('#')[0]}?show={show}")
        self.her.look()
        names = self.page.locator("tbody .mh-person strong").all_inner_texts()
        return list(zip(names[::2], names[1::2], strict=True))

    def looks_at(self, pair: tuple[str, str]) -> None:
        row = self.page.locator("tbody tr").filter(has_text=pair[0]).filter(has_text=pair[1])
        row.get_by_role("link", name="See why").click()
        self.her.look()

    def locks(self, pair: tuple[str, str]) -> None:
        self.looks_at(pair)
        self.her.press("Lock this pair").press("Lock them together")

    def forbids(self, pair: tuple[str, str]) -> None:
        self.looks_at(pair)
        self.her.press("Forbid this pair").press("Forbid this pair")

    def publishes(self) -> None:
        self.her.press("Publish…")
        assert self.her.sees("Until they leave you can withdraw it all")
        self.her.press("Publish")
        assert self.her.sees("Published, not sent yet")

    def withdraws(self) -> None:
        self.her.press("Withdraw")
        assert self.her.sees("Withdrawn. It is a draft again, and nobody was told.")

    def sends(self) -> None:
        self.her.press("Send the e-mails now")
        assert self.her.sees("offered.")

    # -- the desk

    def opens_the_desk(self) -> dict[str, int]:
        self.her.open(f"{self.programme}desk/")
        figures = self.page.locator(".mh-figure").all_inner_texts()
        parted = [text.split(maxsplit=1) for text in figures]
        return {words: int(count.replace(",", "")) for count, words in parted}

    def opens_each_figure(self) -> dict[str, int]:
        """Open the list behind each figure, and count who is in it."""
        found = {}
        for words in self.opens_the_desk():
            self.her.open(f"{self.programme}desk/")
            self.page.locator(".mh-figure a", has_text=re.compile(rf"\b{words}$")).click()
            self.her.look()
            total = re.search(r"Showing 1 to \d+ of (\d+)", self.page.inner_text("main"))
            rows = self.page.locator("tbody tr").count()
            found[words] = int(total[1]) if total else rows
        return found
