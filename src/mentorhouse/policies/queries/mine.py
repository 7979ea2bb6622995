"""What policies ask of one person, in all their programmes, and what they have accepted.

The number of queries does not grow with programmes or policies.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.relations import Viewer
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.rules import SomethingFirst, before_accepting
from mentorhouse.people.models import Person
from mentorhouse.policies.models import Acceptance, Document, Policy
from mentorhouse.policies.rules import applying, listed, required_in
from mentorhouse.policies.states import DocumentState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState, ProgrammeState

# A programme asks from recruitment until it is closed.
ASKING = (
    ProgrammeState.RECRUITING.value,
    ProgrammeState.MATCHING.value,
    ProgrammeState.RUNNING.value,
    ProgrammeState.CLOSING.value,
)
Roles = dict[UUID, set[str]]


@dataclass(frozen=True)
class Mine:
    """A policy as one person meets it: the version that is theirs, and whether they accepted it."""

    policy: Policy
    document: Document
    required: bool
    accepted_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether it is asked of them and not accepted yet."""
        return self.required and self.accepted_at is None


def policies_for(viewer: Viewer) -> list[Mine]:
    """Return what is in force for the viewer in every programme; what waits comes first."""
    found = _mine(viewer.pk, Participation.objects.filter(programme__state__in=ASKING))
    return sorted(
        found, key=lambda m: (not m.waits, m.policy.programme.name, m.policy.title.casefold())
    )


def waiting_for(viewer: Viewer) -> list[Mine]:
    """Return what waits for the viewer's acceptance."""
    return [mine for mine in policies_for(viewer) if mine.waits]


def waits_in(programme_id: UUID, person_id: UUID) -> list[Mine]:
    """Return what waits for somebody in one programme; for letters and for accepting a match."""
    parts = Participation.objects.filter(programme=programme_id, programme__state__in=ASKING)
    return [mine for mine in _mine(person_id, parts) if mine.waits]


def version_of_mine(viewer: Viewer, policy: Policy) -> Mine | None:
    """Return the version of one policy that is the viewer's now; None where there is none."""
    parts = Participation.objects.filter(programme=policy.programme_id)
    of_policy = (mine for mine in _mine(viewer.pk, parts) if mine.policy.pk == policy.pk)
    return next(of_policy, None)


def accepted_at(viewer: Viewer, document: Document) -> datetime | None:
    """Return when the viewer accepted a version, if they did."""
    row = Acceptance.objects.filter(document=document, person_id=viewer.pk).first()
    return row.accepted_at if row else None


def accepted_before(viewer: Viewer) -> QuerySet[Acceptance]:
    """Return what the viewer accepted that is not in force any more, the newest first."""
    mine = Acceptance.objects.filter(person_id=viewer.pk)
    over = Q(document__state=DocumentState.REPLACED.value) | Q(
        document__policy__withdrawn_at__isnull=False
    )
    rows = mine.filter(over).select_related("document__policy__programme")
    return rows.defer("document__text").order_by("-accepted_at", "pk")


@before_accepting
def policies_first(person_id: UUID, programme_id: UUID) -> SomethingFirst | None:
    """Let a match wait until what the programme asks of this person is accepted (R2.11)."""
    waiting = waits_in(programme_id, person_id)
    if not waiting:
        return None
    titles = listed(say(mine.policy.title) for mine in waiting)
    return SomethingFirst(
        say(
            "Before you accept the match, please read and accept {titles}. The match "
            "waits for you.",
            titles=titles,
        ),
        page="policies:asked",
    )


def _mine(person_id: UUID, parts: QuerySet[Participation]) -> list[Mine]:
    roles, there = _roles(parts.filter(person=person_id))
    if not there:
        return []
    organisation = Person.objects.values_list("organisation", flat=True).get(pk=person_id)
    in_force = Document.objects.filter(
        Q(organisation=None) | Q(organisation=organisation),
        policy__programme__in=there,
        policy__withdrawn_at=None,
        state=DocumentState.IN_FORCE.value,
    )
    by_policy: dict[Policy, dict[UUID | None, Document]] = defaultdict(dict)
    for row in in_force.select_related("policy__programme", "organisation").defer("text"):
        by_policy[row.policy][row.organisation_id] = row
    accepted = dict(
        Acceptance.objects.filter(person=person_id, document__in=in_force).values_list(
            "document", "accepted_at"
        )
    )
    return [
        Mine(
            policy,
            document,
            policy.programme.state in ASKING
            and policy.required_of in required_in(roles[policy.programme_id]),
            accepted.get(document.pk),
        )
        for policy, documents in by_policy.items()
        if (document := applying(documents, organisation)) is not None
    ]


def _roles(parts: QuerySet[Participation]) -> tuple[Roles, set[UUID]]:
    """Return in which roles somebody takes part where, and where they are at all.

    Who is invited may read; only who has said yes is asked.
    """
    roles: Roles = defaultdict(set)
    there = set()
    for programme, role, state in parts.exclude(
        state=ParticipationState.DECLINED.value
    ).values_list("programme", "role", "state"):
        there.add(programme)
        if state == ParticipationState.ACCEPTED:
            roles[programme].add(role)
    return roles, there
