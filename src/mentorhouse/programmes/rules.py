"""What a programme lacks before it recruits (R2.06), and how many places somebody may have.

Plain values in, reasons out.
"""

from dataclasses import dataclass
from uuid import UUID

from mentorhouse.programmes.design import Design


@dataclass(frozen=True)
class LaunchPoint:
    """One thing that a programme needs before it recruits, and whether it is there."""

    key: str
    words: str
    remedy: str
    done: bool


def launch_points(design: Design, *, coordinators: int) -> tuple[LaunchPoint, ...]:
    """Return the points that open recruitment waits for, each with its state."""
    return (
        LaunchPoint(
            "coordinator",
            "A co-ordinator is named",
            "Name a co-ordinator.",
            coordinators > 0,
        ),
        LaunchPoint(
            "purpose",
            "The purpose is written",
            "Say in a few sentences what the programme is for.",
            bool(design.purpose.strip()),
        ),
        LaunchPoint(
            "confidentiality",
            "The confidentiality statement is written",
            "Say what stays between mentor and mentee, and what does not.",
            bool(design.confidentiality.statement.strip()),
        ),
    )


def may_recruit(points: tuple[LaunchPoint, ...]) -> bool:
    """Whether nothing is missing any more."""
    return all(point.done for point in points)


def in_short(design: Design, *, coordinators: int) -> dict[str, str]:
    """Say in a line what each part of the design holds, in the order of the set-up."""
    matching, meetings = design.matching, design.meetings
    read = (
        "Co-ordinators may read"
        if design.confidentiality.coordinator_reads_content
        else ("Only the pair reads")
    )
    return {
        "purpose": _start_of(design.purpose) or "Say what the programme is for.",
        "confidentiality": f"{read} agreements and meeting logs.",
        "matching": f"{_count(len(matching.hard_rules), 'rule')} never broken, "
        f"{_count(len(matching.criteria), 'thing')} that give points.",
        "ladder": "; ".join(", ".join(rungs) for rungs in design.ladders.values()) or "No grades.",
        "meetings": f"{meetings.length_minutes} minutes, every "
        f"{_count(meetings.days_between, 'day')}.",
        "agreement": f"{_count(len(design.agreement), 'clause')}.",
        "size": f"{_count(design.length_months, 'month')}; a mentor has "
        f"{_count(design.largest_capacity, 'mentee')} at most.",
        "coordinator": f"{_count(coordinators, 'co-ordinator')}.",
    }


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _start_of(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True)
class Place:
    """Someone who is to be in a programme, in one role ("mentor", "mentee")."""

    person_id: UUID
    role: str
    capacity: int = 1


def capacity_given(asked: int, *, role: str, largest: int) -> int:
    """Return the places that somebody gets: a mentee one, a mentor what is asked, within bounds."""
    return 1 if role == "mentee" else min(max(asked, 1), largest)


def capacity_problem(capacity: int, *, role: str, taken: int, largest: int) -> str:
    """Say why somebody cannot have so many places; "" where they can."""
    if role == "mentee":
        return "A mentee has room for one partnership."
    if capacity > largest:
        return (
            f"This programme allows a mentor {largest} at most. "
            "Raise the limit in the set-up first, or enter a smaller number."
        )
    if capacity < max(taken, 1):
        return (
            f"Enter {max(taken, 1)} or more: so many places are taken already."
            if taken
            else ("Enter 1 or more. Someone who wants to stop can decline to take part.")
        )
    return ""


@dataclass(frozen=True)
class Standing:
    """Where a programme stands, in words: what is possible now and what comes next (R2.17)."""

    name: str
    now: str
    next: str


STANDINGS = {
    "draft": Standing(
        "Draft",
        "Only co-ordinators see the programme. You can change everything.",
        "Open recruitment, once nothing is missing.",
    ),
    "recruiting": Standing(
        "Recruiting",
        "You can bring people in and send invitations. People say whether they take part.",
        "Match people, once enough of them are here.",
    ),
    "matching": Standing(
        "Matching",
        "You can make match runs and change the draft pairs. Nobody is told before you publish.",
        "Publish the matches. Everyone in a pair then gets an e-mail.",
    ),
    "running": Standing(
        "Running",
        "Pairs accept, sign, meet and write their logs. You see facts, never what they write.",
        "See who waits or has gone quiet, and match newcomers with another run.",
    ),
}


@dataclass(frozen=True)
class People:
    """How many there are, for the next deed."""

    mentors: int = 0
    mentees: int = 0
    to_invite: int = 0


@dataclass(frozen=True)
class Deed:
    """The one thing to do next: the name of its page, words for its button, and why."""

    page: str
    words: str
    why: str


def next_deed(state: str, *, ready: bool, people: People) -> Deed:
    """Return what a co-ordinator does next."""
    if state == "draft":
        return (
            Deed("programmes:set_up", "Open recruitment", "Everything that is needed is written.")
            if ready
            else Deed(
                "programmes:set_up", "Finish the set-up", "Something is missing before recruitment."
            )
        )
    if state == "recruiting":
        return _while_recruiting(people)
    if state == "matching":
        return Deed(
            "matching:runs", "Go on with matching", "Publish when the draft pairs look right."
        )
    if people.to_invite:
        return _invite(people)
    return Deed("home:desk", "Open the desk", "See who waits, who has met and who has gone quiet.")


def _while_recruiting(people: People) -> Deed:
    if not people.mentors or not people.mentees:
        missing = [
            words
            for words, n in (("mentors", people.mentors), ("mentees", people.mentees))
            if not n
        ]
        return Deed(
            "recruitment:imports",
            "Bring people in",
            f"There are no {' and no '.join(missing)} yet.",
        )
    if people.to_invite:
        return _invite(people)
    return Deed(
        "matching:runs", "Match people", "There are mentors and mentees, and all are invited."
    )


def _invite(people: People) -> Deed:
    letters = "1 invitation" if people.to_invite == 1 else f"{people.to_invite:,} invitations"
    return Deed(
        "programmes:invitations",
        f"Send {letters}",
        "They are in the programme and have had no invitation.",
    )


def moved(keys: list[str], key: str, deed: str) -> list[str]:
    """Return the clauses in their new order: one moved up or down, or removed."""
    if key not in keys:
        return keys
    place = keys.index(key)
    rest = [k for k in keys if k != key]
    if deed == "remove":
        return rest
    step = {"up": -1, "down": 1}[deed]
    rest.insert(min(max(place + step, 0), len(rest)), key)
    return rest


def new_key(taken: list[str]) -> str:
    """Return a key for a clause that no other has."""
    number = len(taken) + 1
    while f"clause_{number}" in taken:
        number += 1
    return f"clause_{number}"


def invitations_sent(count: int) -> str:
    """Say how many e-mails are on their way."""
    if not count:
        return "Everyone has had an invitation already. No e-mail was sent."
    letters = "1 invitation is" if count == 1 else f"{count:,} invitations are"
    return f"{letters} on the way."
