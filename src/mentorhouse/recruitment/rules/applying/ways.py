"""The ways into a programme for somebody who would like to take part, and what comes after."""

from dataclasses import dataclass
from datetime import date

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.people import approval_words
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import Work

AT_ONCE = frozenset({"none", "register"})


@dataclass(frozen=True)
class Way:
    """How somebody comes in, in one role: whether they can apply now, and what is said of it."""

    role: str
    open: bool
    words: str


def way_in(
    design: Design, state: str, role: str, *, today: date, nominated: bool = False
) -> Way:  # fmt: skip
    """Return whether one can apply in a role, and if not, what to do instead.

    `nominated` says that the viewer is a nominee who has stated their own wish (R3.13).
    """
    if closed := refusal(state, Work.APPLY):
        return Way(role, False, closed)
    last = design.public.apply_by
    if last and last < today:
        return Way(role, False, say("The last day to apply was {day}.", day=f"{last:%-d %B %Y}"))
    if role == "mentee" and design.mentees.entry == "nomination" and not nominated:
        return Way(
            role,
            False,
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
    return Way(role, True, hint)


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
