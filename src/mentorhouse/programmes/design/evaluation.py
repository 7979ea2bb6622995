"""How the programme learns whether it works: surveys, indicators, the plan (R12)."""

from typing import Literal

from pydantic import model_validator

from mentorhouse.languages.saying import mark, say
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
    twice,
    unlike,
    whole,
)
from mentorhouse.programmes.design.questions import Question

POINT_WORDS = {
    "application": mark("With the application"),
    "start": mark("When a partnership starts"),
    "after_meeting": mark("After a meeting"),
    "middle": mark("Half-way"),
    "end": mark("At the end"),
    "after_end": mark("Some months after the end"),
    "after_training": mark("After training"),
    "yearly": mark("Once a year"),
}


class Survey(Part):
    """A survey: whom it asks, when, and what (R12.01)."""

    key: Key = setting("Key", "A short name that never changes.")
    title: Title = setting("Title", "As people see it.")
    asks: Literal["mentor", "mentee", "both", "line_manager"] = choice(
        "Whom does it ask?",
        "Each answers for themselves.",
        {
            "mentor": "Mentors",
            "mentee": "Mentees",
            "both": "Mentors and mentees",
            "line_manager": "Line managers",
        },
        "mentee",
    )
    at: Literal[
        "application", "start", "after_meeting", "middle", "end", "after_end", "after_training",
        "yearly",
    ] = choice("When?", "The invitation goes out by itself.", POINT_WORDS, "end")  # fmt: skip
    number: int = whole(
        "Which meeting, or how many months after?",
        "For surveys after a meeting or after the end. Otherwise it does not count.",
        1,
        60,
        1,
    )
    process_only: bool = setting(
        "Does it ask about the process only?",
        "Then it never asks what a pair talked about.",
        default=True,
    )
    questions: list[Question] = setting("Questions", "In this order.")

    @model_validator(mode="after")
    def _asks_something(self) -> "Survey":
        if not self.questions:
            raise ValueError(
                say("survey “{key}” asks nothing: add a question or remove it", key=self.key)
            )
        if found := twice([question.key for question in self.questions]):
            raise ValueError(
                say(
                    "survey “{key}” has two questions “{value}”: rename one",
                    key=self.key,
                    value=found[0],
                )
            )
        return self


SOURCE_WORDS = {
    "participation": mark("Who takes part"),
    "partnerships": mark("Partnerships"),
    "meetings": mark("Facts of meetings"),
    "goals": mark("Counts of goals"),
    "survey": mark("A survey"),
    "training": mark("Training"),
    "coordinator": mark("The co-ordinator enters it"),
}


class Indicator(Part):
    """Something measured, with where it starts and where it is to go (R12.05)."""

    key: Key = setting("Key", "A short name that never changes.")
    title: Title = setting("Name", "For example “Pairs that met each month”.")
    question: str = prose("What question does it answer?", "In one sentence.", most=300)
    source: Literal[
        "participation", "partnerships", "meetings", "goals", "survey", "training", "coordinator"
    ] = choice("Where does it come from?", "So that anyone can check it.", SOURCE_WORDS, "meetings")
    from_question: str = prose(
        "Which survey question is it taken from?",
        "The key of the survey, a dot, the key of the question. Empty for other sources.",
        most=130,
    )
    unit: Literal["per_cent", "count", "points", "days", "hours", "pounds"] = choice(
        "Unit",
        "What the figure counts.",
        {
            "per_cent": "Per cent",
            "count": "A number",
            "points": "Points on a scale",
            "days": "Days",
            "hours": "Hours",
            "pounds": "Pounds",
        },
        "per_cent",
    )
    baseline: int | None = whole("Where it starts", "If known.", 0, 10_000_000, None)
    target: int | None = whole("Where it is to go", "If set.", 0, 10_000_000, None)


METHOD_WORDS = {
    "interviews": mark("Interviews and feedback talks"),
    "focus_groups": mark("Focus groups"),
    "questionnaires": mark("Questionnaires"),
    "milestones": mark("Milestones and goals reached and missed"),
    "statistics": mark("Statistics"),
    "changes": mark("Changes to the programme’s documents"),
    "files": mark("Administrative files"),
}


class Evaluation(Part):
    """The evaluation, planned before launch (R12.02)."""

    purpose: str = prose("What do you want to find out?", "In a few sentences.", most=2000)
    audience: list[Line] = lines("Who reads the evaluation?", "One on each line.")
    use: str = prose("What will be done with it?", "Who decides what with the findings.", most=2000)
    methods: list[
        Literal[
            "interviews",
            "focus_groups",
            "questionnaires",
            "milestones",
            "statistics",
            "changes",
            "files",
        ]
    ] = choices("Methods", "Few, done well, beat many.", METHOD_WORDS, ["questionnaires"])
    means: str = prose("Money, time and people for it", "What it may cost.", most=1000)
    report_on: Day | None = setting("When is the report due?", "The plan names it.", None)
    small_number: int = whole(
        "Smallest group that a figure is shown for",
        "Smaller groups are never shown, so that nobody can be made out.",
        2,
        50,
        5,
    )
    surveys: list[Survey] = setting("Surveys", "Whom they ask, when and what.", [])
    indicators: list[Indicator] = setting("Indicators", "What is measured.", [])
    monitoring_questions: list[Line] = lines(
        "Questions for each review", "The co-ordinator answers them from time to time."
    )
    monitoring_sources: list[Line] = lines(
        "Where do you look between reviews?", "One on each line. None of them needs content."
    )

    @model_validator(mode="after")
    def _keys_differ(self) -> "Evaluation":
        for name, keys in (
            ("surveys", [survey.key for survey in self.surveys]),
            ("indicators", [indicator.key for indicator in self.indicators]),
        ):
            if found := twice(keys):
                raise unlike(
                    say("evaluation.{name}", name=name),
                    found[0],
                    say("evaluation.{name}", name=name),
                    found[0],
                    say("rename one"),
                )
        return self

    @model_validator(mode="after")
    def _indicators_find_their_question(self) -> "Evaluation":
        asked = {f"{survey.key}.{one.key}" for survey in self.surveys for one in survey.questions}
        for indicator in self.indicators:
            if indicator.from_question and indicator.from_question not in asked:
                raise unlike(
                    f"evaluation.indicators.{indicator.key}", indicator.from_question,
                    "evaluation.surveys", say("no such question"),
                    say("write the key of a survey, a dot and the key of one of its questions"),
                )  # fmt: skip
        return self
