"""Before and in a meeting: its agenda, what each prepares, notes as one types (R7.05-R7.07)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import AgendaItem, Meeting, Notes, Prepared
from mentorhouse.meetings.states import OFFERING, MeetingState
from mentorhouse.vault.sealing import seal, seal_all

ITEM_ADDED = audit.Act("agenda.added", mark("added to the agenda of a meeting"))
ITEM_REMOVED = audit.Act("agenda.removed", mark("took something off the agenda of a meeting"))
PREPARED = audit.Act("meeting.prepared", mark("prepared a meeting"))
NOTED = audit.Act("meeting.noted", mark("wrote notes in a meeting"))


def add_items(
    meeting: Meeting, items: Sequence[tuple[str, int | None]], *, once: UUID, by: User,
    at: datetime,
) -> list[AgendaItem]:  # fmt: skip
    """Add one or several items; sending the same form twice adds them once."""
    with transaction.atomic():
        row = _locked(meeting, by)
        if MeetingState(row.state) not in OFFERING:
            raise NotNow(rules.not_any_more(row.state))
        if AgendaItem.objects.filter(pk=once, meeting=row).exists():
            return []
        if row.items.count() + len(items) > rules.MOST_ITEMS:
            raise NotNow(say("That is more than fits into a meeting. Take something off first."))
        made = [
            AgendaItem(
                meeting=row, added_by_id=by.pk, added_at=at, place=place, minutes=minutes,
                **({} if place else {"pk": once}),
            )
            for place, (_, minutes) in enumerate(items)
        ]  # fmt: skip
        seal_all((item, {"words": words}) for item, (words, _) in zip(made, items, strict=True))
        AgendaItem.objects.bulk_create(made)
        _record(ITEM_ADDED, row, by=by, at=at, count=len(made))
    return made


def remove_item(meeting: Meeting, item: UUID, *, by: User, at: datetime) -> None:
    """Take something off the agenda; taking it off twice is taking it off once."""
    with transaction.atomic():
        row = _locked(meeting, by)
        gone, _ = row.items.filter(pk=item).delete()
        if gone:
            _record(ITEM_REMOVED, row, by=by, at=at)


def prepare(meeting: Meeting, thoughts: str, *, share: bool, by: User, at: datetime) -> Prepared:
    """Keep what somebody prepares; their partner reads it once it is shared, and no sooner."""
    with transaction.atomic():
        row = _locked(meeting, by)
        found = Prepared.objects.filter(meeting=row, person=by.pk).first()
        mine = found or Prepared(meeting=row, person_id=by.pk)
        mine.meeting, mine.written_at = row, at
        mine.shared_at = (mine.shared_at or at) if share else None
        seal(mine, thoughts=thoughts or None)
        mine.save()
        _record(PREPARED, row, by=by, at=at)
    return mine


def write_notes(meeting: Meeting, text: str, *, based_on: int, by: User, at: datetime) -> Notes:
    """Keep the notes of a meeting. Raises `ChangedMeanwhile` when the other saved meanwhile."""
    with transaction.atomic():
        row = _locked(meeting, by)
        notes = Notes.objects.select_for_update(no_key=True).filter(meeting=row).first()
        notes = notes or Notes(meeting=row)
        if notes.revision != based_on:
            raise ChangedMeanwhile
        notes.meeting, notes.written_by_id, notes.written_at = row, by.pk, at
        notes.revision += 1
        seal(notes, text=text or None)
        notes.save()
        _record(NOTED, row, by=by, at=at, revision=notes.revision)
    return notes


def _locked(meeting: Meeting, by: User) -> Meeting:
    row = Meeting.objects.select_for_update(no_key=True).filter(pk=meeting.pk).first()
    if row is None:
        raise NotVisible
    row.partnership = meeting.partnership  # with its members: the policy asks for them
    require(by, Capability.WRITE_MEETING_LOG, row)
    return row


def _record(act: audit.Act, meeting: Meeting, *, by: User, at: datetime, **detail: int) -> None:
    programme = meeting.partnership.programme_id
    audit.record(act, by=by, on=meeting, at=at, programme=programme, detail=detail)
