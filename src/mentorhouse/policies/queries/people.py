"""Who has accepted and who has not, for co-ordinators: counts for a list, names for one version."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.people.models import Person
from mentorhouse.policies.models import Acceptance, Document, Policy
from mentorhouse.policies.queries.mine import ASKING
from mentorhouse.policies.rules import Required
from mentorhouse.policies.states import DocumentState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState

ORDERS = {
    "name": ("family_name", "given_name", "pk"),
    "organisation": ("organisation__name", "family_name", "given_name", "pk"),
    "accepted": ("accepted_at", "family_name", "given_name", "pk"),
}


@dataclass(frozen=True)
class Tally:
    """Of how many a version is asked, and how many of them accepted it."""

    asked: int = 0
    accepted: int = 0

    @property
    def waiting(self) -> int:
        """How many have not accepted it yet."""
        return self.asked - self.accepted


def tallies_in(viewer: Viewer, programme: Programme) -> dict[UUID, Tally]:
    """Count for each version in force of a programme, in three queries."""
    require(viewer, Capability.KEEP_POLICIES, programme)
    in_force = list(
        Document.objects.filter(
            policy__programme=programme, policy__withdrawn_at=None,
            state=DocumentState.IN_FORCE.value,
        ).select_related("policy").defer("text")
    )  # fmt: skip
    if programme.state not in ASKING:
        return {document.pk: Tally() for document in in_force}
    people, accepted = _people_by_organisation(programme), _accepted(programme)
    owners: dict[UUID, set[UUID | None]] = {}
    for document in in_force:
        owners.setdefault(document.policy_id, set()).add(document.organisation_id)
    return {
        document.pk: Tally(
            _asked(document, people, owners[document.policy_id]), accepted.get(document.pk, 0)
        )
        for document in in_force
    }


def people_of(
    viewer: Viewer, document: Document, *, only: str = "", order: str = "name"
) -> QuerySet[Person]:
    """Return of whom a version is asked, each with `accepted_at`; of an old one, who accepted it.

    `only` narrows to "accepted" or "waiting".
    """
    require(viewer, Capability.KEEP_POLICIES, document)
    accepted = Acceptance.objects.filter(document=document, person=OuterRef("pk"))
    rows = Person.objects.annotate(accepted_at=Subquery(accepted.values("accepted_at")))
    is_asked = _asks(document)
    rows = rows.filter(is_asked | Q(accepted_at__isnull=False))
    if only:
        rows = rows.filter(accepted_at__isnull=only == "waiting")
    rows = rows.select_related("organisation", "user")
    ordered = rows.order_by(*ORDERS.get(order.removeprefix("-"), ORDERS["name"]))
    return ordered.reverse() if order.startswith("-") else ordered


def not_accepted(policy: Policy) -> set[UUID]:
    """Return who has not accepted what is in force for them; for the deed of reminding."""
    found: set[UUID] = set()
    in_force = Document.objects.filter(policy=policy, state=DocumentState.IN_FORCE.value)
    for document in in_force.select_related("policy__programme").defer("text"):
        done = Acceptance.objects.filter(document=document, person=OuterRef("pk"))
        rows = Person.objects.filter(_asks(document)).exclude(Exists(done))
        found |= set(rows.values_list("pk", flat=True))
    return found


def when_accepted(person: Person) -> datetime | None:
    """Return when a person of `people_of` accepted."""
    return getattr(person, "accepted_at", None)


def _asks(document: Document) -> Q:
    """Whether a person is asked to accept a version now."""
    policy = document.policy
    is_now = (
        document.state == DocumentState.IN_FORCE
        and policy.withdrawn_at is None
        and policy.programme.state in ASKING
        and policy.required_of != Required.NOBODY
    )
    if not is_now:
        return Q(pk__in=[])
    parts = Participation.objects.filter(
        programme=policy.programme_id,
        person=OuterRef("pk"),
        state=ParticipationState.ACCEPTED.value,
    )
    if policy.required_of != Required.BOTH:
        parts = parts.filter(role=policy.required_of)
    if document.organisation_id is not None:
        return Q(Exists(parts), organisation=document.organisation_id)
    with_their_own = Document.objects.filter(
        policy=policy, state=DocumentState.IN_FORCE.value, organisation__isnull=False
    ).values("organisation")
    return Q(Exists(parts)) & (Q(organisation=None) | ~Q(organisation__in=with_their_own))


def _people_by_organisation(programme: Programme) -> dict[UUID | None, dict[str, int]]:
    rows = (
        Participation.objects.filter(programme=programme, state=ParticipationState.ACCEPTED.value)
        .order_by()
        .values("person__organisation")
        .annotate(
            mentor=Count("person", distinct=True, filter=Q(role="mentor")),
            mentee=Count("person", distinct=True, filter=Q(role="mentee")),
            both=Count("person", distinct=True),
        )
    )
    return {row["person__organisation"]: row | {"nobody": 0} for row in rows}


def _asked(
    document: Document, people: dict[UUID | None, dict[str, int]], owners: set[UUID | None]
) -> int:
    required = document.policy.required_of
    if document.organisation_id is not None:
        return people.get(document.organisation_id, {}).get(required, 0)
    return sum(
        counts[required]
        for organisation, counts in people.items()
        if organisation is None or organisation not in owners
    )


def _accepted(programme: Programme) -> dict[UUID, int]:
    """Count the acceptances of those who are still asked."""
    parts = Participation.objects.filter(
        programme=programme, person=OuterRef("person"), state=ParticipationState.ACCEPTED.value
    )
    of_the_role = Exists(parts.filter(role=OuterRef("document__policy__required_of")))
    of_both = Q(Exists(parts), document__policy__required_of=Required.BOTH.value)
    their_own = Document.objects.filter(
        policy=OuterRef("document__policy"),
        organisation=OuterRef("person__organisation"),
        state=DocumentState.IN_FORCE.value,
    )
    is_theirs = Q(document__organisation=F("person__organisation")) | (
        Q(document__organisation=None) & ~Exists(their_own)
    )
    rows = (
        Acceptance.objects.filter(
            document__policy__programme=programme, document__state=DocumentState.IN_FORCE.value
        )
        .filter(is_theirs, of_both | Q(of_the_role))
        .values_list("document")
        .annotate(Count("pk"))
    )
    return dict(rows)
