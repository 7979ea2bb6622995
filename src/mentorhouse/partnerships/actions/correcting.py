"""Changing course: a talk that either may want, with an agenda of its own (R10.11)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.actions.members import locked_running, own, record, tell_others
from mentorhouse.partnerships.models import Correction, Partnership
from mentorhouse.partnerships.states import CORRECTION, CorrectionMove, CorrectionState
from mentorhouse.vault.sealing import seal

ASKED = audit.Act("correction.asked", mark("asked for a talk about how the partnership goes"))
WRITTEN = audit.Act("correction.written", mark("wrote what came of a talk about how it goes"))
CLOSED = audit.Act("correction.closed", mark("closed a talk about how the partnership goes"))
NOT_OPEN = mark("This talk is closed already. Ask for another one when you like.")


def ask_correction(partnership: Partnership, topic: str, *, by: User, at: datetime) -> Correction:
    """Ask for the talk; the others are told. Where one is asked for already, it is that one."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.CORRECT_COURSE, by)
        found = Correction.objects.filter(partnership=row, state=CorrectionState.OPEN.value).first()
        if found:
            return found
        made = Correction(partnership=row, asked_by=own(row, by), asked_at=at)
        seal(made, topic=topic or None)
        made.save()
        tell_others("correction.asked", row, by, str(made.pk), at=at)
        record(ASKED, row, by=by, at=at)
    return made


def write_correction(
    partnership: Partnership, correction_id: UUID, text: str, *, based_on: int, by: User,
    at: datetime,
) -> Correction:  # fmt: skip
    """Write what you try from now on. Raises `ChangedMeanwhile` as two writers do."""
    with transaction.atomic():
        row, talk = _locked(partnership, correction_id, by)
        if talk.revision != based_on:
            raise ChangedMeanwhile
        seal(talk, agreed=text or None)
        talk.revision += 1
        talk.save()
        record(WRITTEN, row, by=by, at=at, revision=talk.revision)
    return talk


def close_correction(
    partnership: Partnership, correction_id: UUID, *, talked: bool, by: User, at: datetime
) -> None:
    """Say that you have talked, or that no talk is needed any more."""
    with transaction.atomic():
        row, talk = _locked(partnership, correction_id, by)
        move = CorrectionMove.SETTLE if talked else CorrectionMove.LEAVE
        talk.state, talk.closed_at = after(CORRECTION, CorrectionState(talk.state), move), at
        talk.save(update_fields=["state", "closed_at"])
        record(CLOSED, row, by=by, at=at, state=str(talk.state))


def _locked(
    partnership: Partnership, correction_id: UUID, by: User
) -> tuple[Partnership, Correction]:
    row = locked_running(partnership.pk, Capability.CORRECT_COURSE, by)
    rows = Correction.objects.select_for_update(no_key=True)
    talk = rows.filter(pk=correction_id, partnership=row, state=CorrectionState.OPEN.value).first()
    if talk is None:
        raise NotNow(say(NOT_OPEN))
    talk.partnership = row
    return row, talk
