"""Mentoring, coaching or counselling? A short guide before applying (R3.02). It blocks nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorhouse.languages.saying import mark


class Help(StrEnum):
    """What may suit somebody."""

    MENTORING = "mentoring"
    COACHING = "coaching"
    COUNSELLING = "counselling"


@dataclass(frozen=True)
class Choice:
    """One answer: what it speaks for, and why, in words."""

    key: str
    words: str
    speaks_for: Help
    why: str


@dataclass(frozen=True)
class Question:
    """One question of the guide."""

    key: str
    words: str
    choices: tuple[Choice, ...]


M, C, L = Help.MENTORING, Help.COACHING, Help.COUNSELLING
QUESTIONS = (
    Question("want", mark("What are you looking for most of all?"), (
        Choice("experience", mark("Somebody who has walked a road like mine"), M,
               mark("You look for somebody’s experience. That is what a mentor brings.")),
        Choice("task", mark("Help with one task or skill, and soon"), C,
               mark("You have one task in mind. Coaching works on a task or skill in a few "
                    "sessions.")),
        Choice("relief", mark("Relief from something that weighs on me"), L,
               mark("Something weighs on you. Counsellors are trained to help with that.")),
    )),
    Question("time", mark("How far do you look ahead?"), (
        Choice("long", mark("Months or years: where I am heading"), M,
               mark("You look months or years ahead. Mentoring has room for the long view.")),
        Choice("weeks", mark("Weeks: something I have to do better"), C,
               mark("You look weeks ahead. Coaching is short and to the point.")),
        Choice("now", mark("Now: I need to get through the days"), L,
               mark("You need help now. A mentor meets you about once a month, which is too "
                    "seldom.")),
    )),
    Question("other", mark("What should the other person know?"), (
        Choice("field", mark("My kind of work, from the inside"), M,
               mark("The other person should know your work from the inside, as mentors do.")),
        Choice("method", mark("How to ask questions. They need not know my work"), C,
               mark("Good questions matter more to you than knowing your work. That is "
                    "coaching.")),
        Choice("feelings", mark("How to help with feelings or health"), L,
               mark("Feelings or health need somebody who is trained for it.")),
    )),
    Question("who_leads", mark("Who should set the course?"), (
        Choice("me", mark("I do, with somebody to think aloud with"), M,
               mark("You want to set the course yourself. In mentoring the mentee leads.")),
        Choice("goal", mark("A goal that is clear, perhaps agreed with my manager"), C,
               mark("Your goal is clear already. A coach keeps to it.")),
        Choice("not_me", mark("I have no strength for that at the moment"), L,
               mark("Strength is short at the moment. Look after yourself first.")),
    )),
    Question("about", mark("What would you talk about most?"), (
        Choice("path", mark("My path at work, people, and choices"), M,
               mark("Paths, people and choices are what mentoring is about.")),
        Choice("performance", mark("How I do my present job"), C,
               mark("You would talk about your present job. Coaching is made for that.")),
        Choice("life", mark("A loss, a fear, an illness or trouble at home"), L,
               mark("What you would talk about belongs with a counsellor, who keeps it to "
                    "themselves.")),
    )),
    Question("give", mark("What can you give at present?"), (
        Choice("some", mark("An hour or two a month, and some work in between"), M,
               mark("You have an hour or two a month. That is what mentoring takes.")),
        Choice("burst", mark("A few hours soon, and then no more"), C,
               mark("You have a few hours soon. That suits coaching.")),
        Choice("little", mark("Hardly anything"), L,
               mark("You can give hardly anything now. Mentoring can wait until you can.")),
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Suits:
    """What suits, the reasons, and what else the answers speak for."""

    best: Help
    why: tuple[str, ...]
    also: tuple[Help, ...] = ()


HEAVY = 2  # so many answers that speak for counselling are not outvoted


def suits(answers: Mapping[str, str]) -> Suits:
    """Say what suits somebody who answered so; the words of the reasons are still to be said."""
    given = [
        choice
        for question in QUESTIONS
        for choice in question.choices
        if answers.get(question.key) == choice.key
    ]
    counts = {each: sum(choice.speaks_for is each for choice in given) for each in Help}
    best = max(Help, key=lambda each: counts[each])
    if counts[Help.COUNSELLING] >= HEAVY:
        best = Help.COUNSELLING
    also = (each for each in Help if counts[each] and each is not best)
    return Suits(best, tuple(c.why for c in given if c.speaks_for is best), tuple(also))


WORDS: Mapping[Help, str] = {
    M: mark("Mentoring may suit you well"),
    C: mark("Coaching may suit you better for now"),
    L: mark("Counselling may suit you better for now"),
}
NEXT: Mapping[Help, str] = {
    M: mark("A mentor shares experience, asks, listens and opens doors. You lead, and you both "
            "agree how you work together."),
    C: mark("A coach helps with one task or skill, in a few sessions, and need not know your "
            "work. You can still apply for mentoring, now or later."),
    L: mark("A counsellor helps with what weighs on you, in confidence. Mentoring does not take "
            "the place of that. You can still apply, now or when things are lighter."),
}  # fmt: skip


def unanswered(answers: Mapping[str, str]) -> Iterable[Question]:
    """Return the questions that have no answer yet."""
    return (
        question
        for question in QUESTIONS
        if answers.get(question.key) not in {choice.key for choice in question.choices}
    )
