"""Deeds on sources of funding."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.finance.models import Source
from mentorhouse.finance.rules.books import check_open
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Programme

SOURCE_ADDED = audit.Act("budget.source_added", mark("added a source of funding"))
SOURCE_CHANGED = audit.Act("budget.source_changed", mark("changed a source of funding"))
SOURCE_REMOVED = audit.Act("budget.source_removed", mark("removed a source of funding"))
FIELDS = ("funder", "amount", "cycle", "begins_on", "ends_on", "state")


def add(
    programme: Programme, said: Mapping[str, Any], *, once: UUID, by: User, at: datetime
) -> Source:
    """Add a source of funding. `once` names the form: sent twice, it adds one."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.state)
        if there := Source.objects.filter(pk=once).first():
            if there.programme_id != row.pk:
                raise NotVisible
            return there
        source = Source.objects.create(
            pk=once, programme=row, **{field: said[field] for field in FIELDS}
        )
        audit.record(SOURCE_ADDED, by=by, on=source, at=at, programme=row.pk)
    return source


def change(
    source: Source, said: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> Source:
    """Change a source. Raises `ChangedMeanwhile` when somebody did since `version` was read."""
    with transaction.atomic():
        row = _locked(source)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.programme.state)
        if row.version != version:
            raise ChangedMeanwhile
        for field in FIELDS:
            setattr(row, field, said[field])
        row.version += 1
        row.save()
        detail = {"version": row.version}
        audit.record(
            SOURCE_CHANGED, by=by, on=row, at=at, programme=row.programme_id, detail=detail
        )
    return row


def remove(source: Source, *, by: User, at: datetime) -> None:
    """Remove a source that was a mistake."""
    with transaction.atomic():
        row = _locked(source)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.programme.state)
        trace = audit.Subject("finance.source", str(row.pk))
        row.delete()
        audit.record(SOURCE_REMOVED, by=by, on=trace, at=at, programme=row.programme_id)


def _locked(source: Source) -> Source:
    rows = Source.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("programme").get(pk=source.pk)
