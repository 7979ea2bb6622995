"""Every read of agreements: the pair's own, in clear, and the facts that a desk may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.agreements.models import Agreement, Signature, Version
from mentorhouse.agreements.rules import ClauseText
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_rows


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
