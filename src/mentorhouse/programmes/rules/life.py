"""The life of a programme in words: what is possible, what comes next, what is over (R2.17)."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorhouse.access.states import NotNow, possible
from mentorhouse.programmes.states import (
    OPEN_FOR,
    PROGRAMME,
    ProgrammeMove,
    ProgrammeState,
    Work,
)


@dataclass(frozen=True)
class Standing:
    """Where a programme stands, in words: what is possible now and what comes next."""

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
        "See who waits or has gone quiet, and match newcomers with another run. When the "
        "programme nears its end, begin to close it.",
    ),
    "closing": Standing(
        "Closing",
        "Pairs go on as before, and matches that are offered can still be accepted. Nobody new is "
        "brought in, invited or matched.",
        "Close the programme, once nothing is left to do. You can also reopen it.",
    ),
    "closed": Standing(
        "Closed",
        "Everything can be read. No partnership begins any more, and the set-up stays as it is. "
        "Pairs that still run go on reading and writing as before.",
        "Put the programme into the archive, or reopen it.",
    ),
    "archived": Standing(
        "Archived",
        "Co-ordinators can read everything and change nothing. It no longer stands on start pages.",
        "Nothing. You can take it out of the archive.",
    ),
}


# What cannot be done any more, for the refusals below. A pair's own writing is never refused here.
_OVER: Mapping[Work, str] = {
    Work.CHANGE_DESIGN: "its set-up stays as it is",
    Work.BRING_IN: "nobody new can be brought in",
    Work.INVITE: "no invitations can be sent",
    Work.ANSWER: "there is nothing left to answer",
    Work.APPLY: "nobody can apply any more",
    Work.MATCH: "no new matches can be made",
    Work.BEGIN_PARTNERSHIP: "no partnership can begin in it",
    Work.SET_PLACES: "places stay as they are",
    Work.NAME_COORDINATORS: "who runs it stays as it is",
    Work.NOMINATE: "nobody is nominated any more, and no opportunity is offered or asked for",
    Work.KEEP_NOMINATIONS: "nominations and opportunities stay as they are",
}
_TOO_SOON: Mapping[Work, str] = {
    Work.INVITE: "Open recruitment first: then invitations can be sent.",
    Work.ANSWER: "The programme is not open yet. You get an e-mail when it is.",
    Work.APPLY: "The programme is not open yet. Applications begin when a co-ordinator opens it.",
    Work.MATCH: "Open recruitment before you match people.",
    Work.NOMINATE: "Recruitment is not open yet. Nominations begin when a co-ordinator opens it.",
}
# Those who take part cannot reopen a programme; they are told whom to ask.
_ASKED_OF_PARTICIPANTS = frozenset(
    {Work.ANSWER, Work.APPLY, Work.BEGIN_PARTNERSHIP, Work.NOMINATE, Work.KEEP_NOMINATIONS}
)


def refusal(state: str, work: Work) -> str:
    """Say why something cannot be done in this state, and the way on; "" where it can."""
    now = ProgrammeState(state)
    if now in OPEN_FOR[work]:
        return ""
    if now is ProgrammeState.DRAFT:
        return _TOO_SOON[work]
    if work in _ASKED_OF_PARTICIPANTS:
        remedy = "If you have a question, write to a co-ordinator."
    elif now is ProgrammeState.ARCHIVED:
        remedy = "If that is wrong, take it out of the archive first."
    else:
        remedy = "If it is to go on, reopen it in the set-up first."
    stands = {"closing": "is closing", "closed": "is closed", "archived": "is in the archive"}
    return f"This programme {stands[state]}, so {_OVER[work]}. {remedy}"


def check_open(state: str, work: Work) -> None:
    """Raise `NotNow` in words where a programme's state leaves no room for this work."""
    words = refusal(state, work)
    if words:
        raise NotNow(words)


@dataclass(frozen=True)
class People:
    """How many there are, for the next deed; `pairs` counts the mentors' places that are taken."""

    mentors: int = 0
    mentees: int = 0
    to_invite: int = 0
    unanswered: int = 0
    pairs: int = 0
    in_pairs: int = 0


@dataclass(frozen=True)
class Way:
    """A move that a co-ordinator makes by hand: what it is called, and what it brings about."""

    move: ProgrammeMove
    words: str
    done: str
    happens: tuple[str, ...]
    onward: bool = True

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return self.move.name.lower().replace("_", "-")


IN_THE_ARCHIVE = (
    "This programme is in the archive, so nothing was changed. If that is wrong, take it out of "
    "the archive first."
)
PAIRS_GO_ON = (
    "Pairs that still run are not cut off: they go on meeting, reading and writing as before."
)
WAYS: Mapping[str, Way] = {
    way.key: way
    for way in (
        Way(
            ProgrammeMove.BACK_TO_DRAFT,
            "Go back to draft",
            "The programme is a draft again.",
            (
                "Only co-ordinators see the programme.",
                "Nobody has been invited yet, so nobody has to be told.",
            ),
            onward=False,
        ),
        Way(
            ProgrammeMove.BEGIN_CLOSING,
            "Begin to close",
            "The programme is closing.",
            (
                "Nobody new can be brought in, invited or matched.",
                "Matches that are offered already can still be accepted.",
                PAIRS_GO_ON,
                "You can reopen the programme.",
            ),
        ),
        Way(
            ProgrammeMove.CLOSE,
            "Close the programme",
            "The programme is closed.",
            (
                "Matches that not everybody has accepted lapse, and everyone in them is told.",
                "The set-up can no longer be changed. Everything stays readable.",
                PAIRS_GO_ON,
                "You can reopen the programme.",
            ),
        ),
        Way(
            ProgrammeMove.ARCHIVE,
            "Put it into the archive",
            "The programme is in the archive.",
            (
                "It leaves the start pages and stands there under “Archived programmes”.",
                "Co-ordinators can read everything and change nothing.",
                PAIRS_GO_ON,
                "You can take it out of the archive.",
            ),
        ),
        Way(
            ProgrammeMove.REOPEN,
            "Reopen the programme",
            "The programme runs again.",
            (
                "People can be brought in, invited and matched again.",
                "Matches that lapsed stay lapsed. Another match run can offer them again.",
            ),
            onward=False,
        ),
        Way(
            ProgrammeMove.TAKE_OUT,
            "Take it out of the archive",
            "The programme is out of the archive. It is still closed.",
            ("It stands on the start pages again.", "It stays closed until you reopen it."),
            onward=False,
        ),
    )
}
ENDS = frozenset({ProgrammeMove.BEGIN_CLOSING, ProgrammeMove.CLOSE, ProgrammeMove.ARCHIVE})


def ways_from(state: str, *, people: People) -> tuple[Way, ...]:
    """Return the moves that a co-ordinator can make by hand, onward ones first."""
    moves = possible(PROGRAMME, ProgrammeState(state))
    found = [way for way in WAYS.values() if way.move in moves]
    if not may_go_back(people):
        found = [way for way in found if way.move is not ProgrammeMove.BACK_TO_DRAFT]
    return tuple(sorted(found, key=lambda way: not way.onward))


def may_go_back(people: People) -> bool:
    """Whether a programme can be a draft again: nobody in it has been invited or has answered."""
    return people.mentors + people.mentees == people.to_invite


def still_running(people: People) -> str:
    """Say how many pairs still run, before a programme ends."""
    if not people.pairs:
        return "No partnership runs in this programme any more."
    pairs = "1 partnership" if people.pairs == 1 else f"{people.pairs:,} partnerships"
    runs = "runs" if people.pairs == 1 else "run"
    return f"{pairs} still {runs}, with {people.in_pairs:,} people in them."


def pairs_problem(people: People, *, seen: int) -> str:
    """Say that more pairs run than the co-ordinator confirmed; "" where that is not so."""
    if people.pairs <= seen:
        return ""
    return f"{still_running(people)} That is more than when you looked. Please confirm again."
