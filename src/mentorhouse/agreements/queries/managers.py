"""The line manager's part at a three-way start: who asks, signs and reads (R6.07)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.links import LinkHolder, LinkIsOver, hash_of, in_time
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.rules import SAME_FORM, PartSaid
from mentorhouse.agreements.states import WAITING, PartState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.sealing import open_row


def starts_three_way(partnership: Partnership) -> bool:
    """Whether the line manager is asked for their part of this partnership (R6.07).

    Only where there is one mentee: a manager hears of nobody else, and no mentee of another's.
    """
    running = partnership.state == PartnershipState.ACTIVE.value
    of_one = partnership.shape == Shape.ONE_TO_ONE
    return running and of_one and partnership.programme.design.agreement.three_way_start


def mentee_asks_manager(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a partnership whose line manager the viewer may ask: the mentee's own."""
    partnership = partnership_for(viewer, partnership_id, Capability.ASK_MANAGER_TO_JOIN)
    if not starts_three_way(partnership):
        raise NotVisible
    return partnership


def part_of(viewer: Viewer, partnership: Partnership) -> ManagersPart | None:
    """Return the line manager's part to one of the pair, unopened; None where nobody was asked."""
    part = ManagersPart.objects.filter(partnership=partnership).first()
    if part is None:
        return None
    part.partnership = partnership  # with its members: the policy asks for them
    return part if may(viewer, Capability.READ_MANAGERS_PART, part) else None


@dataclass(frozen=True)
class SignedPart:
    """The line manager's part in clear, as it was signed."""

    said: PartSaid
    signed_at: datetime


def signed_part(viewer: Viewer, partnership: Partnership, *, at: datetime) -> SignedPart | None:
    """Open the line manager's part for one of the pair; None where it is not signed."""
    part = part_of(viewer, partnership)
    if part is None or part.state != PartState.SIGNED or part.answered_at is None:
        return None
    words = open_row(viewer, part, at=at, purpose="read a managers part")
    minutes = int(words["minutes_a_month"])
    said = PartSaid(minutes, words["support"], words["talks"], words["signed_as"])
    return SignedPart(said, part.answered_at)


def parts() -> QuerySet[ManagersPart]:
    """Return the parts with all that a letter or the manager's page says."""
    return ManagersPart.objects.select_related("partnership__programme")


def part_by_link(
    token: str, *, at: datetime, once: UUID | None = None
) -> tuple[ManagersPart, LinkHolder]:
    """Return what a manager's link is for, and its holder as a viewer. Raises `LinkIsOver`.

    `once` names a form that was sent: the same form sent twice is thanked for twice, for a while.
    """
    row = parts().filter(link_hash=hash_of(token)).first()
    if row is None or not (waits_for_manager(row, at=at) or was_this_form(row, once, at=at)):
        raise LinkIsOver
    return row, LinkHolder(row.pk)


def waits_for_manager(row: ManagersPart, *, at: datetime) -> bool:
    """Whether the part is still to be signed: the link works and the partnership runs."""
    return row.state in WAITING and in_time(row, at=at) and starts_three_way(row.partnership)


def was_this_form(row: ManagersPart, once: UUID | None, *, at: datetime) -> bool:
    """Whether the part was answered just now, with this very form."""
    if once is None or row.answered_with != once or row.answered_at is None:
        return False
    return at - row.answered_at < SAME_FORM and starts_three_way(row.partnership)


def unanswered_parts() -> QuerySet[ManagersPart]:
    """Return the parts of running partnerships that nobody has answered or given up yet."""
    running = PartnershipState.ACTIVE.value
    return parts().filter(state=PartState.ASKED.value, ran_out_at=None, partnership__state=running)


def managers_asked(partnership_ids: Collection[UUID]) -> set[UUID]:
    """Return the partnerships whose line manager was asked and need not be asked again for now."""
    rows = ManagersPart.objects.filter(partnership__in=partnership_ids, ran_out_at=None)
    open_or_signed = rows.exclude(state=PartState.WITHDRAWN.value)
    return set(open_or_signed.values_list("partnership", flat=True))


def mentee_of(partnership: Partnership) -> Person:
    """Return the mentee whose manager is asked."""
    members = partnership.members.select_related("participation__person__user")
    return members.filter(role=Participation.Role.MENTEE.value)[0].participation.person
