"""Preparing an agreement: who it is of, one's own answers, and all answers once all have finished.

Whether another has begun or finished is told to nobody before all have (R6.02).
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.agreements.models import Preparation, PreparedPart
from mentorhouse.agreements.queries.agreements import people_in
from mentorhouse.agreements.rules.preparing import Stage, questions_of, stages
from mentorhouse.agreements.states import PreparationState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.queries.introducing import Introduction, introduction
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.vault.sealing import open_row, open_rows

LIVING = {PartnershipState.ACTIVE.value, PartnershipState.ENDED.value}


@dataclass(frozen=True)
class Answered:
    """What one person answered, in clear."""

    person: Person
    answers: Mapping[str, str]


def preparation_for(viewer: Viewer, preparation_id: UUID) -> Preparation:
    """Return a preparation to one of those whose it is. Raises `NotVisible`."""
    row = preparations().filter(pk=preparation_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.PREPARE_AGREEMENT, row)
    return row


def preparations() -> QuerySet[Preparation]:
    """Return preparations with what a page asks of them."""
    return Preparation.objects.select_related("programme", "partnership__programme")


def preparing_partnership(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a running partnership that prepares its agreement. Raises `NotVisible`."""
    row = running_for(viewer, partnership_id, Capability.PREPARE_AGREEMENT)
    if not questions_of(row.programme.design):
        raise NotVisible
    return row


def preparing_introduction(viewer: Viewer, introduction_id: UUID) -> Introduction:
    """Return an introductory meeting that is agreed and opens a preparation (R6.14)."""
    found = introduction(introduction_id)
    mine = found is not None and viewer.is_authenticated and viewer.pk in found.people
    if found is None or not mine or not questions_of(found.programme.design):
        raise NotVisible
    if not (found.agreed or found.partnership):
        raise NotVisible
    return found


def people_of(row: Preparation) -> set[UUID]:
    """Return who prepares: all in the partnership, or the two of the introductory meeting."""
    if row.partnership_id:
        return {*people_in(row.partnership_id)}
    found = introduction(row.introduction) if row.introduction else None
    return {*found.people} if found else set()


def is_answerable(row: Preparation) -> bool:
    """Whether it is still to be answered: nobody has been shown anything, and the pair goes on."""
    if row.state != PreparationState.ALONE:
        return False
    if row.partnership is not None:
        return row.partnership.state == PartnershipState.ACTIVE
    found = introduction(row.introduction) if row.introduction else None
    return found is not None and found.goes_on


def pages_of(row: Preparation) -> list[Stage]:
    """Return the questions as they were when it opened, in the reader's language."""
    programme = row.programme
    asked = [{**one, "text": programme.said(one["text"])} for one in row.questions]
    clauses = programme.design_as_read.agreement.clauses
    return stages(asked, {clause.key: clause.title for clause in clauses})


def own_part(viewer: Viewer, row: Preparation) -> PreparedPart | None:
    """Return one's own answers, unopened."""
    part = row.parts.filter(person=viewer.pk).first()
    if part is not None:
        part.preparation = row
    return part


def own_answers(viewer: Viewer, row: Preparation, *, at: datetime) -> dict[str, str]:
    """Open one's own answers, by question."""
    part = own_part(viewer, row)
    if part is None:
        return {}
    opened = open_row(viewer, part, at=at, purpose="go on preparing the agreement")
    return _by_question(opened)


def all_answers(viewer: Viewer, row: Preparation, *, at: datetime) -> list[Answered]:
    """Open all answers for one of those who gave one; nothing before all have finished."""
    if row.state != PreparationState.TOGETHER:
        return []
    parts = list(row.parts.filter(done_at__isnull=False).select_related("person"))
    if viewer.pk not in {part.person_id for part in parts}:
        return []
    for part in parts:
        part.preparation = row
    parts.sort(key=lambda part: (part.person_id != viewer.pk, part.person.name))
    opened = open_rows(viewer, parts, at=at, purpose="read what was prepared")
    return [
        Answered(part.person, _by_question(texts))
        for part, texts in zip(parts, opened, strict=True)
    ]


def preparation_of(viewer: Viewer, partnership: Partnership) -> Preparation | None:
    """Return what a partnership prepares; None where nobody began, or it is gone."""
    row = preparations().filter(partnership=partnership).first()
    if row is None or row.state == PreparationState.GONE:
        return None
    row.partnership = partnership  # with its members: the policy asks for them
    return row if may(viewer, Capability.PREPARE_AGREEMENT, row) else None


def prepares(partnership: Partnership) -> bool:
    """Whether the programme asks those in a partnership to prepare their agreement."""
    return bool(questions_of(partnership.programme.design))


def is_over(row: Preparation) -> bool:
    """Whether the answers are to be deleted: the two did not go on, or not to an agreement.

    Where they had an agreement, the answers go with everything else that the pair wrote.
    """
    if row.partnership is None:
        found = introduction(row.introduction) if row.introduction else None
        return found is None or not found.goes_on
    if row.partnership.state not in LIVING or row.partnership.content_gone_at:
        return True
    if row.partnership.state == PartnershipState.ACTIVE:
        return False
    agreement = getattr(row.partnership, "agreement", None)
    return agreement is None or agreement.in_force is None


def prepared_by(viewer: Viewer, partnerships: Collection[UUID]) -> set[UUID]:
    """Return in which of these partnerships somebody has nothing left to prepare."""
    rows = Preparation.objects.filter(partnership__in=partnerships)
    mine = PreparedPart.objects.filter(person=viewer.pk, done_at__isnull=False)
    done = rows.filter(Q(parts__in=mine) | ~Q(state=PreparationState.ALONE.value))
    return {found for found in done.values_list("partnership", flat=True) if found}


def _by_question(opened: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = json.loads(opened["answers"]) if opened["answers"] else {}
    return found
