"""Going on after a good end: the records stay closed, a new agreement begins (R10.07)."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import POLICY_VERSION, Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships import rules
from mentorhouse.partnerships.actions.answering import locked
from mentorhouse.partnerships.actions.beginning import begin
from mentorhouse.partnerships.actions.members import members_of, own, record, tell_others
from mentorhouse.partnerships.models import ContinueWish, Member, Partnership
from mentorhouse.partnerships.rules import MatchGone, NoPlaceLeft
from mentorhouse.partnerships.rules.ending import WELL_ENDED
from mentorhouse.partnerships.rules.reviews import all_are_done
from mentorhouse.partnerships.states import Answer, Ending, PartnershipState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import ParticipationState, Work

CONTINUE_WISHED = audit.Act("partnership.continue_wished", mark("asked to go on after the end"))
CONTINUED = audit.Act("partnership.continued", mark("began anew with the same people"))


def go_on_together(partnership: Partnership, *, by: User, at: datetime) -> Partnership | None:
    """Say that one would go on with a new agreement; the last to say so begins it.

    Returns the new partnership, or nothing while somebody has not said so. Raises `NotNow`,
    `MatchGone` and `NoPlaceLeft`; then nothing is saved.
    """
    with transaction.atomic():
        programmes = Programme.objects.select_for_update(no_key=True)
        programme = programmes.get(pk=partnership.programme_id)
        row, members = locked(partnership.pk)
        require(by, Capability.CONTINUE_PARTNERSHIP, row)
        if row.state != PartnershipState.ENDED or Ending(row.ending) not in WELL_ENDED:
            raise NotVisible
        if made := Partnership.objects.filter(follows=row).first():
            return made
        check_open(programme.state, Work.BEGIN_PARTNERSHIP)
        _check(members)
        _, new = ContinueWish.objects.get_or_create(
            partnership=row, participation=own(row, by), defaults={"wished_at": at}
        )
        wishes = set(row.continue_wishes.values_list("participation__person", flat=True))
        if not all_are_done([m.participation.person_id for m in members_of(row)], wishes):
            if new:
                tell_others("partnership.go_on_asked", row, by, str(row.pk), at=at)
                record(CONTINUE_WISHED, row, by=by, at=at)
            return None
        made = _begin_anew(row, members, programme, at=at)
        record(CONTINUED, made, by=by, at=at)
    return made


def _check(members: list[Member]) -> None:
    if not all(m.participation.state == ParticipationState.ACCEPTED for m in members):
        raise MatchGone(say(rules.NO_LONGER_TAKES_PART))
    if any(m.participation.places_taken >= m.participation.capacity for m in members):
        raise NoPlaceLeft(say(rules.PLACE_TAKEN))


def _begin_anew(
    row: Partnership, members: list[Member], programme: Programme, *, at: datetime
) -> Partnership:
    """Make the new partnership, with who may read pinned as at this moment (R6.09)."""
    confidentiality = programme.design.confidentiality
    made = Partnership.objects.create(
        programme=programme,
        shape=row.shape,
        offered_at=at,
        coordinator_reads_content=confidentiality.coordinator_reads_content,
        confidentiality_statement=confidentiality.statement,
        policy_version=POLICY_VERSION,
        follows=row,
    )
    again = Member.objects.bulk_create(
        Member(
            partnership=made, participation=m.participation, role=m.role, shape=m.shape,
            seat=m.seat, answer=Answer.ACCEPTED.value, answered_at=at,
        )
        for m in members
    )  # fmt: skip
    begin(made, again, at=at)
    return made
