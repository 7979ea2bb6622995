"""Entering the workforce; giving and withdrawing answers that are only counted (R3.11)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.models import Application, Baseline, EqualityAnswer
from mentorhouse.recruitment.queries.equality import GRADE, ORGANISATION, questions_for
from mentorhouse.recruitment.rules.equality import answers_problem
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.sealing import seal

BASELINE_ENTERED = audit.Act(
    "recruitment.baseline_entered", "entered the workforce to compare with"
)
EQUALITY_GIVEN = audit.Act("equality.given", "said something of themselves to be counted")
EQUALITY_WITHDRAWN = audit.Act("equality.withdrawn", "withdrew what they had said to be counted")
FIGURES_EXPORTED = audit.Act("recruitment.figures_exported", "exported figures of recruitment")
MOST_QUESTIONS = 8


@dataclass(frozen=True)
class Entered:
    """The workforce by one thing, as it is entered: numbers by name, whence and of when."""

    about: Baseline.About
    question: str
    numbers: Mapping[str, int]
    source: str
    as_of: date


def enter_workforce(programme: Programme, entered: Entered, *, by: User, at: datetime) -> None:
    """Enter the workforce by one thing; what was entered for it before is replaced."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_BASELINE, row)
        question = entered.question.strip() if entered.about == _OF_PEOPLE else ""
        _check(row, entered, question)
        row.baselines.filter(about=entered.about, question=question).delete()
        Baseline.objects.bulk_create(
            Baseline(
                programme=row, about=entered.about.value, question=question, name=name,
                number=number, position=position, source=entered.source, as_of=entered.as_of,
                entered_by=by, entered_at=at,
            )
            for position, (name, number) in enumerate(entered.numbers.items())
        )  # fmt: skip
        detail: dict[str, object] = {"about": entered.about.value, "lines": len(entered.numbers)}
        audit.record(BASELINE_ENTERED, by=by, on=row, at=at, programme=row.pk, detail=detail)


_OF_PEOPLE = Baseline.About.CHARACTERISTIC


def _check(programme: Programme, entered: Entered, question: str) -> None:
    if entered.about != _OF_PEOPLE:
        return
    if not question:
        raise NotNow(say("Write what people are asked, for example “Ethnic group”."))
    others = questions_for(programme)
    if question.casefold() in {ORGANISATION, GRADE}:
        raise NotNow(say("Choose “{name}” above instead.", name=question))
    if question not in others and len(others) >= MOST_QUESTIONS:
        raise NotNow(say("{count} questions are the most.", count=MOST_QUESTIONS))
    taken = {name.casefold() for q, names in others.items() if q != question for name in names}
    if twice := [name for name in entered.numbers if name.casefold() in taken]:
        raise NotNow(say("“{name}” stands under another question already.", name=twice[0]))


def give_answers(
    application: Application, answers: Mapping[str, str], *, by: User, at: datetime
) -> None:
    """Say something of oneself to be counted; what was said before is replaced.

    It waits until enough people have answered, and is counted together with theirs.
    """
    with transaction.atomic():
        require(by, Capability.GIVE_EQUALITY, application)
        programme = _locked(application)
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        said = {question: answer for question, answer in answers.items() if answer}
        if problem := answers_problem(said, questions_for(programme)):
            raise NotNow(problem)
        forgotten = _forget(programme, by, at)
        if said:
            row = EqualityAnswer(programme=programme, person_id=by.pk, given_at=at)
            seal(row, answers=json.dumps(said))
            row.save()
        if said and not forgotten:
            _count_together(programme)
        on = audit.Subject("recruitment.equalityanswer")
        detail: dict[str, object] = {"count": len(said)}
        audit.record(EQUALITY_GIVEN, by=by, on=on, at=at, programme=programme.pk, detail=detail)


def withdraw_answers(application: Application, *, by: User, at: datetime) -> None:
    """Take back what one said to be counted: it is deleted, and no longer counted."""
    with transaction.atomic():
        require(by, Capability.GIVE_EQUALITY, application)
        programme = _locked(application)
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if _forget(programme, by, at):
            on = audit.Subject("recruitment.equalityanswer")
            audit.record(EQUALITY_WITHDRAWN, by=by, on=on, at=at, programme=programme.pk)


def _locked(application: Application) -> Programme:
    """Let answers in a programme come one after the other, so that none fills a batch unseen."""
    return Programme.objects.select_for_update(no_key=True).get(pk=application.programme_id)


def _count_together(programme: Programme) -> None:
    """Count the answers that wait, all at once, if they are enough to hide each of them."""
    answers = EqualityAnswer.objects.filter(programme=programme)
    waiting = answers.filter(batch=None)
    if waiting.count() >= programme.design.evaluation.small_number:
        counted = answers.filter(batch__isnull=False)
        newest = counted.order_by("-batch").values_list("batch", flat=True).first() or 0
        waiting.update(batch=newest + 1)


def _forget(programme: Programme, by: User, at: datetime) -> bool:
    """Delete an answer. Those it was counted with wait again, so that it cannot be told apart."""
    row = EqualityAnswer.objects.filter(programme=programme, person=by.pk).first()
    if row is None:
        return False
    owner = row.sealed_for()
    row.delete()
    if row.batch is not None:
        EqualityAnswer.objects.filter(programme=programme, batch=row.batch).update(batch=None)
    destroy_key(owner, by=by, at=at, programme=programme.pk)
    return True


def note_figures_export(programme: Programme, *, by: User, at: datetime) -> None:
    """Leave a trace that figures left the house."""
    require(by, Capability.SEE_RECRUITMENT_FIGURES, programme)
    audit.record(FIGURES_EXPORTED, by=by, on=programme, at=at, programme=programme.pk)
