"""Three-way starts of the demonstration: one part is signed, and two line managers are asked."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from mentorhouse.access.links import LinkHolder
from mentorhouse.accounts.models import User
from mentorhouse.agreements.actions.three_way import answer_part, ask_manager
from mentorhouse.agreements.rules import PartSaid
from mentorhouse.demo import cast
from mentorhouse.partnerships.models import Member

MANAGERS = ("Harriet Lockwood", "Emeka Nwosu", "Catrin Probert")
ANSWERS = (
    PartSaid(
        180,
        "She takes over the winter planning board from me for this year. I cover her team on the "
        "days on which she travels.",
        "In March and in September, after our one-to-one.",
        "Emeka Nwosu",
    ),
    PartSaid(),  # would like to talk first
)


def three_ways(named: Mapping[str, User], at: datetime) -> None:
    """Let mentees of Ward to Board ask their managers; all but the first have answered."""
    members = Member.objects.filter(partnership__programme__name=cast.WARD)
    members = members.select_related("partnership", "participation__person__user").order_by("pk")
    signed = members.get(participation__person=named["mentor-start"].pk).partnership_id
    asking = named["mentee-start"].pk
    rows = sorted(members.filter(role="mentee"), key=lambda row: row.partnership_id != signed)
    rows.sort(key=lambda row: row.participation.person_id != asking)
    asked = at - timedelta(days=3)
    parts = [
        ask_manager(
            row.partnership, name=name, email=f"{name.replace(' ', '.').lower()}@example.org",
            by=row.participation.person.user, at=asked,
        )
        for row, name in zip(rows, MANAGERS, strict=False)
    ]  # fmt: skip
    for part, said in zip(parts[1:], ANSWERS, strict=False):
        holder, then = LinkHolder(part.pk), at - timedelta(days=1)
        answer_part(said, once=uuid4(), letter=part.letters, by=holder, at=then)
