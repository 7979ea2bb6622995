"""Deeds that are the same for every kind of entry: add, change, remove, mark as done.

The programme's row is locked first, so two deeds of one programme never meet half-way. A form
brings the identifier of the row that it is to make: sent twice, it makes one row.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions.lock import kept
from mentorhouse.governance.models import BoardAction, Entry, Message, Milestone, Stakeholder
from mentorhouse.governance.rules.dates import next_time
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme

ADDED = audit.Act("governance.added", mark("added an entry to a governance page"))
CHANGED = audit.Act("governance.changed", mark("changed an entry of a governance page"))
REMOVED = audit.Act("governance.removed", mark("removed an entry from a governance page"))
DONE = audit.Act("governance.done", mark("marked a task as done"))
INFORMED = audit.Act("governance.informed", mark("noted that a stakeholder was informed"))

E = TypeVar("E", bound=Entry)
Task = Milestone | BoardAction | Message


class ChangedMeanwhile(NotNow):
    """Somebody else changed the entry since it was read. Nothing was overwritten."""

    def __init__(self, row: Entry) -> None:
        self.row = row
        super().__init__(
            say(
                "Someone else changed this while you were writing. Nothing of yours or theirs is "
                "lost: compare the two, then save again."
            )
        )


def add(
    kind: type[E],
    programme: Programme,
    values: Mapping[str, Any],
    *,
    key: UUID,
    by: User,
    at: datetime,
) -> E:
    """Add an entry under the identifier that its form brought; sent twice, it is made once."""
    with transaction.atomic():
        locked = kept(programme, by=by)
        if (made := kind.rows().filter(pk=key).first()) is not None:
            if made.programme_id != locked.pk:
                raise NotVisible
            return made
        made = kind(pk=key, programme=locked, **values)
        _save_whole(made, new=True)
        audit.record(ADDED, by=by, on=made, at=at, programme=locked.pk)
    return made


def change(row: E, values: Mapping[str, Any], *, version: int, by: User, at: datetime) -> E:
    """Change the entry that was read as `version`. Raises `ChangedMeanwhile` if it moved on."""
    with transaction.atomic():
        locked = _locked(row, by=by)
        if locked.version != version:
            raise ChangedMeanwhile(locked)
        if all(getattr(locked, name) == value for name, value in values.items()):
            return locked
        for name, value in values.items():
            setattr(locked, name, value)
        locked.version += 1
        _save_whole(locked)
        audit.record(CHANGED, by=by, on=locked, at=at, programme=locked.programme_id)
    return locked


def remove(row: Entry, *, by: User, at: datetime) -> None:
    """Remove an entry, and what hangs on it."""
    with transaction.atomic():
        locked = _locked(row, by=by)
        gone = audit.Subject(locked._meta.label_lower, str(locked.pk))
        locked.delete()
        audit.record(REMOVED, by=by, on=gone, at=at, programme=locked.programme_id)


def mark_done(row: Task, day: date, *, by: User, at: datetime) -> Task:
    """Note that a task is done; pressing twice changes nothing."""
    with transaction.atomic():
        locked = _locked(row, by=by)
        if locked.done_on is not None:
            return locked
        locked.done_on = day
        locked.version += 1
        locked.save(update_fields=["done_on", "version"])
        audit.record(DONE, by=by, on=locked, at=at, programme=locked.programme_id)
    return locked


def inform(
    stakeholder: Stakeholder, day: date, *, version: int, by: User, at: datetime
) -> Stakeholder:
    """Note that somebody was informed, and when they are next; pressing twice counts once."""
    with transaction.atomic():
        locked = _locked(stakeholder, by=by)
        if locked.version != version:
            return locked
        locked.informed_on, locked.due = day, next_time(locked.often, day)
        locked.version += 1
        locked.save(update_fields=["informed_on", "due", "version"])
        audit.record(INFORMED, by=by, on=locked, at=at, programme=locked.programme_id)
    return locked


def _save_whole(row: Entry, *, new: bool = False) -> None:
    """Save a row that keeps its own rules; a rule that it breaks is refused in words."""
    try:
        row.validate_constraints()
    except ValidationError as problem:
        raise NotNow(" ".join(problem.messages)) from problem
    row.save(force_insert=new)


def _locked(row: E, *, by: User) -> E:
    """Lock an entry's programme, then the entry. Somebody may have removed it: then it is gone."""
    kept(row.programme, by=by)
    rows = type(row).rows().select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("programme").filter(pk=row.pk).first()
    if locked is None:
        raise NotVisible
    return locked
