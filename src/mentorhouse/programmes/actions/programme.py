"""Deeds on a programme: start it, and change its design."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes import rules
from mentorhouse.programmes.actions.life import locked
from mentorhouse.programmes.design import Design, parse_design, plain
from mentorhouse.programmes.models import Coordinator, DesignVersion, Programme
from mentorhouse.programmes.states import Work

STARTED = audit.Act("programme.started", mark("started the programme"))
DESIGN_CHANGED = audit.Act("programme.design_changed", mark("changed the programme’s design"))


class ChangedMeanwhile(NotNow):
    """Somebody else changed the design since it was read. Nothing was overwritten."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        super().__init__(
            say(
                "Someone else changed this programme while you were writing. Nothing of yours or "
                "theirs is lost: compare the two below, then save again."
            )
        )


def start(design: Design, *, by: User, at: datetime) -> Programme:
    """Start a programme; whoever starts it co-ordinates it (R2.01)."""
    with transaction.atomic():
        require(by, Capability.START_PROGRAMME, HOUSE)
        design = parse_design(plain(design))  # whoever gave it another name
        programme = Programme.objects.create(
            name=design.name, design_data=plain(design), made_at=at
        )
        Coordinator.objects.create(programme=programme, user=by, since=at)
        _keep(programme, by=by, at=at)
        audit.record(STARTED, by=by, on=programme, at=at, programme=programme.pk)
    return programme


def change_design(
    programme: Programme, design: Design, *, by: User, at: datetime, version: int | None = None
) -> Programme:
    """Change the design that was read as `version` (by default: as the programme given holds it).

    Raises `ChangedMeanwhile` if it is another one by now, so that nothing is lost silently.
    """
    seen = programme.design_version if version is None else version
    with transaction.atomic():
        row = locked(programme)
        require(by, Capability.RUN_PROGRAMME, row)
        rules.check_open(row.state, Work.CHANGE_DESIGN)
        if row.design_version != seen:
            raise ChangedMeanwhile(row)
        data = plain(design)
        if data == row.design_data:
            return row
        if problem := rules.small_number_problem(row.design, design, row.state):
            raise NotNow(problem)
        save_design(row, design, by=by, at=at)
        detail = {"version": row.design_version}
        audit.record(DESIGN_CHANGED, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return row


def save_design(row: Programme, design: Design, *, by: User, at: datetime) -> None:
    """Save the next version of a design in a row that is locked; whoever calls this audits."""
    row.name, row.design_data = design.name, plain(design)
    row.design_version += 1
    row.save(update_fields=["name", "design_data", "design_version"])
    _keep(row, by=by, at=at)


def _keep(row: Programme, *, by: User, at: datetime) -> None:
    """Keep the design as it stands now in its history."""
    DesignVersion.objects.create(
        programme=row, number=row.design_version, data=row.design_data, by=by, at=at
    )
