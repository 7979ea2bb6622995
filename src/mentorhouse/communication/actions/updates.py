"""Sending words to the co-ordinators, and noting that they were read (R6.09, R11.06)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.communication.models import Update
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.vault.sealing import seal

UPDATE_SENT = audit.Act("update.sent", mark("sent words to the co-ordinators"))
UPDATE_READ = audit.Act("update.read", mark("noted that an update was read"))


def send_update(
    part: Participation, text: str, *, agreed: bool, once: UUID, by: User, at: datetime
) -> Update:
    """Pass one's own words on to the co-ordinators. The same form sent twice is one update.

    `agreed` says that what is the partner's in it goes with their yes; without it nothing goes.
    """
    with transaction.atomic():
        row = Participation.objects.select_for_update(no_key=True, of=("self",))
        mine = row.select_related("programme").get(pk=part.pk)
        require(by, Capability.SEND_UPDATE, mine)
        there = Update.objects.filter(once=once, by=mine).first()
        if there is not None:
            return there
        if mine.state != ParticipationState.ACCEPTED:
            raise NotVisible
        if not agreed:
            raise NotNow(say("Nothing was sent. Ask the other person first."))
        if mine.programme.state == ProgrammeState.ARCHIVED:
            raise NotNow(say("The programme is closed, and nobody reads updates any more."))
        update = Update(by=mine, sent_at=at, once=once)
        seal(update, text=text)
        update.save()
        about = {"update": update.pk}
        post_all(
            "update.sent",
            [(one.user_id, about, str(update.pk)) for one in mine.programme.coordinators.central()],
            at=at,
        )
        audit.record(UPDATE_SENT, by=by, on=update, at=at, programme=mine.programme_id)
    return update


def note_read(update: Update, *, by: User, at: datetime) -> None:
    """Note that a co-ordinator has read it; its author sees the day. Twice is as once."""
    with transaction.atomic():
        row = Update.objects.select_for_update(no_key=True, of=("self",))
        found = row.select_related("by__programme").get(pk=update.pk)
        require(by, Capability.SEE_UPDATES, found.by.programme)
        if found.read_at is not None:
            return
        found.read_at = at
        found.save(update_fields=["read_at"])
        audit.record(UPDATE_READ, by=by, on=found, at=at, programme=found.by.programme_id)
