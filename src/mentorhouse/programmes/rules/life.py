"""The life of a programme in words: what is possible, what comes next, what is over (R2.17)."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorhouse.access.states import NotNow, possible
from mentorhouse.languages.saying import mark, say, say_many
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
        mark("Draft"),
        mark("Only co-ordinators see the programme. You can change everything."),
        mark("Open recruitment, once nothing is missing."),
    ),
    "recruiting": Standing(
        mark("Recruiting"),
        mark("You can bring people in and send invitations. People say whether they take part."),
        mark("Match people, once enough of them are here."),
    ),
    "matching": Standing(
        mark("Matching"),
        mark(
            "You can make match runs and change the draft pairs. Nobody is told before you publish."
        ),
        mark("Publish the matches. Everyone in a pair then gets an e-mail."),
    ),
    "running": Standing(
        mark("Running"),
        mark(
            "Pairs accept, sign, meet and write their logs. You see facts, never what they write."
        ),
        mark(
            "See who waits or has gone quiet, and match newcomers with another run. When the "
            "programme nears its end, begin to close it."
        ),
    ),
    "closing": Standing(
        mark("Closing"),
        mark(
            "Pairs go on as before, and matches that are "
            "offered can still be accepted. Nobody new is "
            "brought in, invited or matched."
        ),
        mark("Close the programme, once nothing is left to do. You can also reopen it."),
    ),
    "closed": Standing(
        mark("Closed"),
        mark(
            "Everything can be read. No partnership begins "
            "any more, and the set-up stays as it is. "
            "Pairs that still run go on reading and writing as before."
        ),
        mark("Put the programme into the archive, or reopen it."),
    ),
    "archived": Standing(
        mark("Archived"),
        mark(
            "Co-ordinators can read everything and change "
            "nothing. It no longer stands on start pages."
        ),
        mark("Nothing. You can take it out of the archive."),
    ),
}


# What cannot be done any more, for the refusals below. A pair's own writing is never refused here.
_OVER: Mapping[Work, str] = {
    Work.CHANGE_DESIGN: mark("its set-up stays as it is"),
    Work.BRING_IN: mark("nobody new can be brought in"),
    Work.INVITE: mark("no invitations can be sent"),
    Work.ANSWER: mark("there is nothing left to answer"),
    Work.APPLY: mark("nobody can apply any more"),
    Work.MATCH: mark("no new matches can be made"),
    Work.BEGIN_PARTNERSHIP: mark("no partnership can begin in it"),
    Work.SET_PLACES: mark("places stay as they are"),
    Work.NAME_COORDINATORS: mark("who runs it stays as it is"),
    Work.NOMINATE: mark("nobody is nominated any more, and no opportunity is offered or asked for"),
    Work.KEEP_NOMINATIONS: mark("nominations and opportunities stay as they are"),
}
_TOO_SOON: Mapping[Work, str] = {
    Work.INVITE: mark("Open recruitment first: then invitations can be sent."),
    Work.ANSWER: mark("The programme is not open yet. You get an e-mail when it is."),
    Work.APPLY: mark(
        "The programme is not open yet. Applications begin when a co-ordinator opens it."
    ),
    Work.MATCH: mark("Open recruitment before you match people."),
    Work.NOMINATE: mark(
        "Recruitment is not open yet. Nominations begin when a co-ordinator opens it."
    ),
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
        return say(_TOO_SOON[work])
    if work in _ASKED_OF_PARTICIPANTS:
        remedy = say("If you have a question, write to a co-ordinator.")
    elif now is ProgrammeState.ARCHIVED:
        remedy = say("If that is wrong, take it out of the archive first.")
    else:
        remedy = say("If it is to go on, reopen it in the set-up first.")
    over = say(_OVER[work])
    stands = {
        "closing": say("This programme is closing, so {over}.", over=over),
        "closed": say("This programme is closed, so {over}.", over=over),
        "archived": say("This programme is in the archive, so {over}.", over=over),
    }
    return f"{stands[state]} {remedy}"


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


IN_THE_ARCHIVE = mark(
    "This programme is in the archive, so nothing was changed. If that is wrong, take it out of "
    "the archive first."
)
PAIRS_GO_ON = mark(
    "Pairs that still run are not cut off: they go on meeting, reading and writing as before."
)
WAYS: Mapping[str, Way] = {
    way.key: way
    for way in (
        Way(
            ProgrammeMove.BACK_TO_DRAFT,
            mark("Go back to draft"),
            mark("The programme is a draft again."),
            (
                mark("Only co-ordinators see the programme."),
                mark("Nobody has been invited yet, so nobody has to be told."),
            ),
            onward=False,
        ),
        Way(
            ProgrammeMove.BEGIN_CLOSING,
            mark("Begin to close"),
            mark("The programme is closing."),
            (
                mark("Nobody new can be brought in, invited or matched."),
                mark("Matches that are offered already can still be accepted."),
                PAIRS_GO_ON,
                mark("You can reopen the programme."),
            ),
        ),
        Way(
            ProgrammeMove.CLOSE,
            mark("Close the programme"),
            mark("The programme is closed."),
            (
                mark(
                    "Matches that not everybody has accepted lapse, and everyone in them is told."
                ),
                mark("The set-up can no longer be changed. Everything stays readable."),
                PAIRS_GO_ON,
                mark("You can reopen the programme."),
            ),
        ),
        Way(
            ProgrammeMove.ARCHIVE,
            mark("Put it into the archive"),
            mark("The programme is in the archive."),
            (
                mark("It leaves the start pages and stands there under “Archived programmes”."),
                mark("Co-ordinators can read everything and change nothing."),
                PAIRS_GO_ON,
                mark("You can take it out of the archive."),
            ),
        ),
        Way(
            ProgrammeMove.REOPEN,
            mark("Reopen the programme"),
            mark("The programme runs again."),
            (
                mark("People can be brought in, invited and matched again."),
                mark("Matches that lapsed stay lapsed. Another match run can offer them again."),
            ),
            onward=False,
        ),
        Way(
            ProgrammeMove.TAKE_OUT,
            mark("Take it out of the archive"),
            mark("The programme is out of the archive. It is still closed."),
            (
                mark("It stands on the start pages again."),
                mark("It stays closed until you reopen it."),
            ),
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
        return say("No partnership runs in this programme any more.")
    return say_many(
        "{count} partnership still runs, with {people:,} people in them.",
        "{count} partnerships still run, with {people:,} people in them.",
        people.pairs,
        people=people.in_pairs,
    )


def pairs_problem(people: People, *, seen: int) -> str:
    """Say that more pairs run than the co-ordinator confirmed; "" where that is not so."""
    if people.pairs <= seen:
        return ""
    return say(
        "{people} That is more than when you looked. Please confirm again.",
        people=still_running(people),
    )
