"""Reads of opportunities and placements, and what the board may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.talent import rules
from mentorhouse.talent.models import Activity, Interest, Nomination, Nominator, Opportunity
from mentorhouse.talent.models import Placement as PlacementRow
from mentorhouse.talent.queries.nominations import uses_nominations
from mentorhouse.talent.rules import Counted
from mentorhouse.talent.states import COUNTING, ActivityKind, NominationState, PlacementState


@dataclass(frozen=True)
class Board:
    """What the board may know: names of those whose nomination counts (R3.13), and counts.

    Nothing of their mentoring.
    """

    names: QuerySet[Nomination, str]
    activities: Sequence[Counted]
    by_year: Sequence[Counted]
    by_organisation: Sequence[Counted]
    placements: str


def opportunities_in(
    viewer: Viewer,
    programme: Programme,
    *,
    today: date,
    kind: str = "",
    organisation: UUID | None = None,
    search: str = "",
    closed: bool = False,
) -> QuerySet[Opportunity]:
    """Return the opportunities: those open; closed ones too for who lists them."""
    require(viewer, Capability.SEE_OPPORTUNITIES, programme)
    rows = programme.opportunities.select_related("organisation").annotate(
        interest=Count("interested", distinct=True)
    )
    if not (closed and may(viewer, Capability.OFFER_OPPORTUNITY, programme)):
        rows = rows.filter(closed_at=None, open_until__gte=today)
    if kind:
        rows = rows.filter(kind=kind)
    if organisation:
        rows = rows.filter(organisation=organisation)
    for word in search.split():
        rows = rows.filter(title__icontains=word)
    return rows


def listing_bodies(viewer: Viewer, programme: Programme) -> QuerySet[Organisation]:
    """Return the organisations that list opportunities, to filter by."""
    require(viewer, Capability.SEE_OPPORTUNITIES, programme)
    return Organisation.objects.filter(pk__in=programme.opportunities.values("organisation"))


def opportunity_for(
    viewer: Viewer,
    programme: Programme,
    opportunity_id: UUID,
    capability: Capability = Capability.SEE_OPPORTUNITIES,
) -> Opportunity:
    """Return one opportunity to who may see those of the programme, or to who lists it."""
    rows = Opportunity.objects.select_related("programme", "organisation")
    row = rows.filter(programme=programme, pk=opportunity_id).first()
    if row is None:
        raise NotVisible
    if capability is Capability.SEE_OPPORTUNITIES:
        require(viewer, capability, programme)
    else:
        require(viewer, capability, row)
    return row


def interested_in(viewer: Viewer, opportunity: Opportunity) -> QuerySet[Interest]:
    """Return who is interested, for the organisation that lists it."""
    require(viewer, Capability.OFFER_OPPORTUNITY, opportunity)
    rows = opportunity.interested.exclude(nomination__state=NominationState.WITHDRAWN.value)
    return rows.select_related("nomination__organisation")


def interest_of(opportunity: Opportunity, nomination: Nomination) -> Interest | None:
    """Return a nominee's own interest in an opportunity."""
    return opportunity.interested.filter(nomination=nomination).first()


def placements_of(viewer: Viewer, opportunity: Opportunity) -> QuerySet[PlacementRow]:
    """Return who took an opportunity up, for the organisation that lists it."""
    require(viewer, Capability.OFFER_OPPORTUNITY, opportunity)
    return opportunity.placements.select_related("nomination__organisation")


def placement_for(viewer: Viewer, opportunity: Opportunity, placement_id: UUID) -> PlacementRow:
    """Return one placement."""
    row = placements_of(viewer, opportunity).filter(pk=placement_id).first()
    if row is None:
        raise NotVisible
    row.opportunity = opportunity
    return row


def placements_in(viewer: Viewer, programme: Programme) -> QuerySet[PlacementRow]:
    """Return every placement of a programme, for co-ordinators."""
    require(viewer, Capability.MANAGE_NOMINATIONS, programme)
    return _placements(programme)


def own_placements(viewer: Viewer, nomination: Nomination) -> QuerySet[PlacementRow]:
    """Return what a nominee took up."""
    require(viewer, Capability.READ_NOMINATION, nomination)
    return nomination.placements.select_related("opportunity__organisation")


def board_of(viewer: Viewer, programme: Programme) -> Board:
    """Return what the board may know. Raises `NotVisible` where it sees no nominations."""
    require(viewer, Capability.READ_TALENT_FIGURES, programme)
    runs = may(viewer, Capability.MANAGE_NOMINATIONS, programme)
    if not runs and not programme.design.governance.sees_nominations:
        raise NotVisible
    least = programme.design.evaluation.small_number
    standing = programme.nominations.filter(state__in=COUNTING)
    counted = dict(
        Activity.objects.filter(nomination__in=standing)
        .order_by()
        .values_list("kind")
        .annotate(n=Count("pk"))
    )
    placed = list(
        _placements(programme)
        .exclude(state=PlacementState.CALLED_OFF.value)
        .values_list("begins_on", "opportunity__organisation__name")
    )
    by_year = rules.counted((rules.year_of(day) for day, _ in placed), small_number=least)
    by_body = rules.counted((body for _, body in placed), small_number=least)
    return Board(
        names=standing.values_list("name", flat=True),
        activities=[
            Counted(k.value, rules.told(counted.get(k.value, 0), least)) for k in ActivityKind
        ],
        by_year=by_year,
        by_organisation=by_body,
        placements=rules.told(len(placed), least),
    )


def opportunity_of_letter(opportunity_id: str, user_id: UUID) -> Opportunity | None:
    """Return what a letter about interest is about; None when the nominator has left."""
    row = Opportunity.objects.select_related("programme").filter(pk=opportunity_id).first()
    if row is None or not uses_nominations(row.programme):
        return None
    ours = Nominator.objects.filter(
        programme=row.programme, organisation=row.organisation_id, user=user_id
    )
    return row if ours.exists() else None


def _placements(programme: Programme) -> QuerySet[PlacementRow]:
    rows = PlacementRow.objects.filter(opportunity__programme=programme)
    return rows.select_related("opportunity__organisation", "nomination__organisation")
