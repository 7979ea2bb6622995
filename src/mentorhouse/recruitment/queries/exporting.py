"""Applications with every answer as rows of a table, for co-ordinators (R3.03)."""

from datetime import datetime

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.design.tables import Cell
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import coordinates, own_organisation
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries.applying import WITH, draft_of
from mentorhouse.recruitment.rules.applying import STANDS, Ask, read, spoken, steps_of
from mentorhouse.recruitment.states import ApplicationState
from mentorhouse.vault.sealing import open_rows, without_destroyed

FACTS = ("Given name", "Family name", "E-mail", "Organisation", "Job title", "Grade", "State",
         "Sent on")  # fmt: skip
UNSEEN = (ApplicationState.DRAFT.value, ApplicationState.WITHDRAWN.value)


def answers_in(
    viewer: Viewer, programme: Programme, role: str, *, at: datetime
) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Return headings and rows of the applications in a role that the viewer may read.

    Questions that were asked once and are asked no more stand at the end by their key.
    """
    rows = without_destroyed(_rows(viewer, programme, role))
    texts = open_rows(viewer, rows, at=at, purpose="export applications")
    drafts = [draft_of(row, text["answers"]) for row, text in zip(rows, texts, strict=True)]
    asks = [ask for step in steps_of(programme.design, (role,)) for ask in step.asks]
    known = {ask.key for ask in asks}
    old = sorted({key for draft in drafts for key in draft.answers} - known)
    asks += [Ask(key, "text", key, (role,)) for key in old]
    lines = [
        (*_facts(row), *(spoken(ask, read(ask, {role: draft})) for ask in asks))
        for row, draft in zip(rows, drafts, strict=True)
    ]
    return [*(say(fact) for fact in FACTS), *(ask.label for ask in asks)], lines


def _rows(viewer: Viewer, programme: Programme, role: str) -> list[Application]:
    """Return those of the programme, or of one's own people; never one's own drafts of others."""
    require(viewer, Capability.SEE_APPLICATIONS, programme)
    rows = Application.objects.filter(programme=programme, role=role).exclude(state__in=UNSEEN)
    if not coordinates(viewer, programme.pk):
        organisation = own_organisation(viewer, programme.pk)
        if organisation is None:
            raise NotVisible
        rows = rows.filter(person__organisation=organisation)
    return list(rows.select_related(*WITH).order_by("submitted_at", "pk"))


def _facts(row: Application) -> tuple[Cell, ...]:
    person = row.person
    return (
        person.given_name,
        person.family_name,
        person.user.email,
        person.organisation.name if person.organisation else "",
        person.job_title,
        person.grade,
        say(STANDS[row.state][0]),
        row.submitted_at.date().isoformat() if row.submitted_at else "",
    )
