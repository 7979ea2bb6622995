"""What the clock does about questions to managers: remind once, say that no answer came, tell.

Each question is its own short deed under its own lock, so that running twice is running once.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.links import in_time
from mentorhouse.access.states import after
from mentorhouse.notifications.actions import post, post_all, post_outside
from mentorhouse.programmes.states import OPEN_FOR, Work
from mentorhouse.recruitment.models import Endorsement
from mentorhouse.recruitment.queries import endorsing as queries
from mentorhouse.recruitment.rules.endorsing import asked_of, counts_silence
from mentorhouse.recruitment.states import (
    ENDORSEMENT,
    Asks,
    EndorsementMove,
    EndorsementState,
)

REMINDED = audit.Act("endorsement.reminded", "reminded a manager or sponsor")
NO_ANSWER = audit.Act("endorsement.no_answer", "told co-ordinators that no answer came")
BY_SILENCE = audit.Act("endorsement.by_silence", "counted silence as a yes, as said beforehand")
TOLD = audit.Act("endorsement.told_of_start", "told a manager that mentoring starts")
TASK = "follow up support"


def follow_up(*, at: datetime) -> None:
    """Remind once, end what ran out, and tell managers that mentoring starts (R3.04, R3.17)."""
    for pk in list(queries.still_asked().values_list("pk", flat=True)):
        _follow(pk, at=at)
    for pk in list(queries.to_tell_of_start().values_list("pk", flat=True)):
        _tell_of_start(pk, at=at)


def _follow(endorsement_id: UUID, *, at: datetime) -> None:
    with transaction.atomic():
        row = _locked(queries.still_asked(), endorsement_id)
        if row is None or not _goes_on(row):
            return
        if not in_time(row, at=at):
            _end(row, at=at)
        elif _reminder_is_due(row, at=at):
            row.reminded_at = at
            row.save(update_fields=["reminded_at"])
            about, key = {"endorsement": row.pk}, f"{row.pk}:{row.letters}"
            post_outside("endorsement.reminder", about=about, at=at, key=key)
            _record(REMINDED, row, at=at)


def _goes_on(row: Endorsement) -> bool:
    """Whether the programme still asks, and still takes answers."""
    programme = row.application.programme
    asked = asked_of(programme.design, row.application.role)
    return programme.state in OPEN_FOR[Work.ANSWER] and Asks(row.relation) in asked


def _reminder_is_due(row: Endorsement, *, at: datetime) -> bool:
    days = row.application.programme.design.mentees.endorsement.remind_after_days
    return row.reminded_at is None and at - row.sent_at >= timedelta(days=days)


def _end(row: Endorsement, *, at: datetime) -> None:
    """No answer came in time: that is no answer, unless it was said that silence is a yes."""
    about, key = {"endorsement": row.pk}, f"{row.pk}:{row.letters}"
    applicant = row.application.person.user
    if counts_silence(row.application.programme.design, row.application.role):
        state = after(ENDORSEMENT, EndorsementState(row.state), EndorsementMove.SUPPORT)
        row.state, row.by_silence, row.answered_at = state.value, True, at
        row.save(update_fields=["state", "by_silence", "answered_at"])
        post("endorsement.answered", to=applicant, about=about, at=at, key=key)
        _record(BY_SILENCE, row, at=at)
    elif row.escalated_at is None:
        row.escalated_at = at
        row.save(update_fields=["escalated_at"])
        people = queries.who_looks_after(row)
        post("endorsement.no_answer", to=applicant, about=about, at=at, key=key)
        post_all("endorsement.to_look_at", [(who, about, key) for who in people], at=at)
        _record(NO_ANSWER, row, at=at)


def _tell_of_start(endorsement_id: UUID, *, at: datetime) -> None:
    with transaction.atomic():
        row = _locked(queries.to_tell_of_start(), endorsement_id)
        if row is None:
            return
        row.told_of_start_at = at
        row.save(update_fields=["told_of_start_at"])
        about = {"endorsement": row.pk}
        post_outside("endorsement.mentoring_starts", about=about, at=at, key=str(row.pk))
        _record(TOLD, row, at=at)


def _locked(rows: queries.Rows, endorsement_id: UUID) -> Endorsement | None:
    """Take one of the rows under its lock, if it still is one of them."""
    return rows.select_for_update(no_key=True, of=("self",)).filter(pk=endorsement_id).first()


def _record(act: audit.Act, row: Endorsement, *, at: datetime) -> None:
    audit.record(act, by=None, task=TASK, on=row, at=at, programme=row.application.programme_id)
