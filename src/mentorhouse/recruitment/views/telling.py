"""What the pages of an application show of it: tasks, answers to check, criteria."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.people import Agrees
from mentorhouse.programmes.rules import Judgement
from mentorhouse.recruitment.queries.applying import Sitting, judgements_for
from mentorhouse.recruitment.queries.endorsing import standings_of
from mentorhouse.recruitment.rules.applying import Step, read, requirements_for, spoken
from mentorhouse.recruitment.rules.endorsing import (
    Standing,
    asked_of,
    before_sending,
    own_words,
)

Task = dict[str, Any]
Section = tuple[str, str, list[tuple[str, str]]]


def tasks_of(sitting: Sitting, *, at: datetime) -> list[Task]:
    """Return each step with where it stands, and whose support is asked for."""
    return [*(_task(sitting, step) for step in sitting.steps), *_support(sitting, at=at)]


def _task(sitting: Sitting, step: Step) -> Task:
    missing = step.missing(sitting.drafts)
    begun = step.begun(sitting.drafts)
    state, colour = (_("Not started"), "blue")
    if begun and missing:
        state, colour = (_("Begun"), "yellow")
    elif not missing and (begun or step.key in {"about", "criteria"}):
        state, colour = (_("Done"), "green")
    elif not missing:
        state, colour = (_("Optional"), "grey")
    return {
        "words": say(step.title),
        "href": reverse("recruitment:step", args=[sitting.programme.pk, step.key]),
        "state": state,
        "colour": colour,
        "missing": bool(missing),
    }


def _support(sitting: Sitting, *, at: datetime) -> list[Task]:
    """Return for each role what is asked of managers and sponsors."""
    design = sitting.programme.design
    rows = [row for role, row in sitting.applications.items() if asked_of(design, role)]
    tasks = []
    for row, stands in zip(rows, standings_of(rows, at=at).values(), strict=True):
        words, colour = own_words(stands)
        title = {
            "mentee": _("Support of your manager or sponsor"),
            "mentor": _("Your own manager’s yes to your mentoring"),
        }[row.role]
        problem = before_sending(design, row.role, stands)
        if stands is Standing.NOT_ASKED and not problem:
            words, colour = _("Optional"), "grey"
        tasks.append(
            {
                "words": title,
                "href": reverse("recruitment:support", args=[row.pk]),
                "state": words,
                "colour": colour,
                "hint": problem,
                "missing": bool(problem),
            }
        )
    return tasks


def checked(sitting: Sitting) -> list[Section]:
    """Return every answer as people read it: title of the step, its key, questions and answers."""
    return [
        (
            say(step.title),
            step.key,
            [
                (ask.label, spoken(ask, read(ask, sitting.drafts), sitting.programme.said))
                for ask in step.asks
            ],
        )
        for step in sitting.steps
        if step.asks
    ]


def criteria_of(sitting: Sitting) -> list[Judgement]:
    """Return the criteria that nobody ticks: what the profile says of them at once."""
    found = judgements_for(sitting)
    design = sitting.programme.design
    return [
        judgement
        for role in sitting.roles
        for rule, judgement in zip(requirements_for(design, role), found[role], strict=True)
        if not isinstance(rule, Agrees)
    ]
