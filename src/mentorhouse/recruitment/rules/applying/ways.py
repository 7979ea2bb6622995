"""The ways into a programme for somebody who would like to take part, and what comes after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentorhouse.design.words import day
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.people import approval_words
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import Work

STANDS: Mapping[str, tuple[str, str, str]] = {
    "draft": (mark("Draft"), "yellow", mark("Only you can see it. Nothing is sent yet.")),
    "submitted": (mark("Sent"), "blue",
                  mark("The co-ordinators can read it. You get an e-mail once it is decided.")),
    "asked": (mark("A question for you"), "yellow",
              mark("The co-ordinators have a question before they decide.")),
    "waiting": (mark("On the waiting list"), "blue",
                mark("You keep your turn. You get an e-mail when there is a place.")),
    "approved": (mark("You take part"), "green", mark("Your application led to a place.")),
    "declined": (mark("Not this time"), "grey",
                 mark("The e-mail says why. You may apply again.")),
    "withdrawn": (mark("Withdrawn"), "grey", mark("Your answers are deleted for ever.")),
}  # fmt: skip

AT_ONCE = frozenset({"none", "register"})


@dataclass(frozen=True)
class Way:
    """How somebody comes in, in one role: whether they can apply now, and what is said of it."""

    role: str
    words: str
    open: bool = False


def way_in(
    design: Design, state: str, role: str, *, today: date, nominated: bool = False
) -> Way:  # fmt: skip
    """Return whether one can apply in a role, and if not, what to do instead.

    `nominated` says that the viewer is a nominee who has stated their own wish (R3.13).
    """
    if closed := refusal(state, Work.APPLY):
        return Way(role, closed)
    last = design.public.apply_by
    if last and last < today:
        return Way(role, say("The last day to apply was {day}.", day=day(last)))
    if role == "mentee" and design.mentees.entry == "nomination" and not nominated:
        return Way(
            role,
            say(
                "Mentees are nominated by their organisation. Ask your manager, or those who look "
                "after talent or learning where you work, to nominate you. Then say on your page "
                "that it is your own wish. After that you can apply."
            ),
        )
    hint = {
        "identified": say("A sponsor puts mentees forward. Say on the form who that is."),
        "membership": say("Mentees belong to the scheme. You confirm it on the form."),
    }.get(design.mentees.entry if role == "mentee" else "", "")
    return Way(role, hint, open=True)


def decided_at_once(design: Design, role: str) -> bool:
    """Whether sending the application is taking part: nobody has to approve it (R4.02)."""
    side = design.mentors if role == "mentor" else design.mentees
    return side.approval in AT_ONCE


def next_words(design: Design, role: str) -> str:
    """Say who decides, in words."""
    side = design.mentors if role == "mentor" else design.mentees
    if decided_at_once(design, role):
        return say("Nobody has to approve it. You take part once it is sent.")
    who = side.decided_by.strip() or approval_words(side.approval)
    return say("Who decides: {who}.", who=who)
