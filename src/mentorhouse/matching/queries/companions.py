"""Groups of a draft closely: judged by the rules, compared with the draft before, taken out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.tables import Row
from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.company import Company, GroupRequest
from mentorhouse.matching.engine.pool import parts_of, reciprocal
from mentorhouse.matching.models import DraftGroup, DraftPlace, MatchRun
from mentorhouse.matching.queries.naming import named
from mentorhouse.matching.queries.pool import Pool, pool_of
from mentorhouse.matching.queries.several import groups_of, mutual_request, several_request
from mentorhouse.matching.queries.standing import NO_PLACE, broken_now
from mentorhouse.matching.rules.several import AMONG, why_both, why_together
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.models import Participation

ROLE = Participation.Role


@dataclass(frozen=True)
class Together:
    """How some people would be as one partnership: what forbids it, the score and why."""

    broken: tuple[str, ...]
    score: int = 0
    reasons: Sequence[Mapping[str, object]] = ()


@dataclass(frozen=True)
class Compared:
    """What is different between a draft of several and the one before it."""

    fresh: list[DraftGroup]  # partnerships that were not in the draft before
    gone: list[DraftGroup]  # those that were and are not now
    same: int


def judged_together(run: MatchRun, people: Sequence[Participation], *, at: datetime) -> Together:
    """Judge people as one partnership of a draft, by what the rules see."""
    pool = pool_of(run.programme, at=at, among=[one.pk for one in people])
    here = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    for one in people:
        if one.pk not in here:
            return Together((say(NO_PLACE, role=say(one.role)),))
    if run.shape == Shape.RECIPROCAL:
        return _both(run, pool, at=at)
    pairs = [
        (other.participation, one.participation, other.participation)
        for one in pool.mentors
        for other in pool.mentees
    ]
    broken = broken_now(run.programme, pool, pairs)
    if broken:
        return Together(tuple(dict.fromkeys(broken.values())))
    asked = several_request(run, pool, at=at, private=False)
    company = Company(GroupRequest(asked, AMONG, len(pool.mentees)))
    problem = company.problem
    found = company.group(
        [problem.mentor_place[one.key] for one in pool.mentors],
        [problem.mentee_place[one.key] for one in pool.mentees],
    )
    return Together((), found.score, why_together(found))


def _both(run: MatchRun, pool: Pool, *, at: datetime) -> Together:
    result = reciprocal(mutual_request(run, pool, at=at, private=False))
    if not result.pairs:
        words = say("The rules do not allow these two to mentor each other")
        return Together((words,))
    [pair] = result.pairs
    return Together((), pair.score, why_both(parts_of(result, pair.one, pair.other)))


def places_to_exchange(run: MatchRun, one: UUID, other: UUID) -> tuple[DraftPlace, DraftPlace]:
    """Return two places whose people could change groups. Raises `NotVisible` and `NotNow`."""
    rows = DraftPlace.objects.filter(run=run, pk__in=(one, other))
    found = {row.pk: row for row in rows.select_related("participation", "group")}
    if len(found) != len({one, other}) or one == other:
        raise NotVisible
    first, second = found[one], found[other]
    same_role = first.participation.role == second.participation.role
    if first.group_id == second.group_id or not same_role or first.note != second.note:
        raise NotNow(say("These two cannot change places. Choose two of the same role, apart."))
    return first, second


def others_to_exchange(run: MatchRun, place: DraftPlace, *, search: str) -> QuerySet[DraftPlace]:
    """Return those of the same role in other groups of a draft."""
    rows = DraftPlace.objects.filter(
        run=run, participation__role=place.participation.role, note=place.note
    ).exclude(group=place.group_id)
    for word in search.split():
        rows = rows.filter(named("participation", word))
    rows = rows.select_related("participation__person__organisation", "group")
    rows = rows.prefetch_related("group__places__participation__person")
    return rows.order_by("participation__person__family_name", "pk")


def together_with(group: DraftGroup, place: DraftPlace) -> str:
    """Name the others of a group; who mentors each other has two places, and is named once."""
    me = place.participation.person_id
    others = [one.participation.person for one in group.places.all()]
    return ", ".join(dict.fromkeys(one.name for one in others if one.pk != me))


def place_in(group: DraftGroup, place_id: UUID) -> DraftPlace:
    """Return somebody’s place in a group. Raises `NotVisible`."""
    found = next((place for place in group.places.all() if place.pk == place_id), None)
    if found is None:
        raise NotVisible
    return found


def compared(run: MatchRun) -> Compared:
    """Compare a draft of several with the one before: the same people are the same partnership."""
    if run.earlier is None:
        return Compared([], [], 0)
    now, before = (
        {_people(group): group for group in groups_of(one)} for one in (run, run.earlier)
    )
    fresh = [group for people, group in now.items() if people not in before]
    gone = [group for people, group in before.items() if people not in now]
    return Compared(fresh, gone, len(now) - len(fresh))


def _people(group: DraftGroup) -> frozenset[UUID]:
    return frozenset(place.participation_id for place in group.places.all())


EXPORTED = ("partnership", "name", "role", "person", "organisation", "grade", "score", "reasons")


def export_rows(run: MatchRun) -> Iterator[Row]:
    """Yield the people of a draft of several: shared facts, scores and reasons only."""
    for group in groups_of(run):
        why = "; ".join(reason["words"] for reason in group.reasons)
        for place in group.places.all():
            one = place.participation.person
            yield (
                group.number,
                group.name,
                say(place.participation.role),
                one.name,
                one.organisation.name if one.organisation else "",
                one.grade,
                group.score / 100,
                why,
            )
