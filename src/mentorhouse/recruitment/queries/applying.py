"""Reads of one's own application, and of what a partner may read of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.programmes import rules as judging
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import completed, knows_forms
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.recruitment.models import Application, SharedAnswers
from mentorhouse.recruitment.rules.applying import (
    ROLES,
    Ask,
    Draft,
    Step,
    Way,
    shared_with_partner,
    spoken,
    steps_of,
    way_in,
)
from mentorhouse.recruitment.rules.applying.steps import asked_as
from mentorhouse.recruitment.states import OPEN, ApplicationState
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_row, open_rows

WITH = ("programme", "person__user", "person__organisation")
UNDER_WAY = [state.value for state in OPEN]


@dataclass(frozen=True)
class Sitting:
    """Somebody's open applications to one programme, opened; both roles are filled in together."""

    programme: Programme
    person: Person
    applications: Mapping[str, Application]
    drafts: dict[str, Draft]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles applied for, in the order of the form."""
        return tuple(role for role in ROLES if role in self.applications)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the form."""
        return steps_of(self.programme.design_as_read, self.roles)

    @property
    def to_send(self) -> tuple[Application, ...]:
        """Those that are not sent yet."""
        return tuple(a for a in self.applications.values() if a.state == ApplicationState.DRAFT)


def draft_of(row: Application, text: str) -> Draft:
    """Return what an application holds, from its opened text."""
    said = json.loads(text) if text else {}
    return Draft(said, list(row.agreed), list(row.models_ranked), row.places)


def open_sitting(viewer: Viewer, rows: Iterable[Application], *, at: datetime) -> Sitting:
    """Open applications of one person to one programme."""
    listed = list(rows)
    texts = open_rows(viewer, listed, at=at, purpose="fill in own application")
    drafts = {
        row.role: draft_of(row, text["answers"]) for row, text in zip(listed, texts, strict=True)
    }
    first = listed[0]
    return Sitting(first.programme, first.person, {row.role: row for row in listed}, drafts)


def sitting_for(viewer: Viewer, programme_id: UUID, *, at: datetime) -> Sitting:
    """Return the viewer's own open applications to a programme. Raises `NotVisible` for none."""
    rows = list(own_open(viewer, programme_id))
    if not rows:
        raise NotVisible
    for row in rows:
        require(viewer, Capability.WRITE_APPLICATION, row)
    return open_sitting(viewer, rows, at=at)


def own_open(viewer: Viewer, programme_id: UUID) -> QuerySet[Application]:
    """Return the viewer's open applications to a programme, in the order of the form."""
    rows = Application.objects.filter(
        programme_id=programme_id, person_id=viewer.pk, state__in=UNDER_WAY
    )
    return rows.select_related(*WITH).order_by("role")


def own_under_way(viewer: Viewer) -> QuerySet[Application]:
    """Return the viewer's own applications that are under way, for the start page."""
    rows = Application.objects.filter(person_id=viewer.pk, state__in=UNDER_WAY)
    return rows.select_related("programme").order_by("programme__name", "role", "pk")


def own_applications(viewer: Viewer, programme: Programme | None = None) -> QuerySet[Application]:
    """Return the viewer's own applications, the latest first; those withdrawn too."""
    rows = Application.objects.filter(person_id=viewer.pk).select_related("programme", "person")
    if programme is not None:
        rows = rows.filter(programme=programme)
    return rows.order_by("-started_at", "pk")


def own_application(viewer: Viewer, programme_id: UUID, application_id: UUID) -> Application:
    """Return one application to the person whose it is."""
    rows = Application.objects.select_related(*WITH).filter(programme_id=programme_id)
    row = rows.filter(pk=application_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.WRITE_APPLICATION, row)
    return row


def own_letter(application_id: str, person_id: UUID) -> Application | None:
    """Return the application that a letter to this person is about; None when it is over."""
    rows = Application.objects.filter(pk=application_id, person_id=person_id)
    gone = [ApplicationState.DRAFT.value, ApplicationState.WITHDRAWN.value]
    return rows.exclude(state__in=gone).select_related("programme").first()


def answers_of(viewer: Viewer, application: Application, *, at: datetime) -> Draft:
    """Open one application for somebody who may read it; empty where its key is destroyed."""
    try:
        text = open_row(viewer, application, at=at, purpose="read an application")
    except Destroyed:
        return Draft()
    return draft_of(application, text["answers"])


def ways_in(viewer: Viewer, programme: Programme, *, today: date) -> tuple[Way, ...]:
    """Return how the viewer can come in, as mentee and as mentor."""
    nominated = may(viewer, Capability.APPLY_AFTER_NOMINATION, programme)
    design, state = programme.design, programme.state
    return tuple(way_in(design, state, r, today=today, nominated=nominated) for r in ROLES)


def read_locally(viewer: Viewer, programme: Programme) -> bool:
    """Whether local co-ordinators of the viewer's own organisation read what they send (R2.09)."""
    return programme.partner_bodies.filter(organisation__people=viewer.pk).exists()


def taking_part_in(viewer: Viewer, programme: Programme) -> Mapping[str, ParticipationState]:
    """Return in which roles the viewer is in the programme, and how they stand."""
    rows = Participation.objects.filter(programme=programme, person_id=viewer.pk)
    return {role: ParticipationState(state) for role, state in rows.values_list("role", "state")}


def judgements_for(sitting: Sitting) -> dict[str, tuple[judging.Judgement, ...]]:
    """Judge, for each role, the profile and what is agreed to, at once as it stands."""
    person, programme = sitting.person, sitting.programme
    done = completed(programme, [person.pk]).get(person.pk, frozenset())
    return {
        role: judging.judged(
            programme.design,
            role,
            judging.Profile(
                organisation=person.organisation.name if person.organisation else "",
                profession=person.profession,
                grade=person.grade,
                location=person.location,
                job_title=person.job_title,
                completed=done,
                agreed=frozenset(sitting.drafts[role].agreed),
            ),
        )
        for role in sitting.roles
    }


@knows_forms
def sent_the_form(participation: Participation) -> bool:
    """Whether somebody takes part, or took part, by an application of theirs."""
    return Application.objects.filter(
        programme=participation.programme_id,
        person=participation.person_id,
        role=participation.role,
        state=ApplicationState.APPROVED.value,
    ).exists()


def shares_in(viewer: Viewer, partnership: Partnership) -> list[SharedAnswers]:
    """Return what the partners of the viewer share of their applications, unopened."""
    people = partnership.members.exclude(participation__person=viewer.pk)
    rows = SharedAnswers.objects.select_related(
        "application__person", "application__programme"
    ).filter(
        application__programme=partnership.programme_id,
        application__person__in=people.values("participation__person"),
        application__state=ApplicationState.APPROVED.value,
    )
    return [row for row in rows if may(viewer, Capability.READ_SHARED_ANSWERS, row)]


def shared_with(
    viewer: Viewer, partnership: Partnership, *, at: datetime
) -> list[tuple[str, dict[str, str]]]:
    """Open what the partners of the viewer share of their applications: name, answers."""
    seen = shares_in(viewer, partnership)
    texts = open_rows(viewer, seen, at=at, purpose="read shared goals")
    return [
        (row.application.person.name, _as_read(row.application, json.loads(text["answers"])))
        for row, text in zip(seen, texts, strict=True)
        if text["answers"]
    ]


def _as_read(row: Application, answers: Mapping[str, Any]) -> dict[str, str]:
    """Say questions and answers in the reader’s language; what people wrote stays as it is."""
    asked = {
        question.text: asked_as(question, (row.role,))
        for question in shared_with_partner(row.programme.design, row.role)
    }
    gone = Ask("", "text", "", ())  # a question that is not asked any more
    speak = row.programme.said
    return {
        speak(question): said
        if isinstance(said, str)
        else spoken(asked.get(question, gone), said["said"], speak)
        for question, said in answers.items()
    }
