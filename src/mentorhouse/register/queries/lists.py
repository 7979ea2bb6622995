"""The register as a list, for those who run the programme (R4.01)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.people.models import Evidence
from mentorhouse.people.states import EvidenceState
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.programmes.queries import seen_by
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.models import Entry
from mentorhouse.register.queries.renewal import conditions_of
from mentorhouse.register.queries.standing import standings_of, stands_well
from mentorhouse.register.rules.admission import waits_for_a_press
from mentorhouse.register.rules.renewal import (
    LONGEST_LAPSE,
    WARN_MENTOR,
    Condition,
    may_renew,
    unmet,
)
from mentorhouse.register.rules.standing import Standing
from mentorhouse.register.states import EntryState

S = EntryState
SHOWS = ("waiting", "on", "paused", "lapsed", "withdrawn", "review", "renewal")
ORDERS: Mapping[str, tuple[str, ...]] = {
    "name": ("person__family_name", "person__given_name", "pk"),
    "organisation": ("person__organisation__name", "person__family_name", "pk"),
    "entered": ("register_entry__admitted_on", "pk"),
    "review": ("register_entry__review_on", "pk"),
    "renewal": ("register_entry__renew_by", "pk"),
}


@dataclass(frozen=True)
class Renewal:
    """A place that ends soon or has ended, and what its renewal waits for."""

    participation: Participation
    entry: Entry
    conditions: tuple[Condition, ...]
    waits: tuple[str, ...]


def register_of(
    viewer: Viewer,
    programme: Programme,
    *,
    at: datetime,
    show: str = "",
    search: str = "",
    order: str = "name",
) -> QuerySet[Participation]:
    """Return the mentors of a programme with their entries; `show` narrows to a status."""
    require(viewer, Capability.SEE_REGISTER, programme)
    rows = with_entries(_mentors(seen_by(viewer, programme)))
    if show:
        rows = rows.filter(showing(programme, at=at).get(show, Q()))
    for word in search.split():
        rows = rows.filter(
            Q(person__given_name__icontains=word) | Q(person__family_name__icontains=word)
        )
    rows = rows.order_by(*ORDERS.get(order.removeprefix("-"), ORDERS["name"]))
    return rows.reverse() if order.startswith("-") else rows


def counts(viewer: Viewer, programme: Programme, *, at: datetime) -> dict[str, int]:
    """Count who stands where, and what is due."""
    rows = _mentors(seen_by(viewer, programme)).order_by()
    shows = showing(programme, at=at)
    return rows.aggregate(**{name: Count("pk", filter=said) for name, said in shows.items()})


def standings_on(
    programme: Programme, rows: list[Participation], *, at: datetime
) -> dict[UUID, Standing]:
    """Say how the mentors of one page of the list stand."""
    people = Participation.objects.filter(pk__in=[row.pk for row in rows])
    return standings_of(programme, people, at=at)


def ready_to_admit(viewer: Viewer, programme: Programme, *, at: datetime) -> list[UUID]:
    """Return whom the rule admits and who waits for a co-ordinator’s press."""
    require(viewer, Capability.KEEP_REGISTER, programme)
    return ready_of(programme, seen_by(viewer, programme), at=at)


def ready_of(programme: Programme, rows: QuerySet[Participation], *, at: datetime) -> list[UUID]:
    """Return whom of some mentors the rule admits; for deeds and pages that have asked who may."""
    if not waits_for_a_press(programme.design):
        return []
    # Without anything shown or completed nobody is admitted here, so only the others are judged.
    shown = Evidence.objects.filter(person=OuterRef("person"), state=EvidenceState.VERIFIED.value)
    done = Completion.objects.filter(programme=programme, person=OuterRef("person"))
    waiting = _mentors(rows).filter(_showing_applied() & (Q(Exists(shown)) | Q(Exists(done))))
    found = standings_of(programme, waiting, at=at)
    return sorted(pk for pk, one in found.items() if one.may_be_admitted)


def by_name(people: list[UUID]) -> list[Participation]:
    """Return some mentors in the order of their names."""
    rows = Participation.objects.filter(pk__in=people)
    return list(rows.select_related("person__organisation").order_by(*ORDERS["name"]))


def in_order_of_names(programme: Programme, people: Collection[UUID]) -> list[UUID]:
    """Return many people of a programme in the order of their names, unread."""
    rows = programme.participations.order_by(*ORDERS["name"]).values_list("pk", flat=True)
    return [pk for pk in rows.iterator() if pk in people] if people else []


def renewable(viewer: Viewer, programme: Programme, *, at: datetime) -> QuerySet[Entry]:
    """Return the entries whose place may be renewed now, the first to end first."""
    require(viewer, Capability.KEEP_REGISTER, programme)
    rows = _ending(day_of(at)).filter(participation__programme=programme)
    return rows.select_related(
        "participation__person__organisation", "participation__programme"
    ).order_by("renew_by", "pk")


def count_renewable(programmes: Sequence[Programme], *, at: datetime) -> dict[UUID, int]:
    """Count, of programmes that somebody runs, the places that may be renewed now."""
    rows = _ending(day_of(at)).filter(participation__programme__in=programmes)
    return dict(rows.order_by().values_list("participation__programme").annotate(Count("pk")))


def _ending(on: date) -> QuerySet[Entry]:
    return Entry.objects.filter(
        state=S.ADMITTED.value,
        renew_by__lte=on + WARN_MENTOR,
        renew_by__gte=on - LONGEST_LAPSE,
    )


def renewals(rows: list[Entry], *, at: datetime) -> list[Renewal]:
    """Say of some entries what their renewal waits for."""
    found = []
    for row in rows:
        said = conditions_of(row, at=at)
        late = may_renew(row.renew_by, on=day_of(at))
        found.append(Renewal(row.participation, row, said, (late,) if late else unmet(said)))
    return found


def all_mentors(programme: Programme) -> QuerySet[Participation]:
    """Return every mentor who is listed; for the clock."""
    return _mentors(Participation.objects.filter(programme=programme))


def with_entries(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Read mentors together with what a list says of them."""
    return rows.select_related("person__organisation", "person__user", "register_entry")


def _mentors(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Leave mentors; who declined is shown only with an entry that tells of it."""
    declined = Q(state=ParticipationState.DECLINED.value)
    return rows.filter(role=Participation.Role.MENTOR).exclude(declined & Q(register_entry=None))


def showing(programme: Programme, *, at: datetime) -> dict[str, Q]:
    """Return what each narrowing of the list asks, in the order of `SHOWS`."""
    on = day_of(at)
    stays = Q(register_entry__renew_by=None) | Q(register_entry__renew_by__gte=on)
    lapsed = Q(register_entry__state=S.ADMITTED.value, register_entry__renew_by__lt=on)
    well = stands_well(programme, on=on)
    here = Q(register_entry__state__in=[S.ADMITTED.value, S.PAUSED.value])
    ends = Q(register_entry__state=S.ADMITTED.value)
    return {
        "waiting": _showing_applied(),
        "on": well,
        "paused": (here & stays & ~Q(pk__in=_pks(programme, well)))
        | (Q(register_entry__state=S.PAUSED.value) & ~stays),
        "lapsed": lapsed,
        "withdrawn": Q(register_entry__state=S.WITHDRAWN.value),
        "review": here & Q(register_entry__review_on__lte=on),
        "renewal": ends & Q(register_entry__renew_by__lte=on + WARN_MENTOR),
    }


def _showing_applied() -> Q:
    return Q(register_entry=None) | Q(register_entry__state=S.APPLIED.value)


def _pks(programme: Programme, said: Q) -> QuerySet[Participation, UUID]:
    rows = Participation.objects.filter(programme=programme, role=Participation.Role.MENTOR)
    return rows.filter(said).order_by().values_list("pk", flat=True)
