"""Deeds on the life of a programme: open, match, run, close, archive, and the ways back (R2.17).

Each locks the programme's row first, so that of two moves at once the second sees the first.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes import queries, rules
from mentorhouse.programmes.models import LaunchOverride, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import PROGRAMME, ProgrammeMove, ProgrammeState, Work

RECRUITMENT_OPENED = audit.Act("programme.recruitment_opened", mark("opened recruitment"))
LAUNCH_OVERRIDDEN = audit.Act(
    "programme.launch_overridden", mark("opened recruitment although something was missing")
)
MATCHING_STARTED = audit.Act("programme.matching_started", mark("started matching"))
RUNNING = audit.Act("programme.running", mark("published matches; the programme runs"))
MOVES: Mapping[ProgrammeMove, audit.Act] = {
    ProgrammeMove.BACK_TO_DRAFT: audit.Act(
        "programme.back_to_draft", mark("made the programme a draft again")
    ),
    ProgrammeMove.BEGIN_CLOSING: audit.Act(
        "programme.closing_begun", mark("began to close the programme")
    ),
    ProgrammeMove.CLOSE: audit.Act("programme.closed", mark("closed the programme")),
    ProgrammeMove.REOPEN: audit.Act("programme.reopened", mark("reopened the programme")),
    ProgrammeMove.ARCHIVE: audit.Act(
        "programme.archived", mark("put the programme into the archive")
    ),
    ProgrammeMove.TAKE_OUT: audit.Act(
        "programme.taken_out", mark("took the programme out of the archive")
    ),
}
INVITED_ALREADY = mark(
    "Somebody has been invited already, so the programme cannot be a draft again. You can begin to "
    "close it instead."
)


class NotReady(NotNow):
    """The programme lacks something. The reasons say what, and how to mend it (R2.06)."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__(say("Before recruitment can open: ") + " ".join(reasons))


def open_recruitment(
    programme: Programme, *, by: User, at: datetime, reason: str = ""
) -> Programme:
    """Open recruitment. Raises `NotReady` with the reasons while something is missing (R2.06).

    A written reason overrides that. It is kept with the points that were open.
    """
    with transaction.atomic():
        row = locked(programme)
        require(by, Capability.RUN_PROGRAMME, row)
        if row.state == ProgrammeState.RECRUITING:
            return row  # pressed twice
        _move(row, ProgrammeMove.OPEN_RECRUITMENT)
        here = row.coordinators.on(day_of(at)).central().count()
        points = rules.launch_points(row.design, coordinators=here)
        missing = [point for point in points if not point.done]
        if not missing:
            audit.record(RECRUITMENT_OPENED, by=by, on=row, at=at, programme=row.pk)
            return row
        if not reason.strip():
            raise NotReady(tuple(say(point.remedy) for point in missing))
        _override(row, [point.key for point in missing], reason.strip(), by=by, at=at)
    return row


def _override(row: Programme, points: list[str], reason: str, *, by: User, at: datetime) -> None:
    problem = rules.reason_problem(reason)
    if problem:
        raise NotNow(problem)
    LaunchOverride.objects.create(programme=row, by=by, at=at, reason=reason, points=points)
    detail = dict.fromkeys(points, "open")
    audit.record(LAUNCH_OVERRIDDEN, by=by, on=row, at=at, programme=row.pk, detail=detail)


def start_matching(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Begin to match, or match again."""
    with transaction.atomic():
        row = locked(programme)
        require(by, Capability.RUN_MATCHING, row)
        if row.state == ProgrammeState.MATCHING:
            return row
        rules.check_open(row.state, Work.MATCH)
        _move(row, ProgrammeMove.START_MATCHING)
        audit.record(MATCHING_STARTED, by=by, on=row, at=at, programme=row.pk)
    return row


def mark_running(programme: Programme, *, by: User, at: datetime) -> Programme:
    """Note that matches are published. Part of publishing, in its transaction."""
    with transaction.atomic():
        row = locked(programme)
        require(by, Capability.RUN_MATCHING, row)
        rules.check_open(row.state, Work.MATCH)
        _move(row, ProgrammeMove.PUBLISH_MATCHES, "There is no match run to publish.")
        audit.record(RUNNING, by=by, on=row, at=at, programme=row.pk)
    return row


def move_on(
    programme: Programme, move: ProgrammeMove, *, by: User, at: datetime, pairs_seen: int = 0
) -> Programme:
    """Make one of the moves that a co-ordinator makes by hand. Twice is as once.

    Before a programme ends, the co-ordinator has seen how many pairs still run (`pairs_seen`); if
    there are more by now, nothing is moved.
    """
    with transaction.atomic():
        row = locked(programme)
        require(by, Capability.RUN_PROGRAMME, row)
        if row.state == PROGRAMME[move].target:
            return row
        people = queries.counted(row.participations.all())
        if move is ProgrammeMove.BACK_TO_DRAFT and not rules.may_go_back(people):
            raise NotNow(say(INVITED_ALREADY))
        problem = rules.pairs_problem(people, seen=pairs_seen) if move in rules.ENDS else ""
        if problem:
            raise NotNow(problem)
        _move(row, move)
        detail = {"pairs": people.pairs}
        audit.record(MOVES[move], by=by, on=row, at=at, programme=row.pk, detail=detail)
    return row


def locked(programme: Programme) -> Programme:
    """Lock a programme's row until the deed ends."""
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def _move(row: Programme, move: ProgrammeMove, refusal: str = "") -> None:
    row.state = after(PROGRAMME, ProgrammeState(row.state), move, refusal=refusal).value
    row.save(update_fields=["state"])
