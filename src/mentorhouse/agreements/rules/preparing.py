"""Preparing alone: the steps, what must be answered, when all is shown, when it goes (R6.02)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.questions import Question

NOTHING_YET = mark("You have answered nothing yet. Answer one question at least.")
STILL_ASKED = mark("“{question}” still needs an answer.")
FINISHED = mark(
    "You have said that you are finished. To change an answer, press “Change my answers” first."
)
ALL_SHOWN = mark("All have finished, so the answers stay as they are. Now write what you agree on.")
LONGEST = 2000


@dataclass(frozen=True)
class Stage:
    """The questions of one page: those that prepare the same clause."""

    title: str
    questions: tuple[Question, ...]


def questions_of(design: Design) -> list[Question]:
    """Return what is asked, if the programme has an agreement and questions to prepare it."""
    return list(design.agreement.preparation) if design.agreement.in_use else []


def stages(questions: Sequence[Mapping[str, object]], clauses: Mapping[str, str]) -> list[Stage]:
    """Put the questions onto pages, one for each clause, in the order in which they are asked."""
    pages: dict[str, list[Question]] = {}
    for asked in questions:
        clause = str(asked.get("clause", ""))
        plain = {name: value for name, value in asked.items() if name != "clause"}
        pages.setdefault(clause, []).append(Question.model_validate(plain))
    return [
        Stage(clauses.get(clause) or say("More questions"), tuple(asked))
        for clause, asked in pages.items()
    ]


def problem(stages_: Sequence[Stage], answers: Mapping[str, str]) -> str:
    """Say what is missing before somebody is finished; nothing if they are."""
    if not any(answers.values()):
        return say(NOTHING_YET)
    for stage in stages_:
        for question in stage.questions:
            if question.required and not answers.get(question.key):
                return say(STILL_ASKED, question=question.text)
    return ""


def all_are_done(people: Collection[object], done: Collection[object]) -> bool:
    """Whether everybody has finished; then, and only then, all is shown."""
    return len(people) > 1 and {*people} <= {*done}
