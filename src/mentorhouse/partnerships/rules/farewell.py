"""The planned end as a led path: what each step asks, and who reads it (R10.04)."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say

SAID_ALREADY = mark("You have said goodbye, so what you told the others stays as it is.")
LONGEST = 4000
TOUCH: Mapping[str, str] = {
    "yes": mark("Yes, I would like to stay in touch"),
    "no": mark("No, it is complete as it is"),
    "open": mark("We have talked about it"),
}


@dataclass(frozen=True)
class Step:
    """One step of the path: what it is called, what it is for, and its boxes."""

    key: str
    title: str
    why: str
    boxes: tuple[str, ...]


STEPS: tuple[Step, ...] = (
    Step(
        "purpose",
        mark("What you set out to do"),
        mark("Go back to the beginning: your goals, your agreement, what you hoped for."),
        ("purpose",),
    ),
    Step(
        "achievements",
        mark("What you have achieved"),
        mark("Large and small. Say it aloud when you meet: it is a reason to celebrate."),
        ("achievements",),
    ),
    Step(
        "learnt",
        mark("What you have learnt"),
        mark("About the subject, about yourself, about working with each other."),
        ("learnt",),
    ),
    Step(
        "feelings",
        mark("How the end feels"),
        mark("Proud, relieved, sad, free: all of it is ordinary. These words are for you alone."),
        ("feelings",),
    ),
    Step(
        "next_steps",
        mark("Your next steps"),
        mark("What you will do from here, and who else can support you."),
        ("next_steps",),
    ),
    Step(
        "touch",
        mark("Staying in touch, or not"),
        mark("Both are fine. Nobody has to explain their choice."),
        ("touch",),
    ),
    Step(
        "thanks",
        mark("Thank you and goodbye"),
        mark("A few words that the others read when all of you have said goodbye."),
        ("thanks",),
    ),
)
BY_KEY: Mapping[str, Step] = {step.key: step for step in STEPS}
TOLD = frozenset({"purpose", "achievements", "thanks", "touch"})
ALONE = frozenset({"learnt", "feelings", "next_steps"})
QUESTIONS: Mapping[str, str] = {
    "purpose": mark("What did you set out to do, and what became of it?"),
    "achievements": mark("What have you achieved together?"),
    "learnt": mark("What have you learnt?"),
    "feelings": mark("How does the end feel?"),
    "next_steps": mark("What will you do next?"),
    "touch": mark("Would you like to stay in touch?"),
    "thanks": mark("What would you like to say to the others?"),
}


def is_private(step: Step) -> bool:
    """Whether a step is for oneself alone."""
    return not TOLD & {*step.boxes}


def after(key: str) -> str:
    """Return the key of the step that follows; nothing after the last."""
    keys = [step.key for step in STEPS]
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else ""


def touch_words(answers: list[str]) -> str:
    """Say what comes of the wishes to stay in touch. Only where all wish it is it said of all."""
    if answers and all(answer == "yes" for answer in answers):
        return say("All of you would like to stay in touch.")
    return ""


def read_out(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what somebody told the others, question by question; empty boxes are left out."""
    names = [name for step in STEPS for name in step.boxes if name in TOLD and texts.get(name)]
    return [
        (say(QUESTIONS[name]), say(TOUCH[texts[name]]) if name == "touch" else texts[name])
        for name in names
    ]
