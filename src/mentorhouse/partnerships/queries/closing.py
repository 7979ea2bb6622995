"""The last day, talks before an end, saying goodbye, and what a co-ordinator sees of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.partnerships.models import (
    EndProposal,
    Farewell,
    Member,
    OwnFarewell,
    Partnership,
    TalkWish,
)
from mentorhouse.partnerships.queries.partnerships import partnership_for, partnerships_in
from mentorhouse.partnerships.states import (
    TALK_IS_OPEN,
    PartnershipState,
    ProposalState,
)
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.vault.sealing import open_rows, without_destroyed

OPEN_TALK = [state.value for state in TALK_IS_OPEN]


@dataclass(frozen=True)
class Told:
    """What one member told the others at the end."""

    person: Person
    texts: dict[str, str]


def open_proposal(partnership: Partnership) -> EndProposal | None:
    """Return the last day that is proposed, with who has said yes."""
    rows = EndProposal.objects.filter(partnership=partnership, state=ProposalState.OPEN.value)
    return rows.select_related("by__person").prefetch_related("yeses__participation").first()


def said_yes(proposal: EndProposal) -> set[UUID]:
    """Return who agrees to a proposed last day."""
    return {yes.participation.person_id for yes in proposal.yeses.all()}


def own_talk(viewer: Viewer, partnership: Partnership) -> TalkWish | None:
    """Return one's own wish for a talk that is still open."""
    return TalkWish.objects.filter(
        partnership=partnership, participation__person=viewer.pk, state__in=OPEN_TALK
    ).first()


def talks_wanted(viewer: Viewer, programme: Programme) -> list[TalkWish]:
    """Return who asked for a talk, the longest waiting first; never about one's own match."""
    require(viewer, Capability.MEDIATE, programme)
    members = Member.objects.select_related("participation__person").order_by("-role", "seat")
    rows = TalkWish.objects.filter(partnership__programme=programme, state__in=OPEN_TALK)
    return list(
        rows.exclude(partnership__members__participation__person=viewer.pk)
        .select_related("participation__person", "partnership__programme")
        .prefetch_related(Prefetch("partnership__members", members))
        .order_by("offered_at", "pk")
    )


def talk_for(viewer: Viewer, programme: Programme, talk_id: UUID) -> TalkWish:
    """Return one talk that is asked for. Raises `NotVisible`."""
    found = [row for row in talks_wanted(viewer, programme) if row.pk == talk_id]
    if not found:
        raise NotVisible
    require(viewer, Capability.MEDIATE, found[0].partnership)
    return found[0]


def talk_is_open(talk_id: UUID) -> bool:
    """Whether a talk still waits; letters ask."""
    return TalkWish.objects.filter(pk=talk_id, state__in=OPEN_TALK).exists()


def proposal_is_open(proposal_id: UUID) -> bool:
    """Whether a proposed last day still waits for an answer; letters ask."""
    return EndProposal.objects.filter(pk=proposal_id, state=ProposalState.OPEN.value).exists()


def goodbye_for(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a partnership that runs or has ended, for the way through its end."""
    row = partnership_for(viewer, partnership_id, Capability.SAY_GOODBYE)
    if row.state not in {PartnershipState.ACTIVE, PartnershipState.ENDED}:
        raise NotVisible
    return row


def own_farewell(viewer: Viewer, partnership: Partnership, *, at: datetime) -> dict[str, str]:
    """Open everything that one has written for the end oneself."""
    found: dict[str, str] = {}
    for row in _own_rows(viewer, partnership):
        found |= open_rows(viewer, [row], at=at, purpose="read own words of the end")[0]
    return found


def written_boxes(viewer: Viewer, partnership: Partnership) -> set[str]:
    """Return which boxes one has written in; nothing is opened."""
    names = ("purpose", "achievements", "thanks", "touch", "learnt", "feelings", "next_steps")
    rows = _own_rows(viewer, partnership)
    return {name for row in rows for name in names if getattr(row, name, None) is not None}


def who_said_goodbye(partnership: Partnership) -> set[UUID]:
    """Return who has said goodbye: that is known to all of them."""
    rows = Farewell.objects.filter(partnership=partnership, said_goodbye_at__isnull=False)
    return set(rows.values_list("participation__person", flat=True))


def told_by_others(viewer: Viewer, partnership: Partnership, *, at: datetime) -> list[Told]:
    """Open what the others told, once the partnership has ended; else nothing."""
    if partnership.state != PartnershipState.ENDED:
        return []
    rows = Farewell.objects.filter(partnership=partnership, said_goodbye_at__isnull=False)
    others = list(
        rows.exclude(participation__person=viewer.pk)
        .select_related("participation__person")
        .order_by("participation__role", "pk")
    )
    for row in others:
        row.partnership = partnership
    others = without_destroyed(others)
    texts = open_rows(viewer, others, at=at, purpose="read what was said at the end")
    return [Told(o.participation.person, t) for o, t in zip(others, texts, strict=True)]


def last_days_in(viewer: Viewer, programme: Programme) -> QuerySet[Partnership]:
    """Return the running partnerships of a programme, those that end first at the top."""
    require(viewer, Capability.SET_END, programme)
    rows = partnerships_in(viewer, programme).filter(state=PartnershipState.ACTIVE.value)
    return rows.order_by("ends_on", "pk")


def last_day_for(viewer: Viewer, programme: Programme, partnership_id: UUID) -> Partnership:
    """Return one running partnership of a programme. Raises `NotVisible`."""
    row = last_days_in(viewer, programme).filter(pk=partnership_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.SET_END, row)
    return row


def leaver_for(viewer: Viewer, programme: Programme, participation_id: UUID) -> Participation:
    """Return somebody who takes part and may be leaving. Raises `NotVisible`."""
    require(viewer, Capability.HAND_OVER, programme)
    rows = Participation.objects.filter(programme=programme, pk=participation_id)
    row = rows.select_related("person__user", "programme").first()
    if row is None or row.person_id == viewer.pk:
        raise NotVisible
    return row


def running_with(viewer: Viewer, leaver: Participation) -> Sequence[Partnership]:
    """Return the running partnerships of somebody, in a fixed order."""
    require(viewer, Capability.HAND_OVER, leaver.programme)
    rows = partnerships_in(viewer, leaver.programme).filter(
        state=PartnershipState.ACTIVE.value, members__participation=leaver
    )
    return list(rows.order_by("began_at", "pk"))


def _own_rows(viewer: Viewer, partnership: Partnership) -> list[Farewell | OwnFarewell]:
    own = {"partnership": partnership, "participation__person": viewer.pk}
    found: list[Farewell | OwnFarewell] = [
        *Farewell.objects.filter(**own).select_related("participation"),
        *OwnFarewell.objects.filter(**own).select_related("participation"),
    ]
    for row in found:
        row.partnership = partnership
    return without_destroyed(found)


def programme_of(partnership_id: UUID) -> Programme | None:
    """Return in whose name a co-ordinator is told of a partnership."""
    row = Partnership.objects.filter(pk=partnership_id).select_related("programme").first()
    return row.programme if row else None


def has_wished_to_go_on(viewer: Viewer, partnership: Partnership) -> set[UUID]:
    """Return who would go on after the end; for those who were in it."""
    require(viewer, Capability.CONTINUE_PARTNERSHIP, partnership)
    wishes = partnership.continue_wishes.values_list("participation__person", flat=True)
    return set(wishes)


def followed_by(partnership: Partnership) -> Partnership | None:
    """Return the partnership that goes on from one that has ended."""
    return Partnership.objects.filter(follows=partnership).first()
