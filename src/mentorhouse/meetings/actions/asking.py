"""What is asked round a meeting: to prepare it, and then whether it took place (R7.07, R7.20).

The meeting's row is locked before its questions, here and where one is answered.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mentorhouse import audit
from mentorhouse.access import links
from mentorhouse.access.links import LinkHolder, LinkIsOver
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.meetings import rules
from mentorhouse.meetings.actions.recording import Facts, record_outcome
from mentorhouse.meetings.actions.telling import tell
from mentorhouse.meetings.models import ON, Meeting, MeetingQuestion
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.programmes.models import Participation

SAID = audit.Act("meeting.said_by_link", mark("said by a link whether a meeting took place"))
LINK_WORKS = timedelta(days=14)
Said = MeetingQuestion.Said


def ask_round(meeting: Meeting, *, at: datetime) -> None:
    """Have both asked to prepare a meeting, and whether it took place once it is over (R7.18)."""
    if meeting.starts_at is None:
        return
    ends = meeting.starts_at + timedelta(minutes=meeting.length_minutes)
    key = f"{meeting.pk}:{meeting.sequence}"
    guidance = meeting.partnership.programme.design.meetings
    held = meeting.partnership.meetings.filter(state=MeetingState.HELD.value).count()
    alone = rules.mentee_writes_alone(guidance.log.written_by, held=held)
    role = Participation.Role.MENTEE.value if alone else ""
    if meeting.starts_at > at:
        due = rules.prepares_at(meeting.starts_at, guidance, at=at)
        tell("meeting.prepare", meeting, key, at=at, due=due)
    _open_questions(meeting, role, until=max(ends, at) + LINK_WORKS)
    tell("meeting.to_log", meeting, key, at=at, due=ends, role=role)


def answer_by_link(
    question: MeetingQuestion, said: Said, minutes: int, *, by: LinkHolder, at: datetime
) -> MeetingQuestion:
    """Record what was pressed, once; what the partner recorded stays. Raises `LinkIsOver`."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(no_key=True).get(pk=question.meeting_id)
        rows = MeetingQuestion.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("person__user").get(pk=question.pk)
        require(by, Capability.ANSWER_DID_YOU_MEET, row)
        if row.said or not links.in_time(row, at=at):
            raise LinkIsOver
        row.said, row.said_at = said.value, at
        links.close(row)
        row.save()
        user = row.person.user
        meeting.partnership = partnership_for(user, meeting.partnership_id)
        if meeting.state in ON and meeting.starts_at is not None:
            _take(meeting, said, minutes, by=user, at=at)
        programme = meeting.partnership.programme_id
        audit.record(SAID, by=None, task="private link", on=row, at=at, programme=programme)
    return row


def _take(meeting: Meeting, said: Said, minutes: int, *, by: User, at: datetime) -> None:
    if meeting.starts_at is None or said is Said.MOVED:
        return
    day = timezone.localdate(meeting.starts_at, timezone.get_default_timezone())
    facts = Facts(day, minutes, meeting.way) if said is Said.YES else None
    record_outcome(meeting, facts, by=by, at=at)


def _open_questions(meeting: Meeting, role: str, *, until: datetime) -> None:
    members = Member.objects.filter(partnership=meeting.partnership_id)
    if role:
        members = members.filter(role=role)
    people = members.order_by("participation__person")
    for person in people.values_list("participation__person", flat=True):
        row, _ = MeetingQuestion.objects.get_or_create(meeting=meeting, person_id=person)
        if not row.said:
            links.renew(row, until=until)
            row.save()
