"""Managers and sponsors of the demonstration: what they answered, and whom a sponsor identified."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from mentorhouse.access.links import LinkHolder
from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.actions import sponsoring
from mentorhouse.recruitment.actions.endorsing import Said, Who, answer, ask_for
from mentorhouse.recruitment.actions.sponsoring import Seen, Sponsor
from mentorhouse.recruitment.models import Application, Endorsement
from mentorhouse.recruitment.states import Asks, EndorsementMove, EndorsementState

M = EndorsementMove
SPONSOR = "joan.achterberg@example.org"
# What managers in Leading Together answered, in the order of asking; the next has not answered yet.
ANSWERS = (
    Said(M.TALK, comment="I would like to know how we cover the ward on training days."),
    Said(M.SUPPORT, 180, understands_confidentiality=True, comment="They will be very good at it."),
)


def answered(named: Mapping[str, User], at: datetime) -> None:
    """Let some managers answer, a nominee ask a sponsor, and a sponsor identify two people."""
    then = at - timedelta(days=1)
    asked = Endorsement.objects.filter(
        application__programme__name=cast.LEADING, state=EndorsementState.ASKED.value
    )
    for row, said in zip(asked.order_by("asked_at", "pk"), ANSWERS, strict=False):
        answer(said, once=uuid4(), by=LinkHolder(row.pk), at=then)
    nominee, nominator = named["nominee"], named["nominator"]
    draft = Application.objects.get(programme__name=cast.WARD, person=nominee.pk)
    sponsor = Who(Asks.SPONSOR, nominator.person.name, nominator.email)
    ask_for(draft, sponsor, by=nominee, at=then)
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
