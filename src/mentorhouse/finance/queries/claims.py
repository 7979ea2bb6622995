"""Reads of claims: one's own, and for co-ordinators those of the programme."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.finance.models import Claim
from mentorhouse.finance.states import UNDECIDED
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import participation_for, participations_of, programmes_of
from mentorhouse.programmes.states import ParticipationState, ProgrammeState

WAITING = [state.value for state in UNDECIDED]


def takes_claims(part: Participation) -> bool:
    """Whether a claim can be made: the programme pays expenses, and this is a mentor of it."""
    accepted = part.state == ParticipationState.ACCEPTED.value
    mentor = part.role == Participation.Role.MENTOR.value
    over = part.programme.state == ProgrammeState.ARCHIVED.value
    return accepted and mentor and not over and part.programme.design.expenses.claims


def claimant(viewer: Viewer, participation_id: UUID) -> Participation:
    """Return one's own taking part as a mentor who may claim, or once has. Raises `NotVisible`."""
    part = participation_for(viewer, participation_id, Capability.CLAIM_EXPENSES)
    if not takes_claims(part) and not part.expense_claims.exists():
        raise NotVisible
    return part


def own_claims(viewer: Viewer, part: Participation) -> QuerySet[Claim]:
    """Return one's own claims in a programme, the newest first."""
    require(viewer, Capability.CLAIM_EXPENSES, part)
    return part.expense_claims.all()


def own_claim(viewer: Viewer, part: Participation, claim_id: UUID) -> Claim:
    """Return one claim of one's own."""
    row = _claims().filter(participation=part, pk=claim_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.CLAIM_EXPENSES, row)
    return row


def claims_in(
    viewer: Viewer,
    programme: Programme,
    *,
    state: str = "",
    since: date | None = None,
    until: date | None = None,
    search: str = "",
) -> QuerySet[Claim]:
    """Return the claims of a programme, for who decides; each filter narrows where it is given."""
    require(viewer, Capability.DECIDE_CLAIM, programme)
    rows = _claims().filter(participation__programme=programme)
    if state:
        rows = rows.filter(state__in=WAITING) if state == "undecided" else rows.filter(state=state)
    if since:
        rows = rows.filter(on__gte=since)
    if until:
        rows = rows.filter(on__lte=until)
    for word in search.split():
        rows = rows.filter(
            Q(participation__person__given_name__icontains=word)
            | Q(participation__person__family_name__icontains=word)
        )
    return rows


def claim_for(viewer: Viewer, programme: Programme, claim_id: UUID) -> Claim:
    """Return one claim of a programme to who decides."""
    row = _claims().filter(participation__programme=programme, pk=claim_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.DECIDE_CLAIM, row)
    return row


def has_claims(viewer: Viewer, programme: Programme) -> bool:
    """Whether the page of claims is there: expenses are paid, or claims were made once."""
    require(viewer, Capability.DECIDE_CLAIM, programme)
    made = Claim.objects.filter(participation__programme=programme)
    return programme.design.expenses.claims or made.exists()


def claims_to_decide(viewer: Viewer) -> dict[UUID, int]:
    """Count the claims that wait for the viewer, by programme."""
    rows = Claim.objects.filter(
        state__in=WAITING, participation__programme__in=programmes_of(viewer)
    ).exclude(participation__person_id=viewer.pk)
    counted = rows.order_by().values_list("participation__programme").annotate(n=Count("pk"))
    return dict(counted)


def ways_to_claims(viewer: Viewer) -> list[Participation]:
    """Return the viewer's parts as a mentor in which they may claim, or once have."""
    rows = participations_of(viewer).filter(role=Participation.Role.MENTOR.value)
    rows = rows.prefetch_related("expense_claims").order_by("programme__name", "pk")
    return [part for part in rows if takes_claims(part) or part.expense_claims.all()]


def letter_cause(about: dict[str, str]) -> Claim | None:
    """Return the claim that a letter is about, if nothing has happened to it since."""
    return _claims().filter(pk=about["claim"], turn=about["turn"]).first()


def _claims() -> QuerySet[Claim]:
    return Claim.objects.select_related(
        "participation__programme", "participation__person", "participation__person__user"
    )
