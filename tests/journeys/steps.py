"""What two people do together, and what nobody else may see: steps that several stories share."""

import email
import email.policy
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

from tests.journeys.conftest import House, Visitor
from tests.journeys.coordinator import PURPOSE
from tests.journeys.member import PASSWORD, Member
from tests.journeys.sheets import Somebody

TOPIC = "I want to stop apologising for the rota of last spring."
CLAUSE = "We meet on the second Tuesday, on the bench by the lock."
SOON = datetime.now(UTC).date() + timedelta(days=20)
LATER = SOON + timedelta(days=8)
PAGES = ("", "match/", "match/accept/", "agreement/", "agreement/sign/", "agreement/versions/1/",
         "meetings/", "meetings/propose/", "meetings/logs/")  # fmt: skip


def leaves_no_trace(house: House, *words: str) -> None:
    """Nothing of what is sealed stands in any file of the house, nor in what it says."""
    found = {word: _files_with(house, word) for word in (PURPOSE, *words)}
    assert found.pop(PURPOSE), "what is not sealed is found, so the search works"
    assert not any(found.values()), found


def _files_with(house: House, word: str) -> list[str]:
    files = [p for p in house.data.rglob("*") if p.is_file() and not p.name.startswith(".")]
    return [path.name for path in (*files, house.log) if word.encode() in _plain(path)]


def _plain(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix != ".eml":
        return content
    parts = email.message_from_bytes(content).walk()
    return content + b"".join(part.get_payload(decode=True) or b"" for part in parts)


def the_two(pair: tuple[str, str], people: list[Somebody]) -> tuple[Somebody, Somebody]:
    by_name = {(p.role, p.name): p for p in people}
    return by_name["mentor", pair[0]], by_name["mentee", pair[1]]


def joins(visitor: Visitor, who: Somebody, *, letter: str) -> Member:
    member = Member(visitor, who)
    member.follows_the_letter(letter)
    member.chooses_a_password()
    return member


def they_agree(mentor, mentee):
    mentee.changes_the_agreement("How often and how long", CLAUSE)
    mentee.signs(mentee.who.name)
    assert mentee.at.sees("Waiting for a signature")
    mentor.at.go("/").follow("Sign your agreement")
    assert mentor.at.sees(CLAUSE)
    mentor.signs(mentor.who.name)
    assert mentor.at.sees("Signed by everyone")


def they_find_a_time_move_it_and_cancel(mentor, mentee):
    mentee.proposes((SOON, "2.30pm"), (SOON + timedelta(days=1), "10:00"))
    mentor.at.go("/").follow("Pick a time to meet")
    mentor.picks(2)
    assert mentor.at.sees("Agreed")
    mentee.calendar(at_least=1)
    mentor.asks_to_move((LATER, "9am"))
    mentee.at.go("/").follow("Pick a time to meet")
    mentee.picks(1)
    mentee.calendar(at_least=2)
    mentee.cancels()
    assert mentee.at.sees("taken out of both calendars")
    for one in (mentor, mentee):
        it_is_one_event(one.calendar(at_least=3))


def it_is_one_event(files):
    agreed, moved, cancelled = ((file["METHOD"], file.events[0]) for file in files)
    assert [agreed[0], moved[0], cancelled[0]] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({event["UID"] for _, event in (agreed, moved, cancelled)}) == 1
    assert agreed[1]["SEQUENCE"] < moved[1]["SEQUENCE"] < cancelled[1]["SEQUENCE"]
    assert agreed[1].start.date() == SOON + timedelta(days=1)
    assert moved[1].start.date() == LATER
    assert "lock" not in str(files)  # the place is their own


def they_meet_and_log_it(mentor, mentee):
    mentee.says_that_they_met()
    mentee.writes_the_log(TOPIC)
    mentor.follows_the_letter("A mentoring meeting was recorded")
    assert mentor.at.sees(TOPIC)
    mentor.confirms_the_log()
    assert mentor.at.sees("Confirmed")
    return mentor.page.url


def it_does_not_exist(visitor, *pages):
    """Each page answers, word for word, as one that never was."""
    ask = visitor.page.context.request.get
    nothing = ask(f"{visitor.house.address}/partnerships/{uuid4()}/")
    for page in pages:
        answer = ask(page)
        assert (answer.status, answer.body()) == (404, nothing.body()), page
    assert visitor.open(pages[0]) == 404


def visitor_must_sign_in(visitor, *pages):
    for page in pages:
        visitor.open(page)
        assert "/account/login/" in visitor.page.url
        assert visitor.page.title().startswith("Sign in")


def mail_of(house: House) -> set[Path]:
    """Every message that has left so far."""
    return set((house.data / "mail").glob("*.eml"))


def whoever_hears(visitor: Visitor, house: House, about: str, *, since: set[Path]) -> Visitor:
    """Sign in for the first time, as whoever got a new letter, and open what it leads to."""
    found = _new_letter(house, about, since)
    visitor.open("/account/login/")
    visitor.follow("I forgot my password").fill("E-mail address", found["To"])
    before = mail_of(house)
    visitor.press("Send the link")
    visitor.open(_link_in(_new_letter(house, "Set up your sign-in", before, to=found["To"])))
    visitor.fill("Password", PASSWORD).press("Save password and sign in")
    visitor.open(_link_in(found))
    return visitor


def joins_whoever_hears(visitor: Visitor, house: House, about: str, *, since: set[Path]) -> Visitor:
    """Follow a new letter to whoever has never signed in: they set it up and are led on."""
    visitor.open(_link_in(_new_letter(house, about, since)))
    return visitor.fill("Password", PASSWORD).press("Save password and sign in")


def hears(visitor: Visitor, house: House, about: str, *, since: set[Path]) -> Visitor:
    """Open what a new letter leads to, as somebody who is signed in."""
    visitor.open(_link_in(_new_letter(house, about, since)))
    return visitor


def _link_in(message: EmailMessage) -> str:
    return Member.link_in(message.get_body(("plain",)).get_content())


def _new_letter(house: House, about: str, since: set[Path], *, to: str = "") -> EmailMessage:
    end = monotonic() + 30
    while monotonic() < end:
        for path in mail_of(house) - since:
            found = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            text = found.get_body(("plain",)).get_content()
            if (about in found["Subject"] or about in text) and to in found["To"]:
                return found
        sleep(0.3)
    raise AssertionError(f"no letter about “{about}”")


def proposes(who: Visitor, day: date, clock: str) -> Visitor:
    """Type the first date with a time, in a form that asks for some."""
    boxes = who.page.get_by_role("group", name="Date 1")
    for label in ("day", "month", "year"):
        boxes.get_by_label(label.capitalize()).fill(str(getattr(day, label)))
    return who.fill("Time 1", clock)
