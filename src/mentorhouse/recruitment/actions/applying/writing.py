"""Writing an application, a step at a time; from two devices nothing is lost."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.recruitment.actions.applying.sharing import renew_shared
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.queries.applying import Sitting
from mentorhouse.recruitment.rules.applying import Draft, Step, came_to, further, read, write
from mentorhouse.recruitment.states import ApplicationState
from mentorhouse.vault.sealing import seal

CHANGED = audit.Act("application.changed", "changed an application")
WENT_ON = audit.Act("application.went_on", "came to a further page of an application")


class WrittenElsewhere(Exception):
    """The same step was saved in another tab or on another device. Nothing was written."""

    def __init__(self, theirs: Mapping[str, Any]) -> None:
        self.theirs = theirs
        super().__init__("This page was saved in another tab or on another device meanwhile.")


def said_in(step: Step, drafts: Mapping[str, Draft]) -> dict[str, Any]:
    """Return what stands in a step."""
    return {ask.key: read(ask, drafts) for ask in step.asks}


def mark_of(said: Mapping[str, Any]) -> str:
    """Mark what a writer began from, so that it shows whether somebody saved since."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def locked_sitting(by: User, programme_id: UUID, *, at: datetime) -> Sitting:
    """Lock the open applications of one person to a programme, and open them."""
    keys = queries.own_open(by, programme_id).values("pk")
    rows = Application.objects.select_for_update(no_key=True, of=("self",))
    found = list(rows.select_related(*queries.WITH).filter(pk__in=keys).order_by("pk"))
    found = [row for row in found if row.state in queries.UNDER_WAY]
    if not found:
        raise NotVisible
    for row in found:
        require(by, Capability.WRITE_APPLICATION, row)
    return queries.open_sitting(by, found, at=at)


def save_step(
    programme_id: UUID,
    key: str,
    said: Mapping[str, Any],
    *,
    began_from: str,
    by: User,
    at: datetime,
) -> Sitting:
    """Save one step. Raises `WrittenElsewhere` where it was saved otherwise meanwhile.

    What is sent already may change until it is decided, and has to stay complete.
    """
    with transaction.atomic():
        sitting = locked_sitting(by, programme_id, at=at)
        step = next((step for step in sitting.steps if step.key == key), None)
        if step is None:
            raise NotVisible
        there = said_in(step, sitting.drafts)
        wanted = {ask.key: said.get(ask.key) for ask in step.asks}
        if wanted == there:
            _go_on(sitting, step, by=by, at=at)
            return sitting
        if mark_of(there) != began_from:
            raise WrittenElsewhere(there)
        for ask in sorted(step.asks, key=lambda ask: _rank(ask.kind, wanted[ask.key])):
            write(ask, sitting.drafts, wanted[ask.key])
        concerned = {role for ask in step.asks for role in ask.roles}
        for role in sitting.roles:
            if role in concerned:
                _keep(sitting.applications[role], step, sitting.drafts, by=by, at=at)
        _go_on(sitting, step, by=by, at=at)
    return sitting


def _go_on(sitting: Sitting, step: Step, *, by: User, at: datetime) -> None:
    """Note up to which page the drafts have come, so that it can be counted where people stop."""
    now = came_to(sitting.steps, step, sitting.drafts)
    moved = []
    for row in sitting.to_send:
        page = further(sitting.steps, row.came_to or "", now)
        if page != row.came_to:
            row.came_to = page
            row.save(update_fields=["came_to"])
            moved.append(row)
    for row in moved:
        audit.record(WENT_ON, by=by, on=row, at=at, programme=row.programme_id)


def _rank(kind: str, value: Any) -> int:
    """Ranks are written in their order; everything else in any."""
    return int(value or 0) if kind == "rank" else 0


def _keep(
    row: Application, step: Step, drafts: dict[str, Draft], *, by: User, at: datetime
) -> None:
    draft = drafts[row.role]
    if row.state != ApplicationState.DRAFT and step.missing({row.role: draft}):
        raise NotNow(_("Your application is sent, so this page has to stay complete."))
    row.agreed, row.models_ranked, row.places = draft.agreed, draft.ranked, draft.places
    row.version += 1
    row.changed_at = at
    seal(row, answers=json.dumps(draft.answers, ensure_ascii=False))
    row.save(
        update_fields=[
            "answers", "agreed", "models_ranked", "places", "version", "changed_at",
        ]
    )  # fmt: skip
    if row.state != ApplicationState.DRAFT:
        renew_shared(row, draft)
    detail = {"step": step.key.replace("-", "_"), "version": row.version}
    audit.record(CHANGED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
