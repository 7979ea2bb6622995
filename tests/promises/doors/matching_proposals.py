"""Who gets through to pairs that mentors propose: one waits for the mentee, one for a decision."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from mentorhouse.matching.models import Proposal
from tests.factories import make_mentee, make_mentor

ROWS = {
    "matching:propose": frozenset({"mentor"}),
    "matching:proposal": frozenset({"mentee"}),
    "matching:proposals_to_decide": frozenset({"coordinator"}),
    "matching:decide_proposal": frozenset({"coordinator"}),
}


def parts(world):
    """Proposals of another mentor: to the mentee of ours, and to somebody else."""
    programme, at = world.programme, timezone.now()
    mentee = world.ours.members.get(role="mentee").participation
    mentor = make_mentor(programme)

    def proposal(whom, state):
        return Proposal.objects.create(
            programme=programme, mentor=mentor, mentee=whom, state=state, once=uuid4(),
            sent_at=at, answer_by=at + timedelta(days=14),
            asked_at=at if state == "asked" else None,
        )  # fmt: skip

    asked, waits = proposal(mentee, "asked"), proposal(make_mentee(programme), "to_decide")
    return {
        "matching:propose": {
            "participation_id": world.ours.members.get(role="mentor").participation_id
        },
        "matching:proposal": {"proposal_id": asked.pk},
        "matching:decide_proposal": {"proposal_id": waits.pk, "deed": "ask"},
    }
