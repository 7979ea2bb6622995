"""Every read of what happens between meetings: rhythm, contact, messages, check-ins."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Sum
from django.utils import timezone

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import CheckIn, Contact, Meeting, PairMessage
from mentorhouse.meetings.queries.meetings import running_partnership
from mentorhouse.meetings.rules import Strand
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_row, open_rows


def rhythm_for(viewer: Viewer, partnership: Partnership, *, today: date) -> tuple[Strand, ...]:
    """Return how a pair stands against its programme's rhythm: facts, and no content."""
    require(viewer, Capability.READ_MEETING_FACTS, partnership)
    if partnership.began_at is None:
        return ()
    held = Q(state=MeetingState.HELD.value)
    facts = partnership.meetings.aggregate(
        last=Max("held_on", filter=held),
        in_person=Max("held_on", filter=held & Q(way=Meeting.Way.FACE_TO_FACE)),
        minutes=Sum(
            "length_minutes", default=0,
            filter=held & Q(held_on__year=today.year, held_on__month=today.month),
        ),
    )  # fmt: skip
    contact = Contact.objects.filter(partnership=partnership).aggregate(last=Max("made_on"))["last"]
    met = rules.Met(began=timezone.localdate(partnership.began_at), contact=contact, **facts)
    return rules.rhythm_of(partnership.programme.design_as_read.meetings, met, today=today)


def contacts_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Contact]:
    """Return when a pair was in touch, newest first."""
    require(viewer, Capability.READ_MEETING_FACTS, partnership)
    rows = Contact.objects.filter(partnership=partnership)
    return rows.select_related("noted_by").order_by("-made_on", "pk")


def messages_of(viewer: Viewer, partnership: Partnership) -> QuerySet[PairMessage]:
    """Return the messages of a pair, newest first; nothing is opened."""
    require(viewer, Capability.EXCHANGE_MESSAGES, partnership)
    rows = PairMessage.objects.filter(partnership=partnership)
    return rows.select_related("sender").order_by("-sent_at", "pk")


def read_messages(
    viewer: Viewer, rows: Iterable[PairMessage], *, partnership: Partnership, at: datetime
) -> list[tuple[PairMessage, str]]:
    """Open messages; one access entry for all."""
    wanted = list(rows)
    for row in wanted:
        row.partnership = partnership
    texts = open_rows(viewer, wanted, at=at, purpose="read messages")
    return [(row, text["text"]) for row, text in zip(wanted, texts, strict=True)]


def check_in_for(viewer: Viewer, partnership_id: UUID, check_in_id: UUID) -> CheckIn:
    """Return one's own check-in in a running partnership. Raises `NotVisible`."""
    partnership = running_partnership(viewer, partnership_id, Capability.EXCHANGE_MESSAGES)
    rows = CheckIn.objects.filter(partnership=partnership, person=viewer.pk)
    row = rows.filter(pk=check_in_id).first()
    if row is None:
        raise NotVisible
    row.partnership = partnership
    return row


def read_check_in(viewer: Viewer, row: CheckIn, *, at: datetime) -> str:
    """Open one's own answer."""
    return open_row(viewer, row, at=at, purpose="read my check-in")["answer"]


def waiting_check_ins(viewer: Viewer, partnership: Partnership) -> list[CheckIn]:
    """Return the check-ins that somebody has not answered."""
    rows = CheckIn.objects.filter(partnership=partnership, person=viewer.pk, said_at=None)
    return list(rows.order_by("asked_at"))


def check_in_waits(about: dict[str, str]) -> bool:
    """Whether the check-in of a letter still waits for its person."""
    rows = CheckIn.objects.filter(pk=about["check_in"], said_at=None)
    return rows.filter(partnership__state=PartnershipState.ACTIVE.value).exists()


def contact_is_due(about: dict[str, str]) -> bool:
    """Whether nobody met or was in touch since the meeting of a letter."""
    meeting = Meeting.objects.filter(
        pk=about["meeting"], state=MeetingState.HELD.value,
        partnership__state=PartnershipState.ACTIVE.value,
    ).first()  # fmt: skip
    if meeting is None or meeting.held_on is None:
        return False
    pair, since = meeting.partnership, meeting.held_on
    talked = Contact.objects.filter(partnership=pair, made_on__gt=since)
    return not (pair.meetings.filter(held_on__gt=since).exists() or talked.exists())
