"""Prepare alone, agree together (R6.02, R6.14): opening, answering, finishing, forgetting.

The partnership, if there is one yet, is locked first, then the preparation; so two who finish at
the same moment wait for one another, and the second shows everything.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.agreements.models import Preparation, PreparedPart
from mentorhouse.agreements.queries import preparing as queries
from mentorhouse.agreements.rules import preparing as rules
from mentorhouse.agreements.states import PREPARATION, PreparationMove, PreparationState
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries.introducing import Introduction, introduction
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.sealing import seal

OPENED = audit.Act("preparation.opened", mark("began to prepare an agreement"))
ANSWERED = audit.Act("preparation.answered", mark("answered while preparing an agreement"))
FINISHED = audit.Act("preparation.finished", mark("finished preparing an agreement"))
WENT_BACK = audit.Act("preparation.went_back", mark("went back to what they had prepared"))
SHOWN = audit.Act("preparation.shown", mark("showed what was prepared to those who prepared it"))
TASK = "prepare agreements"


def open_for(partnership: Partnership, *, by: User, at: datetime) -> Preparation:
    """Open the preparation of a partnership, or take over what its introductory meeting began."""
    with transaction.atomic():
        rows = Partnership.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("programme").get(pk=partnership.pk)
        require(by, Capability.PREPARE_AGREEMENT, row)
        meeting = introduction(row.pk)
        found = Preparation.objects.filter(partnership=row).first() or _take_over(row, meeting)
        if found is not None:
            return found
        questions = rules.questions_of(row.programme.design)
        if not questions:
            raise NotVisible
        asked = [question.model_dump(mode="json") for question in questions]
        found = Preparation.objects.create(
            programme=row.programme, partnership=row, questions=asked, began_at=at,
            introduction=meeting.id if meeting else None,
        )  # fmt: skip
        _record(OPENED, found, by=by, at=at)
    return found


def open_with_introduction(introduction_id: UUID, *, by: User, at: datetime) -> Preparation:
    """Open the preparation with an introductory meeting that is agreed; twice is as once."""
    with transaction.atomic():
        meeting = queries.preparing_introduction(by, introduction_id)
        if meeting.partnership:
            return open_for(Partnership.objects.get(pk=meeting.partnership), by=by, at=at)
        asked = [
            question.model_dump(mode="json")
            for question in rules.questions_of(meeting.programme.design)
        ]
        found, is_new = Preparation.objects.get_or_create(
            introduction=meeting.id,
            defaults={
                "programme": meeting.programme,
                "questions": asked,
                "began_at": at,
            },
        )
        require(by, Capability.PREPARE_AGREEMENT, found)
        if is_new:
            _record(OPENED, found, by=by, at=at)
    return found


def answer(
    preparation: Preparation, answers: Mapping[str, str], *, by: User, at: datetime
) -> PreparedPart:
    """Keep some of one's own answers, sealed; the others stay. Raises `NotNow` once finished."""
    with transaction.atomic():
        row = _locked(preparation, by=by)
        part = _own(row, by)
        if part is not None and part.done_at:
            raise NotNow(say(rules.FINISHED))
        known = queries.own_answers(by, row, at=at) if part else {}
        part = part or PreparedPart(preparation=row, person_id=by.pk)
        asked = {question["key"] for question in row.questions}
        kept = known | {key: text.strip() for key, text in answers.items() if key in asked}
        seal(part, answers=json.dumps(kept))
        part.save()
        _record(ANSWERED, row, by=by, at=at)
    return part


def finish(preparation: Preparation, *, by: User, at: datetime) -> PreparationState:
    """Say that one is finished; when all are, everything is shown to all. Twice is as once."""
    with transaction.atomic():
        row = _locked(preparation, by=by)
        part = _own(row, by)
        answers = queries.own_answers(by, row, at=at)
        if missing := rules.problem(queries.pages_of(row), answers):
            raise NotNow(missing)
        if part is not None and part.done_at is None:
            part.done_at = at
            part.save(update_fields=["done_at"])
            _record(FINISHED, row, by=by, at=at)
        _show_if_all_are_done(row, at=at)
    return PreparationState(row.state)


def go_back(preparation: Preparation, *, by: User, at: datetime) -> None:
    """Open one's own answers again, while the others have not all finished."""
    with transaction.atomic():
        row = _locked(preparation, by=by)
        part = _own(row, by)
        if part is None or part.done_at is None:
            return
        part.done_at = None
        part.save(update_fields=["done_at"])
        _record(WENT_BACK, row, by=by, at=at)


def keep_up(*, at: datetime) -> int:
    """Delete what is over, take over what led to a partnership, show what all have finished."""
    rows = Preparation.objects.exclude(state=PreparationState.GONE.value)
    return one_by_one(lambda pk: _keep_up(pk, at=at), list(rows.values_list("pk", flat=True)))


def _keep_up(preparation_id: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        found = queries.preparations().get(pk=preparation_id)
        if found.partnership_id:
            Partnership.objects.select_for_update(no_key=True).get(pk=found.partnership_id)
        rows = Preparation.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("programme", "partnership__agreement").get(pk=preparation_id)
        if row.state == PreparationState.GONE:
            return False
        if queries.is_over(row):
            _forget(row, at=at)
            return True
        if row.partnership_id is None:
            return _join_partnership(row)
        return queries.is_answerable(row) and _show_if_all_are_done(row, at=at)


def _forget(row: Preparation, *, at: datetime) -> None:
    row.state = after(PREPARATION, PreparationState(row.state), PreparationMove.FORGET).value
    row.gone_at = at
    row.save(update_fields=["state", "gone_at"])
    row.parts.all().delete()
    destroy_key(row.sealed_for(), by=None, at=at, programme=row.programme_id, task=TASK)


def _join_partnership(row: Preparation) -> bool:
    found = introduction(row.introduction) if row.introduction else None
    if found is None or found.partnership is None:
        return False
    row.partnership_id = found.partnership
    row.save(update_fields=["partnership"])
    return True


def _take_over(partnership: Partnership, meeting: Introduction | None) -> Preparation | None:
    rows = Preparation.objects.select_for_update(no_key=True)
    row = rows.filter(introduction=meeting.id).first() if meeting else None
    if row is None or row.state == PreparationState.GONE:
        return None
    row.partnership = partnership
    row.save(update_fields=["partnership"])
    return row


def _show_if_all_are_done(row: Preparation, *, at: datetime) -> bool:
    people = queries.people_of(row)
    done = row.parts.filter(done_at__isnull=False).values_list("person_id", flat=True)
    if row.state != PreparationState.ALONE or not rules.all_are_done(people, set(done)):
        return False
    row.state = after(PREPARATION, PreparationState(row.state), PreparationMove.SHOW).value
    row.shown_at = at
    row.save(update_fields=["state", "shown_at"])
    about = {"preparation": row.pk}
    post_all("preparation.shown", [(who, about, str(row.pk)) for who in people], at=at)
    programme = row.programme_id
    audit.record(SHOWN, by=None, task=TASK, on=row, at=at, programme=programme)
    return True


def _locked(preparation: Preparation, *, by: User) -> Preparation:
    if preparation.partnership_id:
        Partnership.objects.select_for_update(no_key=True).get(pk=preparation.partnership_id)
    rows = Preparation.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("programme", "partnership__programme").get(pk=preparation.pk)
    require(by, Capability.PREPARE_AGREEMENT, row)
    if row.state == PreparationState.TOGETHER:
        raise NotNow(say(rules.ALL_SHOWN))
    if not queries.is_answerable(row):
        raise NotVisible
    return row


def _own(row: Preparation, by: User) -> PreparedPart | None:
    part = row.parts.select_for_update(no_key=True).filter(person_id=by.pk).first()
    if part is not None:
        part.preparation = row
    return part


def _record(act: audit.Act, row: Preparation, *, by: User, at: datetime) -> None:
    audit.record(act, by=by, on=row, at=at, programme=row.programme_id)
