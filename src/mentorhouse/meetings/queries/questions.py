"""Reading the question “Did you meet?” by its link."""

from datetime import datetime
from uuid import UUID

from mentorhouse.access.links import LinkHolder, LinkIsOver, hash_of, in_time
from mentorhouse.meetings.models import ON, MeetingQuestion
from mentorhouse.partnerships.states import PartnershipState


def question_by_link(token: str, *, at: datetime) -> tuple[MeetingQuestion, LinkHolder]:
    """Return the question that a link opens, until it is answered. Raises `LinkIsOver`."""
    rows = MeetingQuestion.objects.select_related("meeting__partnership__programme")
    row = rows.filter(link_hash=hash_of(token)).first()
    if row is None or row.said or not in_time(row, at=at):
        raise LinkIsOver
    if row.meeting.partnership.state != PartnershipState.ACTIVE.value:
        raise LinkIsOver
    return row, LinkHolder(row.pk)


def question_of_letter(about: dict[str, str], *, to: UUID) -> MeetingQuestion | None:
    """Return the question that a letter asks, unless it is answered or the meeting changed."""
    return MeetingQuestion.objects.filter(
        meeting_id=UUID(about["meeting"]),
        meeting__sequence=about["sequence"],
        meeting__state__in=ON,
        meeting__partnership__state=PartnershipState.ACTIVE.value,
        person_id=to,
        said="",
    ).first()
