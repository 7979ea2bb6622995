"""Deeds on a programme: start it, change its design, move it on, name who runs it."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit, notifications
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.programmes import rules
from mentorhouse.programmes.design import Design, plain
from mentorhouse.programmes.models import Coordinator, DesignVersion, Programme
from mentorhouse.programmes.states import PROGRAMME, ProgrammeMove, ProgrammeState

STARTED = audit.Act("programme.started", "started the programme")
DESIGN_CHANGED = audit.Act("programme.design_changed", "changed the programme’s design")
RECRUITMENT_OPENED = audit.Act("programme.recruitment_opened", "opened recruitment")
MATCHING_STARTED = audit.Act("programme.matching_started", "started matching")
RUNNING = audit.Act("programme.running", "published matches; the programme runs")
COORDINATOR_ADDED = audit.Act("programme.coordinator_added", "added a co-ordinator")


class NotReady(NotNow):
    """The programme lacks something. The reasons say what, and how to mend it (R2.06)."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("Before recruitment can open: " + " ".join(reasons))


class ChangedMeanwhile(NotNow):
    """Somebody else changed the design since it was read. Nothing was overwritten."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        super().__init__(
            "Someone else changed this programme while you were writing. Nothing of yours or "
            "theirs is lost: compare the two below, then save again."
        )


def start(design: Design, *, by: User, at: datetime) -> Programme:
    """Start a programme; whoever starts it co-ordinates it (R2.01)."""
    with transaction.atomic():
        require(by, Capability.START_PROGRAMME, HOUSE)
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
        row = _locked(programme)
        require(by, Capability.RUN_PROGRAMME, row)
        if row.design_version != seen:
            raise ChangedMeanwhile(row)
        data = plain(design)
        if data == row.design_data:
            return row
        row.name, row.design_data, row.design_version = design.name, data, seen + 1
        row.save(update_fields=["name", "design_data", "design_version"])
        _keep(row, by=by, at=at)
        detail = {"version": row.design_version}
        audit.record(DESIGN_CHANGED, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return row


def open_recruitment(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Open recruitment. Raises `NotReady` with the reasons while something is missing (R2.06)."""
    with transaction.atomic():
        row = _locked(programme)
        require(by, Capability.RUN_PROGRAMME, row)
        points = rules.launch_points(row.design, coordinators=row.coordinators.count())
        if not rules.may_recruit(points):
            raise NotReady(tuple(point.remedy for point in points if not point.done))
        _move(row, ProgrammeMove.OPEN_RECRUITMENT)
        audit.record(RECRUITMENT_OPENED, by=by, on=row, at=at, programme=row.pk)
    return row


def start_matching(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Begin to match, or match again."""
    with transaction.atomic():
        row = _locked(programme)
        require(by, Capability.RUN_MATCHING, row)
        if row.state == ProgrammeState.MATCHING:
            return row
        _move(row, ProgrammeMove.START_MATCHING, "Open recruitment before you match people.")
        audit.record(MATCHING_STARTED, by=by, on=row, at=at, programme=row.pk)
    return row


def mark_running(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Note that matches are published. Part of publishing, in its transaction."""
    with transaction.atomic():
        row = _locked(programme)
        require(by, Capability.RUN_MATCHING, row)
        _move(row, ProgrammeMove.PUBLISH_MATCHES, "There is no match run to publish.")
        audit.record(RUNNING, by=by, on=row, at=at, programme=row.pk)
    return row


def add_coordinator(programme: Programme, email: str, *, by: User, at: datetime) -> Coordinator:
    """Name another co-ordinator; someone without an account gets one, and a letter either way."""
    with transaction.atomic():
        row = _locked(programme)
        require(by, Capability.RUN_PROGRAMME, row)
        user = find_or_open([email])[email]
        coordinator, new = Coordinator.objects.get_or_create(
            programme=row, user=user, defaults={"since": at}
        )
        if not new:
            raise NotNow("This person co-ordinates the programme already.")
        notifications.post(
            "programme.coordinator",
            to=user,
            about={"programme": str(row.pk)},
            at=at,
            key=str(coordinator.pk),
        )
        audit.record(COORDINATOR_ADDED, by=by, on=coordinator, at=at, programme=row.pk)
    return coordinator


def _keep(row: Programme, *, by: User, at: datetime) -> None:
    """Keep the design as it stands now in its history."""
    DesignVersion.objects.create(
        programme=row, number=row.design_version, data=row.design_data, by=by, at=at
    )


def _locked(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def _move(row: Programme, move: ProgrammeMove, refusal: str = "") -> None:
    row.state = after(PROGRAMME, ProgrammeState(row.state), move, refusal=refusal).value
    row.save(update_fields=["state"])
