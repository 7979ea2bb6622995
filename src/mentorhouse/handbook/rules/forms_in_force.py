"""Every form of a programme by name, with what it asks."""

from collections.abc import Iterator, Sequence

from mentorhouse.documents import Block, Bullets, Heading, Paragraph
from mentorhouse.handbook.rules import words
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.questions import Question

LOG_ASKS = (
    "Date, length and way of the meeting",
    "What has been done since the last meeting",
    "Challenges and how they were met",
    "Topics of the meeting",
    "Actions until the next meeting, and who does them",
    "Topic and date of the next meeting",
)


def forms_in_force(design: Design) -> tuple[Block, ...]:
    """Name every form with its content."""
    return tuple(block for title, asks in forms_of(design) for block in _form(title, asks))


def forms_of(design: Design) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each form in force: its name and what it asks."""
    asked = design.application
    for title, questions, role in (
        ("Application of a mentor", asked.mentor_questions, "mentor"),
        ("Application of a mentee", asked.mentee_questions, "mentee"),
    ):
        promises = tuple(f"Promise: {p.text}" for p in asked.commitments if role in p.roles)
        yield title, (*_questions(questions), *promises)
    support = design.mentees.endorsement
    if support.kind not in {"off", "declared"}:
        who = words.listed([words.small(one) for one in words.several(support, "asked")])
        yield f"Support by {who}", ("Supports it or not, or wants to talk first", "Time granted")
    agreement = design.agreement
    if agreement.preparation:
        yield "Preparation, each alone", _questions(agreement.preparation)
    if agreement.in_use:
        yield (
            (agreement.name or "mentoring agreement").capitalize(),
            tuple(f"{clause.title}: {clause.text}" for clause in agreement.clauses),
        )
    if agreement.ground_rules:
        yield "Ground rules to choose from", tuple(rule.text for rule in agreement.ground_rules)
    log = design.meetings.log
    yield f"Meeting log, written by: {words.small(words.chosen(log, 'written_by'))}", LOG_ASKS
    for survey in design.evaluation.surveys:
        whom = words.small(words.chosen(survey, "asks"))
        at = words.small(words.chosen(survey, "at"))
        yield f"{survey.title} ({whom}, {at})", _questions(survey.questions)


def _questions(questions: Sequence[Question]) -> tuple[str, ...]:
    return tuple(
        f"{question.text} ({words.small(words.chosen(question, 'kind'))}"
        f"{': ' + ', '.join(question.options) if question.options else ''})"
        for question in questions
    )


def _form(title: str, asks: tuple[str, ...]) -> tuple[Block, ...]:
    if asks:
        return (Heading(title, 2), Bullets(asks))
    return (Heading(title, 2), Paragraph("It asks what the profile asks, and nothing more."))
