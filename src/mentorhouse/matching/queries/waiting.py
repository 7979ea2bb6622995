"""Who waits for a mentor: the longest first, then who went without before (R5.20)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer
from mentorhouse.design.tables import Row
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.models import Shortlist
from mentorhouse.matching.queries.naming import named
from mentorhouse.matching.queries.pool import IN_A_RUN, waiting_of
from mentorhouse.matching.queries.shortlists import choosing_in, own_shortlist
from mentorhouse.partnerships.queries import open_offers
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import participation_for
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.queries import not_ready
from mentorhouse.register.queries.standing import missing_for_mentee

READY = mark("A match")
SEARCHING = mark("Their own choice: they look for a mentor themselves")
CHOOSING = mark("Their own choice: they have mentors to choose from")
ASKED = mark("Their own answer: they have not said yet whether they take part")
EXPORTED = ("mentee", "organisation", "waits since", "times without a mentor", "waits for")
ROLE = Participation.Role.MENTEE


@dataclass(frozen=True)
class Waiting:
    """A mentee who waits: since when, how often they went without, and for what they wait."""

    who: UUID
    since: datetime
    unlucky: int
    kind: str
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Where a mentee stands: a shortlist to choose from, or what they wait for and until when."""

    participation: Participation
    shortlist: Shortlist | None
    offered: bool  # a match waits for an answer
    matched: bool
    missing: tuple[str, ...]
    next_run: date | None


def waiting_in(
    programme: Programme,
    *,
    search: str = "",
    show: str = "",
    at: datetime,
    among: Collection[UUID] | None = None,
    missing: Mapping[UUID, tuple[str, ...]] | None = None,
) -> list[Waiting]:
    """Return the mentees of a programme who wait, in the order of the waiting list.

    `among` looks at some participations only; `missing` is what people lack, where it is known.
    """
    rows = Participation.objects.filter(programme=programme, role=ROLE, state__in=IN_A_RUN)
    if among is not None:
        rows = rows.filter(pk__in=among)
    for word in search.split():
        rows = rows.filter(named("", word))
    offers = open_offers(programme, among)
    if missing is None:
        missing = not_ready(programme, at=at, among=rows)
    choosing, unlucky = choosing_in(programme, among), waiting_of(programme, among)
    ways = programme.design.matching
    what = say(READY if ways.at_once or ways.offers_shortlists else SEARCHING)
    told = rows.values_list("pk", "joined_at", "state", "capacity", "places_taken").iterator()
    found = []
    for pk, since, state, capacity, taken in told:
        if capacity - taken - offers.get(pk, 0) < 1:
            continue
        kind, why = _waits_for(pk, state, choosing, missing, what=what)
        found.append(Waiting(pk, since, unlucky.get(pk, 0), kind, why))
    kept = (one for one in found if not show or one.kind == show or (_is_unlucky(one, show)))
    return sorted(kept, key=lambda one: (day_of(one.since), -one.unlucky, one.since, one.who))


def _is_unlucky(one: Waiting, show: str) -> bool:
    return show == "unlucky" and one.unlucky > 0


def _waits_for(
    who: UUID, state: str, choosing: set[UUID], missing: Mapping[UUID, tuple[str, ...]], *,
    what: str,
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    if who in choosing:
        return "choosing", (say(CHOOSING),)
    if who in missing:
        return "not_ready", missing[who]
    if state == ParticipationState.INVITED:
        return "ready", (what, say(ASKED))
    return "ready", (what,)


def people_of(rows: Iterable[Waiting]) -> dict[UUID, Participation]:
    """Return the people of one page of the list."""
    who = [one.who for one in rows]
    return Participation.objects.select_related("person__organisation").in_bulk(who)


def export_rows(rows: list[Waiting]) -> list[Row]:
    """Return the waiting list as it leaves the house."""
    return list(_exported(rows))


def _exported(rows: list[Waiting]) -> Iterator[Row]:
    known = people_of(rows)
    for one in rows:
        person = known[one.who].person
        body = person.organisation.name if person.organisation else ""
        since = day_of(one.since).isoformat()
        yield person.name, body, since, one.unlucky, "; ".join(one.waits_for)


def own_standing(viewer: Viewer, participation_id: UUID, *, at: datetime) -> Standing:
    """Return where a mentee stands, for the mentee. Raises `NotVisible`."""
    row = participation_for(viewer, participation_id, Capability.SEE_OWN_WAITING)
    if row.role != ROLE or row.state != ParticipationState.ACCEPTED:
        raise NotVisible
    programme = row.programme
    lists = programme.design.matching.offers_shortlists
    next_run = programme.design.matching.next_run
    return Standing(
        row,
        own_shortlist(row, at=at) if lists else None,
        open_offers(programme).get(row.pk, 0) > 0,
        row.places_taken >= row.capacity,
        tuple(step.words for step in missing_for_mentee(row, at=at)),
        next_run if next_run and next_run >= day_of(at) else None,
    )
