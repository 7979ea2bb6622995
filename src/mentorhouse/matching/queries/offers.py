"""One person's view of a match: the partner as shared, the reasons, and what can be done now."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.relations import Viewer
from mentorhouse.matching.queries.several import why_several
from mentorhouse.matching.queries.telling import Reason, reasons_of
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.queries import others_in, partnership_for
from mentorhouse.partnerships.relations import conditional_readers
from mentorhouse.partnerships.rules import Shape, open_until
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.programmes.relations import day_of, today
from mentorhouse.programmes.states import ParticipationState


@dataclass(frozen=True)
class Offer:
    """What one member of a partnership sees of the match."""

    partnership: Partnership
    mine: Member
    others: tuple[Member, ...]  # one a person, mentors first
    reasons: list[Reason]

    @property
    def partner(self) -> Member:
        """Return the other of two, or the first of several others."""
        return self.others[0]

    @property
    def several(self) -> bool:
        """Whether more than two people would be together."""
        return len(self.others) > 1

    @property
    def mutual(self) -> bool:
        """Whether the two would mentor each other."""
        return self.partnership.shape == Shape.RECIPROCAL

    @property
    def takes_part(self) -> bool:
        """Whether the viewer has accepted taking part, which comes first (R3.10)."""
        return self.mine.participation.state == ParticipationState.ACCEPTED

    @property
    def is_open(self) -> bool:
        """Whether the match is still on offer."""
        return self.partnership.state == PartnershipState.OFFERED

    @property
    def can_answer(self) -> bool:
        """Whether the viewer may answer now: one who has accepted may still decline."""
        return self.is_open and self.takes_part

    @property
    def answer_by(self) -> date:
        """By when the match is answered."""
        row = self.partnership
        return open_until(day_of(row.offered_at), row.answer_by, today=today())

    @property
    def have_accepted(self) -> bool:
        """Whether the viewer has accepted the match."""
        return self.mine.answer == Answer.ACCEPTED

    @property
    def shows_partner(self) -> bool:
        """Whether the partner is shown: while the match is open to one who takes part, or runs."""
        return self.can_answer or self.partnership.state == PartnershipState.ACTIVE

    def shows_biography(self, other: Member) -> bool:
        """Whether somebody has agreed to take part, and so to be known by more than the job."""
        return other.participation.state == ParticipationState.ACCEPTED

    @property
    def holding(self) -> frozenset[Relation]:
        """The conditional readers that were pinned when the match was offered (R6.09)."""
        return conditional_readers(self.partnership)


def offer_for(viewer: Viewer, partnership_id: UUID) -> Offer:
    """Return the viewer's own match. Raises `NotVisible`."""
    row = partnership_for(viewer, partnership_id, Capability.ANSWER_MATCH)
    members = list(row.members.all())
    mine = next(m for m in members if m.participation.person_id == viewer.pk)
    return Offer(row, mine, tuple(others_in(members, viewer.pk)), _reasons(row, mine))


def _reasons(row: Partnership, mine: Member) -> list[Reason]:
    if row.shape == Shape.ONE_TO_ONE:
        return reasons_of(row, mine.role)
    kept = why_several(row.pk, row.shape, mine.participation_id)
    return [
        Reason(one["words"], one.get("points", 1), one.get("most", 0))
        for one in kept
        if not one.get("of_fit")
    ]
