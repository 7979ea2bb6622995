"""Agendas: what is ready, whose part the agenda is, and whether it fits into the time (R7.06)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings.rules.meetings import SHARED_AT_FIRST
from mentorhouse.programmes.design import Meetings

MOST_ITEMS = 30
LONGEST_ITEM = 300
USUAL_DAYS = 2
FIRST = (
    mark("Introduce yourselves: where you come from and what you do"),
    mark("What mentoring is for you, and what each of you expects"),
    mark("Your roles: what a mentor does here and what a mentee does"),
    mark("What each of you hopes to gain"),
    mark("First thoughts on goals, and how you would notice progress"),
    mark("Practical matters: how often, how long, where and in which way you meet"),
    mark("Between meetings: how to reach each other, and when not to"),
    mark("Your agreement, and what stays between you"),
    mark("What each of you does next, and by when"),
    mark("What to talk about next time"),
)
GROW = (
    mark("Goal: what would make this conversation worth your while?"),
    mark("Reality: where do you stand now, and what have you tried?"),
    mark("Options: what could you do, and what else?"),
    mark("Way forward: what will you do, when, and what might get in the way?"),
)
OSKAR = (
    mark("Outcome: what would you like to be different?"),
    mark("Scale: from 0 to 10, how close are you today?"),
    mark("Know-how: which skills, experience and people already help you?"),
    mark("Affirm and act: what goes well, and what is the next small step?"),
    mark("Review: what has become better since last time?"),
)
USUAL = (
    mark("How have you been, and what has happened since last time?"),
    mark("What went well, and what was hard"),
    mark("Your actions from last time"),
    mark("Your goals: what has moved?"),
    mark("The topic of today"),
    mark("What you take away, who does what, and when you meet next"),
)
TEMPLATES = {"usual": USUAL, "grow": GROW, "oskar": OSKAR}
FIRST_QUESTIONS = {
    "mentee": (
        mark("What do you want to have changed a year from now?"),
        mark("What would you like to learn from your mentor’s experience?"),
        mark("What helps you to speak openly, and what makes it hard?"),
        mark("What are you ready to do between meetings?"),
    ),
    "mentor": (
        mark("What made you become a mentor?"),
        mark("Which of your experiences could be of use, and which will you hold back at first?"),
        mark("How do you notice that you are giving advice too early?"),
        mark("What can you offer, and where are your limits of time or knowledge?"),
    ),
}
QUESTIONS = (
    mark("How do my actions stand?"),
    mark("What has happened since last time that matters?"),
    mark("What do I want to talk about, and what would make the meeting worthwhile?"),
)
SETS = {
    "mentee": mark("The mentee sets the agenda, and the mentor can add to it."),
    "mentor": mark("The mentor begins the agenda. As you go on, it passes to the mentee."),
    "both": mark("You set the agenda together. As you go on, it passes to the mentee."),
}


def questions_for(role: str, *, first: bool) -> tuple[str, ...]:
    """Return what somebody can think about before a meeting, in the language in force."""
    asked = FIRST_QUESTIONS.get(role, QUESTIONS) if first else QUESTIONS
    return tuple(say(each) for each in asked)


def ready_items(*, first: bool) -> tuple[str, ...]:
    """Return the agenda that is ready: that of a first meeting (R7.05)."""
    return tuple(say(each) for each in FIRST) if first else ()


def who_sets_agenda(guidance: Meetings, *, held: int) -> str:
    """Say whose part the agenda is by now; it passes to the mentee as they go on (R7.18)."""
    passed = held >= SHARED_AT_FIRST
    who = {"mentor": "mentor", "both": "both", "both_then_mentee": "both"}
    return say(SETS["mentee" if passed else who.get(guidance.scheduled_by, "mentee")])


def time_words(minutes: Iterable[int | None], *, length: int) -> str:
    """Say kindly that the agenda is longer than the meeting; nothing where it fits."""
    planned = sum(each or 0 for each in minutes)
    if planned <= length:
        return ""
    return say(
        "Your items take {planned} minutes, and the meeting is planned for {length}. "
        "What matters most?",
        planned=planned, length=length,
    )  # fmt: skip


def prepares_at(starts_at: datetime, guidance: Meetings, *, at: datetime) -> datetime:
    """Return when both are asked to prepare: as many days ahead as the programme wants."""
    days = guidance.contact.days if guidance.contact.kind == "before_meeting" else USUAL_DAYS
    return max(starts_at - timedelta(days=days), at)
