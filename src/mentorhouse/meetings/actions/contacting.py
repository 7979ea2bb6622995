"""Between meetings: contact, messages of the pair, and check-ins (R7.10, R7.13)."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.meetings import rules
from mentorhouse.meetings.models import CheckIn, Contact, Meeting, PairMessage
from mentorhouse.meetings.states import MeetingState
from mentorhouse.notifications import post
from mentorhouse.partnerships.actions.talking import ask_for_talk
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import seal

CONTACT = audit.Act("contact.noted", mark("noted contact between meetings"))
SENT = audit.Act("pair_message.sent", mark("sent a message within a partnership"))
CHECKED_IN = audit.Act("check_in.answered", mark("answered a check-in"))
ASK_AT = time(9)


def note_contact(
    partnership: Partnership, *, made_on: date, way: str, exceptional: bool, by: User,
    at: datetime,
) -> Contact:  # fmt: skip
    """Note that the pair was in touch; twice for a day and way is once."""
    with transaction.atomic():
        row = _locked(partnership, by)
        made, _ = Contact.objects.get_or_create(
            partnership=row, made_on=made_on, way=way,
            defaults={"exceptional": exceptional, "noted_by_id": by.pk, "noted_at": at},
        )  # fmt: skip
        audit.record(CONTACT, by=by, on=made, at=at, programme=row.programme_id)
    return made


def send_message(
    partnership: Partnership, text: str, *, once: UUID, by: User, at: datetime
) -> PairMessage:
    """Send a message; the same form twice sends it once. A mail a day says that there is one."""
    with transaction.atomic():
        row = _locked(partnership, by)
        sent = PairMessage.objects.filter(pk=once).first()
        if sent is not None and sent.partnership_id == row.pk:
            return sent
        if sent is not None:
            raise NotVisible
        message = PairMessage(pk=once, partnership=row, sender_id=by.pk, sent_at=at)
        seal(message, text=text)
        message.save(force_insert=True)
        about = {"partnership": row.pk}
        for member in _members(row):
            user = member.participation.person.user
            if user.pk != by.pk:
                key = f"{row.pk}:{timezone.localdate(at)}"
                post("pair_message.arrived", to=user, about=about, at=at, key=key)
        audit.record(SENT, by=by, on=message, at=at, programme=row.programme_id)
    return message


def answer_check_in(
    check_in: CheckIn, answer: str, *, wants_talk: bool, by: User, at: datetime
) -> CheckIn:
    """Keep one's own answer, sealed; only a wish for a talk goes to the co-ordinator."""
    with transaction.atomic():
        pair = _locked(check_in.partnership, by)
        row = CheckIn.objects.select_for_update(no_key=True).get(pk=check_in.pk)
        row.partnership = pair
        require(by, Capability.READ_CHECK_IN, row)
        row.said_at = at
        seal(row, answer=answer)
        row.save()
        if wants_talk:
            ask_for_talk(pair, with_both=False, by=by, at=at)
        audit.record(CHECKED_IN, by=by, on=row, at=at, programme=pair.programme_id)
    return row


def ask_after_meeting(meeting: Meeting, *, at: datetime) -> None:
    """Have both asked how it goes, and mentors reminded to get in touch, where that is wanted."""
    pair = meeting.partnership
    guidance = pair.programme.design.meetings
    held_on = meeting.held_on or timezone.localdate(at)
    held = pair.meetings.filter(state=MeetingState.HELD.value).count()
    after = rules.check_in_after(
        held, planned=guidance.sessions_most, ends_on=pair.ends_on,
        next_by=held_on + timedelta(days=guidance.days_between),
    )  # fmt: skip
    members = list(_members(pair))
    for member in members if after else ():
        _ask(pair, member, after, at=at)
    if guidance.contact.kind == "mentor_after":
        day = held_on + timedelta(days=guidance.contact.days)
        due = timezone.make_aware(datetime.combine(day, ASK_AT))
        about = {"partnership": pair.pk, "meeting": meeting.pk}
        for member in members:
            if member.role == "mentor":
                user = member.participation.person.user
                post("contact.due", to=user, about=about, at=at, key=str(meeting.pk), due=due)


def _ask(pair: Partnership, member: Member, after: str, *, at: datetime) -> None:
    person = member.participation.person
    row, _ = CheckIn.objects.get_or_create(
        partnership=pair, person=person, after=after, defaults={"asked_at": at}
    )
    about = {"partnership": pair.pk, "check_in": row.pk}
    post("check_in.asked", to=person.user, about=about, at=at, key=str(row.pk))


def _members(pair: Partnership) -> list[Member]:
    rows = Member.objects.filter(partnership=pair.pk).order_by("participation__person")
    return list(rows.select_related("participation__person__user"))


def _locked(partnership: Partnership, by: User) -> Partnership:
    row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    require(by, Capability.EXCHANGE_MESSAGES, row)
    if row.state != PartnershipState.ACTIVE.value:
        raise NotVisible
    return row
