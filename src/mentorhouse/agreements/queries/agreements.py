"""Every read of agreements: the pair's own, in clear, and the facts that a desk may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.agreements.models import Agreement, Signature, Version
from mentorhouse.agreements.rules import ClauseText
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.vault.sealing import open_rows

KEPT = frozenset({PartnershipState.ACTIVE.value, PartnershipState.ENDED.value})


@dataclass(frozen=True)
class Signs:
    """One of those for whom a version is, and their signature if they gave it."""

    person: Person
    role: str
    signature: Signature | None


@dataclass(frozen=True)
class Reading:
    """One version in clear, with those for whom it is, and who signed it."""

    version: Version
    clauses: tuple[ClauseText, ...]
    signatures: tuple[Signature, ...]
    parties: tuple[Signs, ...]

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
    if partnership.state not in KEPT or agreement is None or partnership.content_gone_at:
        raise NotVisible
    return agreement


def read_version(viewer: Viewer, agreement: Agreement, number: int, *, at: datetime) -> Reading:
    """Open one version for a reader; one access entry. Raises `NotVisible`."""
    version = agreement.versions.select_related("written_by").filter(number=number).first()
    if version is None:
        raise NotVisible
    clauses = list(version.clauses.all())
    _, *texts = open_rows(viewer, [version, *clauses], at=at, purpose="read the agreement")
    signatures = tuple(version.signatures.select_related("person"))
    return Reading(
        version,
        tuple(
            ClauseText(clause.key, clause.title, opened["text"])
            for clause, opened in zip(clauses, texts, strict=True)
        ),
        signatures,
        _signing(version, signatures),
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


def _signing(version: Version, signatures: Sequence[Signature]) -> tuple[Signs, ...]:
    by_person = {signature.person_id: signature for signature in signatures}
    people = parties_of(version)
    found = Person.objects.in_bulk(people)
    return tuple(Signs(found[who], role, by_person.get(who)) for who, role in people.items())


def people_in(partnership_id: UUID) -> Mapping[UUID, str]:
    """Return who is in a partnership, mentors first, each once: who holds both roles as mentor."""
    rows = Member.objects.filter(partnership=partnership_id).order_by("-role", "seat")
    found: dict[UUID, str] = {}
    for who, role in rows.values_list("participation__person_id", "role"):
        found.setdefault(who, role)
    return found


def parties_of(version: Version) -> Mapping[UUID, str]:
    """Return for whom a version is; versions of early days are for whoever is in it."""
    parties = dict(version.parties.values_list("person_id", "role"))
    return parties or people_in(version.agreement.partnership_id)


def is_for_others(version: Version) -> bool:
    """Whether somebody joined or left since a version was written."""
    return parties_of(version).keys() != people_in(version.agreement.partnership_id).keys()


def newest_for_others() -> list[Version]:
    """Return the newest versions of running partnerships that somebody joined or left since."""
    rows = newest_versions().prefetch_related(
        "parties", "agreement__partnership__members__participation"
    )
    found = []
    for version in rows:
        now = {m.participation.person_id for m in version.agreement.partnership.members.all()}
        parties = {party.person_id for party in version.parties.all()}
        if parties and parties != now:
            found.append(version)
    return found


def newest_versions() -> QuerySet[Version]:
    """Return the newest version of each agreement whose partnership runs."""
    rows = Version.objects.filter(
        number=F("agreement__newest"),
        agreement__partnership__state=PartnershipState.ACTIVE.value,
    )
    return rows.select_related("agreement__partnership__programme").order_by("pk")
