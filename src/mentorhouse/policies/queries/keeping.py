"""What co-ordinators see of a programme's policies, and the facts that other pages repeat."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.accounts.models import User
from mentorhouse.organisations.models import Organisation
from mentorhouse.policies.models import Document, Policy
from mentorhouse.policies.rules import EVERYONE, SLOTS, standing_of
from mentorhouse.policies.states import DocumentState, Standing
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import organisations_in, programme_for, successions

LIVING = (DocumentState.DRAFT.value, DocumentState.IN_FORCE.value)


@dataclass(frozen=True)
class Kept:
    """A policy with its drafts and the versions in force, the common one first."""

    policy: Policy
    standing: Standing
    documents: tuple[Document, ...]

    @property
    def in_force(self) -> tuple[Document, ...]:
        """The versions in force: one for everyone, one for each organisation of its own."""
        return tuple(d for d in self.documents if d.state == DocumentState.IN_FORCE)

    @property
    def drafts(self) -> tuple[Document, ...]:
        """The drafts that wait."""
        return tuple(d for d in self.documents if d.state == DocumentState.DRAFT)


@dataclass(frozen=True)
class DocumentFact:
    """One version in force: whose it is ("" for everyone), and who approved it when."""

    id: UUID
    organisation: str
    number: int
    approved_on: date
    approved_by: str
    link: str


@dataclass(frozen=True)
class PolicyFact:
    """A policy as other pages and documents repeat it."""

    key: str
    title: str
    standing: Standing
    owner: str
    required_of: str
    review_on: date | None
    documents: tuple[DocumentFact, ...]


def policies_in(viewer: Viewer, programme: Programme, *, today: date) -> list[Kept]:
    """Return all policies of a programme: the thirteen, then its own by title."""
    require(viewer, Capability.KEEP_POLICIES, programme)
    return _kept(programme, today=today)


def policy_facts(viewer: Viewer, programme: Programme, *, today: date) -> list[PolicyFact]:
    """Return what is in force, for health check, evidence and generated documents (R2.12, R2.20).

    A place that is empty is among them; a policy that was withdrawn is not.
    """
    require(viewer, Capability.SEE_PROGRAMME, programme)
    return [
        PolicyFact(
            key=kept.policy.key,
            title=kept.policy.title,
            standing=kept.standing,
            owner=owner_of(kept.policy),
            required_of=kept.policy.required_of,
            review_on=kept.policy.review_on,
            documents=tuple(_fact(document) for document in kept.in_force),
        )
        for kept in _kept(programme, today=today)
        if kept.standing is not Standing.WITHDRAWN
    ]


def policy_for(viewer: Viewer, programme_id: UUID, key: str) -> Policy:
    """Return one policy; of the thirteen, one that has no row yet as well. Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, Capability.KEEP_POLICIES)
    row = Policy.objects.select_related("owner__person").filter(programme=programme, key=key)
    policy = row.first() or _not_begun(programme, key)
    if policy is None:
        raise NotVisible
    policy.programme = programme
    _give_to_heirs(programme, [policy])
    return policy


def kept(viewer: Viewer, policy: Policy, *, today: date) -> Kept:
    """Return how one policy stands."""
    require(viewer, Capability.KEEP_POLICIES, policy)
    documents = Document.objects.filter(policy_id=policy.pk, state__in=LIVING)
    return _standing(policy, _common_first(documents.select_related("organisation")), today=today)


def versions_of(viewer: Viewer, policy: Policy) -> list[Document]:
    """Return every version, without its text: the common ones first, the newest first."""
    require(viewer, Capability.KEEP_POLICIES, policy)
    rows = Document.objects.filter(policy_id=policy.pk).select_related("organisation")
    return _common_first(rows.defer("text").order_by("-number"))


def version_for(
    viewer: Viewer, document_id: UUID, capability: Capability = Capability.READ_POLICY
) -> Document:
    """Return one version with its text. Raises `NotVisible`."""
    row = (
        Document.objects.select_related("policy__programme", "organisation")
        .filter(pk=document_id)
        .first()
    )
    if row is None:
        raise NotVisible
    require(viewer, capability, row)
    return row


def version_in(viewer: Viewer, policy: Policy, document_id: UUID) -> Document:
    """Return one version of this policy for a co-ordinator. Raises `NotVisible`."""
    row = version_for(viewer, document_id, Capability.KEEP_POLICIES)
    if row.policy_id != policy.pk:
        raise NotVisible
    return row


def organisation_of(viewer: Viewer, policy: Policy, whose: str) -> Organisation | None:
    """Return whose document an address means; `None` for everyone's. Raises `NotVisible`."""
    if whose == EVERYONE:
        return None
    try:
        wanted = UUID(whose)
    except ValueError:
        raise NotVisible from None
    taking_part = organisations_in(viewer, policy.programme).filter(pk=wanted).first()
    # An organisation whose people have left keeps the documents that were written for it.
    had_one = Organisation.objects.filter(
        pk__in=Document.objects.filter(policy_id=policy.pk).values("organisation"), pk=wanted
    )
    found = taking_part or had_one.first()
    if found is None:
        raise NotVisible
    return found


def organisations_without(viewer: Viewer, policy: Policy) -> QuerySet[Organisation]:
    """Return the organisations that take part and have no document of their own here."""
    with_one = Document.objects.filter(
        policy_id=policy.pk, state__in=LIVING, organisation__isnull=False
    )
    rows = organisations_in(viewer, policy.programme)
    return rows.exclude(pk__in=with_one.values("organisation")).order_by("name")


def draft_of(viewer: Viewer, policy: Policy, organisation: Organisation | None) -> Document | None:
    """Return the draft that waits, if any."""
    require(viewer, Capability.KEEP_POLICIES, policy)
    return _one(policy, organisation, DocumentState.DRAFT)


def in_force_of(
    viewer: Viewer, policy: Policy, organisation: Organisation | None
) -> Document | None:
    """Return the version in force, if any: a new draft begins from it."""
    require(viewer, Capability.KEEP_POLICIES, policy)
    return _one(policy, organisation, DocumentState.IN_FORCE)


def newest_number(policy: Policy, organisation: Organisation | None) -> int:
    """Return the number of the newest version; for the deed that writes the next one."""
    rows = Document.objects.filter(policy_id=policy.pk, organisation=organisation)
    return rows.aggregate(newest=Max("number"))["newest"] or 0


def owner_of(policy: Policy) -> str:
    """Name who looks after a policy; "" where nobody does."""
    if policy.owner is None:
        return policy.owner_name
    return policy.owner.person.name if hasattr(policy.owner, "person") else policy.owner.email


def _one(
    policy: Policy, organisation: Organisation | None, state: DocumentState
) -> Document | None:
    rows = Document.objects.filter(
        policy_id=policy.pk, organisation=organisation, state=state.value
    )
    found = rows.select_related("organisation").first()
    if found is not None:
        found.policy = policy
    return found


def _kept(programme: Programme, *, today: date) -> list[Kept]:
    rows = {
        row.key: row
        for row in Policy.objects.filter(programme=programme).select_related("owner__person")
    }
    _give_to_heirs(programme, rows.values())
    documents: dict[UUID, list[Document]] = defaultdict(list)
    living = Document.objects.filter(policy__programme=programme, state__in=LIVING)
    for document in living.select_related("organisation").defer("text"):
        documents[document.policy_id].append(document)
    slots = [rows.pop(key, None) or _not_begun(programme, key) for key in SLOTS]
    own = sorted(rows.values(), key=lambda row: (row.title.casefold(), row.key))
    return [
        _standing(row, _common_first(documents[row.pk]), today=today)
        for row in (*slots, *own)
        if row is not None
    ]


def _give_to_heirs(programme: Programme, rows: Collection[Policy]) -> None:
    """Read what somebody looked after who has left as looked after by their successor (R2.08)."""
    after = successions(programme)
    heirs = {row.pk: after[row.owner_id] for row in rows if row.owner_id and row.owner_id in after}
    users = User.objects.select_related("person").in_bulk(set(heirs.values()))
    for row in rows:
        if row.pk in heirs:
            row.owner = users[heirs[row.pk]]


def _standing(policy: Policy, documents: list[Document], *, today: date) -> Kept:
    states = {document.state for document in documents}
    standing = standing_of(
        withdrawn=policy.withdrawn_at is not None,
        in_force=DocumentState.IN_FORCE in states,
        draft=DocumentState.DRAFT in states,
        review_on=policy.review_on,
        today=today,
    )
    return Kept(policy, standing, tuple(documents))


def _common_first(documents: Iterable[Document]) -> list[Document]:
    return sorted(documents, key=lambda d: d.organisation.name if d.organisation else "")


def _not_begun(programme: Programme, key: str) -> Policy | None:
    slot = SLOTS.get(key)
    return Policy(programme=programme, key=key, title=slot.title) if slot else None


def _fact(document: Document) -> DocumentFact:
    return DocumentFact(
        id=document.pk,
        organisation=document.organisation.name if document.organisation else "",
        number=document.number,
        approved_on=document.approved_on or document.made_at.date(),
        approved_by=document.approved_by,
        link=document.link,
    )
