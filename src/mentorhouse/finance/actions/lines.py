"""Deeds on budget lines and on the nine financial points."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.finance.models import FinancialPoint, Line
from mentorhouse.finance.rules.books import check_open
from mentorhouse.finance.rules.points import BY_KEY
from mentorhouse.languages.saying import mark, say
from mentorhouse.organisations.rules import fold_name
from mentorhouse.programmes.models import Programme

LINE_ADDED = audit.Act("budget.line_added", mark("added a budget line"))
LINE_CHANGED = audit.Act("budget.line_changed", mark("changed a budget line"))
LINE_REMOVED = audit.Act("budget.line_removed", mark("removed an empty budget line"))
POINT_ANSWERED = audit.Act(
    "budget.point_answered", mark("answered one of the nine financial points")
)
FIELDS = ("planned", "still_expected", "note")


class NameTaken(NotNow):
    """The programme has a line of this name."""

    def __init__(self) -> None:
        super().__init__(say("There is a budget line of this name already. Choose another name."))


def add(programme: Programme, said: Mapping[str, Any], *, by: User, at: datetime) -> Line:
    """Add a budget line. Raises `NameTaken` where one of that name is there."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.state)
        line = Line(programme=row, **{field: said[field] for field in FIELDS})
        _name(line, said["name"])
        line.save(force_insert=True)
        audit.record(LINE_ADDED, by=by, on=line, at=at, programme=row.pk)
    return line


def change(line: Line, said: Mapping[str, Any], *, version: int, by: User, at: datetime) -> Line:
    """Change a line. Raises `ChangedMeanwhile` when somebody did since `version` was read."""
    with transaction.atomic():
        Programme.objects.select_for_update(no_key=True).get(pk=line.programme_id)
        row = locked_line(line)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.programme.state)
        if row.version != version:
            raise ChangedMeanwhile
        for field in FIELDS:
            setattr(row, field, said[field])
        _name(row, said["name"])
        row.version += 1
        row.save()
        detail = {"version": row.version}
        audit.record(LINE_CHANGED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
    return row


def remove(line: Line, *, by: User, at: datetime) -> None:
    """Remove a line that no entry was ever made on."""
    with transaction.atomic():
        row = locked_line(line)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.programme.state)
        if row.entries.exists():
            raise NotNow(
                say(
                    "This line has entries, so it stays: the books forget nothing. "
                    "You may plan nothing for it and rename it."
                )
            )
        trace = audit.Subject("finance.line", str(row.pk))
        row.delete()
        audit.record(LINE_REMOVED, by=by, on=trace, at=at, programme=row.programme_id)


def locked_line(line: Line) -> Line:
    """Lock a line: whoever books on it or removes it at the same moment waits here."""
    rows = Line.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("programme").filter(pk=line.pk).first()
    if found is None:
        raise NotVisible
    return found


def answer_point(
    programme: Programme, key: str, said: Mapping[str, str], *, version: int, by: User,
    at: datetime,
) -> FinancialPoint:  # fmt: skip
    """Say what stands behind a point. Raises `ChangedMeanwhile` when somebody else did."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.MANAGE_BUDGET, row)
        check_open(row.state)
        if key not in BY_KEY:
            raise NotVisible
        point, _ = FinancialPoint.objects.get_or_create(programme=row, key=key)
        if point.version != version:
            raise ChangedMeanwhile
        point.state, point.evidence, point.note = said["state"], said["evidence"], said["note"]
        point.version += 1
        point.save()
        detail = {"point": key}
        audit.record(POINT_ANSWERED, by=by, on=point, at=at, programme=row.pk, detail=detail)
    return point


def _name(line: Line, name: str) -> None:
    """Give a line its name. The programme is locked, so nobody takes the name meanwhile."""
    line.name, line.folded_name = " ".join(name.split()), fold_name(name)[:120]
    others = Line.objects.filter(programme_id=line.programme_id, folded_name=line.folded_name)
    if others.exclude(pk=line.pk).exists():
        raise NameTaken
