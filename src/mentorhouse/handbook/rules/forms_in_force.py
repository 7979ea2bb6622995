"""Every form of a programme by name, with what it asks."""

from collections.abc import Iterator, Sequence

from mentorhouse.documents import Block, Bullets, Heading, Paragraph
from mentorhouse.handbook.rules import words
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.questions import Question

LOG_ASKS = (
    mark("Date, length and way of the meeting"),
    mark("What has been done since the last meeting"),
    mark("Challenges and how they were met"),
    mark("Topics of the meeting"),
    mark("Actions until the next meeting, and who does them"),
    mark("Topic and date of the next meeting"),
)


def forms_in_force(design: Design) -> tuple[Block, ...]:
    """Name every form with its content."""
    return tuple(block for title, asks in forms_of(design) for block in _form(title, asks))


def forms_of(design: Design) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each form in force: its name and what it asks."""
    asked = design.application
    for title, questions, role in (
        (say("Application of a mentor"), asked.mentor_questions, "mentor"),
        (say("Application of a mentee"), asked.mentee_questions, "mentee"),
    ):
        promises = tuple(
            say("Promise: {words}", words=p.text) for p in asked.commitments if role in p.roles
        )
        yield title, (*_questions(questions), *promises)
    support = design.mentees.endorsement
    if support.kind not in {"off", "declared"}:
        who = words.listed([words.small(one) for one in words.several(support, "asked")])
        yield (
            say("Support by {who}", who=who),
            (say("Supports it or not, or wants to talk first"), say("Time granted")),
        )
    agreement = design.agreement
    if agreement.preparation:
        yield say("Preparation, each alone"), _questions(agreement.preparation)
    if agreement.in_use:
        yield (
            (agreement.name or say("mentoring agreement")).capitalize(),
            tuple(f"{clause.title}: {clause.text}" for clause in agreement.clauses),
        )
    if agreement.ground_rules:
        yield (
            say("Ground rules to choose from"),
            tuple(rule.text for rule in agreement.ground_rules),
        )
    log = design.meetings.log
    yield (
        say("Meeting log, written by: {small}", small=words.small(words.chosen(log, "written_by"))),
        tuple(say(one) for one in LOG_ASKS),
    )
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
    return (Heading(title, 2), Paragraph(say("It asks what the profile asks, and nothing more.")))
