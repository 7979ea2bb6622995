"""The one thing that a co-ordinator does next, in each state of a programme."""

from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.rules.life import People


@dataclass(frozen=True)
class Deed:
    """The one thing to do next: the name of its page, words for its button, and why."""

    page: str
    words: str
    why: str


ENDING = {
    "closing": Deed(
        "programmes:set_up",
        mark("Finish closing"),
        mark("The programme is closing. Close it once nothing is left to do."),
    ),
    "closed": Deed(
        "programmes:set_up",
        mark("Put it into the archive"),
        mark("The programme is closed. The archive keeps it readable and out of your way."),
    ),
    "archived": Deed("home:desk", mark("Open the desk"), mark("The programme is in the archive.")),
}


def next_deed(state: str, *, ready: bool, people: People, at_once: bool = True) -> Deed:
    """Return what a co-ordinator does next; `at_once` is for matching everyone in runs."""
    if state == "draft":
        return (
            Deed(
                "programmes:set_up",
                say("Open recruitment"),
                say("Everything that is needed is written."),
            )
            if ready
            else Deed(
                "programmes:set_up",
                say("Finish the set-up"),
                say("Something is missing before recruitment."),
            )
        )
    if state in ENDING:
        return ENDING[state]
    if state == "recruiting":
        return _while_recruiting(people, at_once=at_once)
    if state == "matching" and at_once:
        return Deed(
            "matching:runs",
            say("Go on with matching"),
            say("Publish when the draft pairs look right."),
        )
    if people.to_invite:
        return _invite(people)
    return Deed(
        "home:desk", say("Open the desk"), say("See who waits, who has met and who has gone quiet.")
    )


def _while_recruiting(people: People, *, at_once: bool) -> Deed:
    if not people.mentors or not people.mentees:
        missing = [
            words
            for words, n in (("mentors", people.mentors), ("mentees", people.mentees))
            if not n
        ]
        return Deed(
            "recruitment:imports",
            say("Bring people in"),
            say("There are no {missing} yet.", missing=" and no ".join(missing)),
        )
    if people.to_invite:
        return _invite(people)
    if not at_once:
        return Deed(
            "home:desk",
            say("Open the desk"),
            say("There are mentors and mentees, and all are invited."),
        )
    return Deed(
        "matching:runs",
        say("Match people"),
        say("There are mentors and mentees, and all are invited."),
    )


def _invite(people: People) -> Deed:
    letters = (
        say("1 invitation")
        if people.to_invite == 1
        else say("{to_invite:,} invitations", to_invite=people.to_invite)
    )
    return Deed(
        "programmes:invitations",
        say("Send {letters}", letters=letters),
        say("They are in the programme and have had no invitation."),
    )
