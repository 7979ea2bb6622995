"""One mentor as a mentee sees them before turning to them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.access.states import NotNow
from mentorhouse.matching.models import OfferedTime
from mentorhouse.matching.queries.inviting.eligible import (
    check_mentee,
    may_be_invited,
    origin_of,
)
from mentorhouse.matching.queries.inviting.fit import reasons_for
from mentorhouse.matching.queries.inviting.talks import open_mentors, own_part
from mentorhouse.matching.queries.inviting.times import free_times
from mentorhouse.matching.queries.telling import Reason
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.people.queries import Card, card_of
from mentorhouse.programmes.models import Participation


@dataclass(frozen=True)
class Mentor:
    """A mentor, why the two would fit, how a talk would go, and what stands against it."""

    mentee: Participation
    mentor: Participation
    card: Card | None
    origin: str
    terms: rules.Terms
    reasons: tuple[Reason, ...]
    offered: tuple[OfferedTime, ...]
    open_talks: int
    talk: UUID | None  # the open one with this mentor
    one_way: bool  # whether the mentor may mentor the mentee
    mutual: bool  # whether the two may mentor each other (R5.18)
    refusal: str


def mentor_for(viewer: Viewer, participation_id: UUID, mentor_id: UUID, *, at: datetime) -> Mentor:
    """Return a mentor whom the viewer may see. Who may not be seen is not there: `NotVisible`."""
    mentee = own_part(viewer, participation_id)
    require(viewer, Capability.INVITE_MENTOR, mentee)
    if mentee.role != Participation.Role.MENTEE:
        raise NotVisible
    mentor = (
        Participation.objects.select_related("person__organisation")
        .filter(pk=mentor_id, programme=mentee.programme_id, role=Participation.Role.MENTOR)
        .first()
    )
    if mentor is None or mentor.person_id == mentee.person_id:
        raise NotVisible
    mentor.programme = mentee.programme
    return _seen(viewer, mentee, mentor, at=at)


def _seen(viewer: Viewer, mentee: Participation, mentor: Participation, *, at: datetime) -> Mentor:
    origin = origin_of(mentee, mentor, at=at)
    terms = rules.terms_of(mentee.programme.design, origin)
    talking = open_mentors(mentee)
    one_way = may_be_invited(mentee, mentor, origin, at=at)
    mutual = rules.is_reciprocal(mentee.programme.design) and may_be_invited(
        mentee, mentor, origin, at=at, mutual=True
    )
    possible = one_way or mutual
    card = _card(viewer, mentor, needed=not possible or origin == rules.SEARCH)
    return Mentor(
        mentee=mentee,
        mentor=mentor,
        card=card,
        origin=origin,
        terms=terms,
        reasons=tuple(reasons_for(mentee, mentor)) if possible else (),
        offered=tuple(free_times(mentor, at=at)) if possible and terms.has_meeting else (),
        open_talks=len(talking),
        talk=talking.get(mentor.pk),
        one_way=one_way,
        mutual=mutual,
        refusal=_refusal(mentee, terms, len(talking), possible=possible, at=at),
    )


def _card(viewer: Viewer, mentor: Participation, *, needed: bool) -> Card | None:
    """Return what the mentor has published; on a shortlist it may be nothing yet."""
    try:
        return card_of(viewer, mentor.person_id)
    except NotVisible:
        if needed:
            raise
        return None


def _refusal(
    mentee: Participation, terms: rules.Terms, count: int, *,
    possible: bool, at: datetime,
) -> str:  # fmt: skip
    """Say what stands against a talk now; nothing if it may be asked for."""
    try:
        check_mentee(mentee, at=at)
        if count >= terms.most_open:
            raise rules.TooManyOpen(terms.most_open)
        if not possible:
            raise rules.CannotInvite
    except NotNow as refusal:
        return str(refusal)
    return ""
