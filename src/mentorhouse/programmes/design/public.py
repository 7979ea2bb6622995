"""What a programme tells outside its pairs: the public page, guidance texts, where to find help."""

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorhouse.languages.saying import mark
from mentorhouse.programmes.design.parts import (
    Day,
    Key,
    Line,
    Part,
    Title,
    choice,
    choices,
    lines,
    prose,
    setting,
)

# Fixed words, so that one directory can tell many programmes apart (R3.19).
GOAL_WORDS = {
    "new_role": mark("Settle into a new role"),
    "skills": mark("Build skills for the work"),
    "lead": mark("Become a leader"),
    "lead_nationally": mark("Lead across organisations"),
    "career": mark("Plan the next step of a career"),
    "confidence": mark("Grow in confidence"),
    "networks": mark("Widen a network"),
    "share": mark("Share experience as a mentor"),
}
STAGE_WORDS = {
    "starting": mark("At the beginning"),
    "established": mark("Settled in the work"),
    "leading": mark("Leading a team or service"),
    "senior": mark("In senior leadership"),
    "changing": mark("Coming back, or changing direction"),
}


# Languages beside English; each programme may speak one.
LANGUAGE_WORDS = {"none": mark("English only"), "cy": mark("Welsh"), "gd": mark("Scottish Gaelic")}


class PublicPage(Part):
    """What the public page and the flyer tell (R2.15)."""

    listed: bool = setting(
        "Does it stand in the directory of open programmes?",
        "Anybody can read the directory. Without it people need the address of the public page.",
        default=True,
    )
    goals: list[
        Literal[
            "new_role", "skills", "lead", "lead_nationally", "career", "confidence", "networks",
            "share",
        ]
    ] = choices(
        "What does it help people with?",
        "People look for programmes in the directory by this.",
        GOAL_WORDS,
        [],
    )  # fmt: skip
    career_stages: list[Literal["starting", "established", "leading", "senior", "changing"]] = (
        choices(
            "For which stages of a career?",
            "Choose none where it is for everybody. The directory filters by it.",
            STAGE_WORDS,
            [],
        )
    )
    headline: str = prose("Headline", "One sentence that makes people curious.", most=200)
    mentor_benefits: list[Line] = lines("What mentors gain", "One on each line.")
    mentee_benefits: list[Line] = lines("What mentees gain", "One on each line.")
    organisation_benefits: list[Line] = lines("What organisations gain", "One on each line.")
    mentor_challenges: list[Line] = lines("What can be hard for mentors", "One on each line.")
    mentee_challenges: list[Line] = lines("What can be hard for mentees", "One on each line.")
    organisation_challenges: list[Line] = lines(
        "What can be hard for organisations", "One on each line."
    )
    time_asked: str = prose("How much time does it take?", "For mentors and mentees.", most=1000)
    how_to_apply: str = prose("How do people apply?", "What to do, and by when.", most=2000)
    apply_by: Day | None = setting("Apply by", "The last day, if there is one.", None)
    second_language: Literal["none", "cy", "gd"] = choice(
        "Which language does the programme speak beside English?",
        "You then write its texts in that language too. People read them in the language that "
        "they chose for their pages.",
        LANGUAGE_WORDS,
        "none",
    )


_FILLED_IN = re.compile(r"\{(\w+)\}")
Long = Annotated[str, Field(min_length=1, max_length=12_000)]


class Translation(Part):
    """One text of the programme in another language (R13.04)."""

    language: Literal["cy", "gd"] = setting("Language", "Which language it is.")
    text: Long = setting("Text", "As it stands in the design, to the letter.")
    says: Long = setting("In that language", "Words in braces stay as they are.")

    @model_validator(mode="after")
    def _fills_in_the_same(self) -> "Translation":
        if extra := set(_FILLED_IN.findall(self.says)) - set(_FILLED_IN.findall(self.text)):
            raise ValueError(f"“{{{min(extra)}}}” does not stand in the English text: leave it out")
        return self


class HelpElsewhere(Part):
    """One place where people find other help (R13.06)."""

    name: Title = setting("Name", "For example “Occupational health”.")
    what: str = prose("What it helps with", "In one or two sentences.", most=600)
    contact: str = prose("How to get there", "Telephone, e-mail or web address.", most=400)


class ProgrammeText(Part):
    """A guidance text of the programme: a shipped one changed, or one of its own (R13.01)."""

    key: Key = setting("Key", "The key of the shipped text that this replaces, or a new one.")
    title: Title = setting("Title", "As it stands in the library.")
    kind: Literal["text", "tip", "questions", "checklist"] = choice(
        "Kind",
        "How it is meant to be used.",
        {
            "text": "Something to read",
            "tip": "A short tip",
            "questions": "Questions to think about",
            "checklist": "A checklist",
        },
        "text",
    )
    roles: list[Literal["mentor", "mentee", "coordinator", "manager"]] = setting(
        "For whom", "Who is shown this text.", ["mentor", "mentee"]
    )
    steps: list[Key] = setting("Steps", "At which steps it is shown.", [])
    phases: list[Key] = setting("Phases", "In which phases it is shown.", [])
    text: Annotated[str, Field(min_length=1, max_length=12_000)] = setting(
        "Text", "In Markdown: blank lines part paragraphs, a dash begins a line of a list."
    )
    review_by: Day | None = setting("Review by", "When somebody looks at it again.", None)


class Guidance(Part):
    """What the programme makes of the library of guidance (R13.01)."""

    left_out: list[Key] = setting("Texts left out", "Shipped texts that nobody is shown.", [])
    pages: list[ProgrammeText] = setting("Changed and own texts", "They travel with the file.", [])
    help: list[HelpElsewhere] = setting(
        "Where else to find help", "Shown on every guide and where things are hard.", []
    )
