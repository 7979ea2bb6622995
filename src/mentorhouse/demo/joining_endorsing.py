"""Managers and sponsors of the demonstration: what they answered, and whom a sponsor identified."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from mentorhouse.access.links import LinkHolder
from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.actions import sponsoring
from mentorhouse.recruitment.actions.endorsing import Said, answer
from mentorhouse.recruitment.actions.sponsoring import Seen, Sponsor
from mentorhouse.recruitment.models import Endorsement
from mentorhouse.recruitment.states import EndorsementMove, EndorsementState

M = EndorsementMove
SPONSOR = "joan.achterberg@example.org"
# What the first managers of a programme answered; those after them have not answered yet.
ANSWERS = {
    cast.PATHS: (
        Said(M.SUPPORT, 120, understands_confidentiality=True),
        Said(M.DECLINE, comment="Not before our move in spring. I have told them so myself."),
    ),
    cast.LEADING: (
        Said(M.TALK, comment="I would like to know how we cover the ward on training days."),
        Said(M.SUPPORT, 180, understands_confidentiality=True,
             comment="They will be very good at it."),
    ),
}  # fmt: skip


def answered(named: Mapping[str, User], at: datetime) -> None:
    """Let some managers answer, and a sponsor identify two people."""
    then = at - timedelta(days=1)
    for name, answers in ANSWERS.items():
        rows = Endorsement.objects.filter(
            application__programme__name=name, state=EndorsementState.ASKED.value
        )
        for row, said in zip(rows.order_by("asked_at", "pk"), answers, strict=False):
            answer(said, once=uuid4(), by=LinkHolder(row.pk), at=then)
    _identified(named["coordinator-register"], at)


def _identified(by: User, at: datetime) -> None:
    programme = Programme.objects.get(name=cast.REGISTER)
    who = Sponsor("Joan Achterberg", SPONSOR, "Northmoor Hospitals Trust", 5, 42)
    link = sponsoring.give_link(programme, who, once=uuid4(), by=by, at=at - timedelta(days=8))
    for days, name, why in (
        (5, "Gwen Vaughan", "She made our discharge meetings half as long and twice as kind."),
        (2, "Tariq Begum", "He asks the question that nobody else dares to ask."),
    ):
        seen = Seen(name, f"{name.replace(' ', '.').lower()}@example.org", why)
        holder, then = LinkHolder(link.pk), at - timedelta(days=days)
        sponsoring.identify_by_link(seen, once=uuid4(), by=holder, at=then)
