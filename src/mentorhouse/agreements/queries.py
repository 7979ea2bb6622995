"""Every read of agreements: the pair's own, in clear, and the facts that a desk may know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from mentorhouse.access.links import LinkHolder, LinkIsOver, hash_of, in_time
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.agreements.models import Agreement, ManagersPart, Signature, Version
from mentorhouse.agreements.rules import SAME_FORM, ClauseText, PartSaid
from mentorhouse.agreements.states import WAITING, PartState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.sealing import open_row, open_rows

KEPT = frozenset({PartnershipState.ACTIVE.value, PartnershipState.ENDED.value})


@dataclass(frozen=True)
class Reading:
    """One version in clear, with who signed it."""

    version: Version
    clauses: tuple[ClauseText, ...]
    signatures: tuple[Signature, ...]

    @property
    def number(self) -> int:
        """The number of the version."""
        return self.version.number

    def signed_by(self, person_id: object) -> bool:
        """Whether somebody has signed this version."""
        return any(signature.person_id == person_id for signature in self.signatures)


def partnership_with_agreement(
    viewer: Viewer, partnership_id: UUID, capability: Capability = Capability.READ_AGREEMENT
) -> Partnership:
    """Return a running partnership that has an agreement or may begin one. Raises `NotVisible`."""
    partnership = partnership_for(viewer, partnership_id, capability)
    if partnership.state != PartnershipState.ACTIVE.value:
        raise NotVisible
    if not (agreement_of(partnership) or _may_begin(viewer, partnership)):
        raise NotVisible
    return partnership


def agreement_of(partnership: Partnership) -> Agreement | None:
    """Return the agreement of a partnership that the viewer was already let into."""
    agreement = Agreement.objects.filter(partnership=partnership).first()
    if agreement is not None:
        agreement.partnership = partnership  # with its members: the policy asks for them
    return agreement


def agreement_for(
    viewer: Viewer, partnership_id: UUID, capability: Capability = Capability.READ_AGREEMENT
) -> Agreement:
    """Return the agreement of a running partnership. Raises `NotVisible` where none is."""
    agreement = agreement_of(partnership_with_agreement(viewer, partnership_id, capability))
    if agreement is None:
        raise NotVisible
    return agreement


def kept_agreement(viewer: Viewer, partnership_id: UUID) -> Agreement:
    """Return an agreement to read, also after the end: who may read is as it was pinned."""
    partnership = partnership_for(viewer, partnership_id, Capability.READ_AGREEMENT)
    agreement = agreement_of(partnership)
    if partnership.state not in KEPT or agreement is None:
        raise NotVisible
    return agreement


def read_version(viewer: Viewer, agreement: Agreement, number: int, *, at: datetime) -> Reading:
    """Open one version for a reader; one access entry. Raises `NotVisible`."""
    version = agreement.versions.select_related("written_by").filter(number=number).first()
    if version is None:
        raise NotVisible
    clauses = list(version.clauses.all())
    _, *texts = open_rows(viewer, [version, *clauses], at=at, purpose="read the agreement")
    return Reading(
        version,
        tuple(
            ClauseText(clause.key, clause.title, opened["text"])
            for clause, opened in zip(clauses, texts, strict=True)
        ),
        tuple(version.signatures.select_related("person")),
    )


def versions_of(viewer: Viewer, agreement: Agreement) -> Sequence[Version]:
    """Return all versions with their signatures, newest first; no text is opened."""
    require(viewer, Capability.READ_AGREEMENT, agreement)
    return list(
        agreement.versions.order_by("-number")
        .select_related("written_by")
        .prefetch_related("signatures__person")
    )


def waits_for_signature(version_id: str, *, of: Viewer) -> bool:
    """Whether a version is the newest of a running partnership and waits for this person."""
    waiting = Version.objects.filter(
        pk=version_id,
        number=F("agreement__newest"),
        agreement__partnership__state=PartnershipState.ACTIVE.value,
    )
    return waiting.exclude(signatures__person_id=of.pk).exists()


def is_in_force(version_id: str) -> bool:
    """Whether a version is the one in force."""
    return Version.objects.filter(pk=version_id, number=F("agreement__in_force")).exists()


def _may_begin(viewer: Viewer, partnership: Partnership) -> bool:
    return partnership.programme.design.agreement.in_use and may(
        viewer, Capability.WRITE_AGREEMENT, partnership
    )


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
