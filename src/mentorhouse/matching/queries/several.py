"""Partnerships of several: who could be in them, what was drafted, what can be offered now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer
from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.pool import PoolRequest
from mentorhouse.matching.engine.problem import Request
from mentorhouse.matching.models import DraftGroup, DraftPlace, MatchRun
from mentorhouse.matching.queries.pool import IN_A_RUN, Pool, pool_of, request_for
from mentorhouse.matching.queries.standing import NO_LONGER, NO_PLACE, NOT_READY, broken_now
from mentorhouse.matching.queries.tallies import figures_of
from mentorhouse.matching.queries.terms import skills_in
from mentorhouse.matching.rules import openly, tallies
from mentorhouse.matching.rules.several import shapes_of
from mentorhouse.matching.rules.unlucky import gone_without
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.rules import Shape, limits_of
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.register.models import Entry as OnRegister

ROLE = Participation.Role
MOST_LISTED = 200  # people to choose a team from


@dataclass(frozen=True)
class Standing:
    """What publishing a draft of several would do now."""

    groups: tuple[tuple[DraftGroup, tuple[Participation, ...]], ...]
    left_out: tuple[tuple[DraftGroup, str], ...]
    unlucky: Mapping[UUID, str]  # who goes without by it, and why

    def __bool__(self) -> bool:
        return bool(self.groups)


def programme_with_several(viewer: Viewer, programme_id: UUID) -> Programme:
    """Return a programme that has shapes besides one to one. Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, Capability.RUN_MATCHING)
    if not shapes_of(programme.design):
        raise NotVisible
    return programme


def counted(
    programme: Programme, *, at: datetime
) -> tuple[dict[Shape, tuple[int, int]], datetime | None]:
    """Count for each shape who could be in a run of it; and say when, where the clock counts."""
    kept = figures_of(programme, tallies.PEOPLE, at=at)
    if kept is None:
        pool = pool_of(programme, at=at)
        here, both = (len(pool.mentors), len(pool.mentees)), len(mutual(pool).mentors)
    else:
        ready, both = kept.figures["ready"], kept.figures["both"]
        here = ready["mentors"], ready["mentees"]
    shapes = shapes_of(programme.design)
    counts = {shape: (both, both) if shape is Shape.RECIPROCAL else here for shape in shapes}
    return counts, kept.counted_at if kept else None


def mutual(pool: Pool) -> Pool:
    """Return those of a pool who have a place as mentor and one as mentee (R5.11)."""
    both = {one.person for one in pool.mentors} & {one.person for one in pool.mentees}
    return replace(
        pool,
        mentors=tuple(one for one in pool.mentors if one.person in both),
        mentees=tuple(one for one in pool.mentees if one.person in both),
    )


def mutual_request(run: MatchRun, pool: Pool, *, at: datetime, private: bool = True) -> PoolRequest:
    """Return the run within one pool that the engine is asked for."""
    here = mutual(pool)
    parts = {one.participation for one in (*here.mentors, *here.mentees)}
    here = replace(
        here,
        locked=tuple(pair for pair in here.locked if parts.issuperset(pair)),
        forbidden=tuple(item for item in here.forbidden if parts.issuperset(item[0])),
    )
    design = run.design if private else openly(run.design)
    asked = request_for(run.programme, design, here, seed=run.seed, at=at, thoughts=private)
    locks = {frozenset(lock): lock for lock in asked.locked}
    return PoolRequest(
        asked.mentees, asked.rules, asked.waiting, tuple(locks.values()), asked.forbidden,
        asked.seed, asked.priority,
    )  # fmt: skip


def several_request(run: MatchRun, pool: Pool, *, at: datetime, private: bool = True) -> Request:
    """Return the run that the engine is asked for, with what the mentees want to develop."""
    design = run.design if private else openly(run.design)
    asked = request_for(run.programme, design, pool, seed=run.seed, at=at, thoughts=private)
    known = skills_in(run.programme, {one.person: one.values for one in pool.mentees})
    wants = {str(person): terms["developing"] or None for person, terms in known.items()}
    terms = {**asked.mentees.terms, "developing": [wants.get(key) for key in asked.mentees.keys]}
    return replace(asked, mentees=replace(asked.mentees, terms=terms))


def experienced(pool: Pool) -> set[UUID]:
    """Return the mentors beside whom new ones may learn, as persons (R9.03).

    Whoever has led a partnership before is experienced. Where that parts nobody, those are who
    have been on the register longest: the first half of them.
    """
    people = [one.person for one in pool.mentors]
    led = Member.objects.filter(
        role=ROLE.MENTOR, participation__person__in=people, partnership__began_at__isnull=False
    )
    found = set(led.values_list("participation__person", flat=True))
    if 0 < len(found) < len(people):
        return found
    since = OnRegister.objects.filter(
        participation__in=[one.participation for one in pool.mentors], admitted_on__isnull=False
    )
    longest = since.order_by("admitted_on", "pk").values_list("participation__person", flat=True)
    return set(longest[: len(people) // 2])


def groups_of(run: MatchRun) -> QuerySet[DraftGroup]:
    """Return a run's groups with their people."""
    places = DraftPlace.objects.select_related("participation__person__organisation")
    ordered = places.order_by("-participation__role", "participation__person__family_name", "pk")
    return run.groups.prefetch_related(Prefetch("places", ordered))


def group_for(run: MatchRun, group_id: UUID) -> DraftGroup:
    """Return one group of a run. Raises `NotVisible`."""
    row = groups_of(run).filter(pk=group_id).first()
    if row is None:
        raise NotVisible
    return row


def standing_groups(run: MatchRun, *, at: datetime, lock: bool = False) -> Standing:
    """Sort a draft's groups into those that can be offered now and those that cannot.

    With `lock`, everybody concerned is locked until the caller's transaction ends.
    """
    groups = list(run.groups.prefetch_related("places"))
    rows = Participation.objects.filter(
        pk__in=DraftPlace.objects.filter(run=run).values("participation")
    ).order_by("pk")
    known = {row.pk: row for row in (rows.select_for_update(no_key=True) if lock else rows)}
    pool = pool_of(run.programme, at=at)
    free = Counter({one.participation: one.places for one in (*pool.mentors, *pool.mentees)})
    found = [
        (group, tuple(known[p.participation_id] for p in group.places.all())) for group in groups
    ]
    broken = _broken(run, pool, found)
    good, bad, left = [], [], []
    for group, people in found:
        why = broken.get(group.pk) or _why_left_out(run, people, free, pool)
        if why:
            bad.append((group, why))
            left.append(([who.pk for who in people], why))
        else:
            good.append((group, people))
    placed = {who.pk for _group, people in good for who in people}
    return Standing(tuple(good), tuple(bad), gone_without(left, placed, free))


def kept_groups(run: MatchRun, *, at: datetime) -> list[DraftGroup]:
    """Return the groups of the draft before that are kept in a run, as far as they still stand."""
    keep = set(run.asked.get("kept", ()))
    if run.earlier is None or not keep:
        return []
    standing = standing_groups(run.earlier, at=at).groups
    return [group for group, _people in standing if str(group.pk) in keep]


def _broken(
    run: MatchRun, pool: Pool, found: Sequence[tuple[DraftGroup, Sequence[Participation]]]
) -> dict[UUID, str]:
    """Return which groups break a rule as things are now. Two who swap roles have no rank."""
    pairs = [
        (group.pk, one.pk, other.pk)
        for group, people in found
        for one in people
        for other in people
        if one.role == ROLE.MENTOR and other.role == ROLE.MENTEE
        and one.person_id != other.person_id
    ]  # fmt: skip
    if run.shape != Shape.RECIPROCAL:
        return broken_now(run.programme, pool, pairs)
    forbidden = dict(pool.forbidden)
    return {
        group: say(forbidden[mentor, mentee])
        for group, mentor, mentee in pairs
        if (mentor, mentee) in forbidden
    }


def _why_left_out(
    run: MatchRun, people: Sequence[Participation], free: Counter[UUID], pool: Pool
) -> str:
    if Shape(run.shape) not in shapes_of(run.programme.design):
        return say("The programme does not have this shape any more")
    limits = limits_of(run.programme.design, Shape(run.shape))
    has = Counter(one.role for one in people)
    if has[ROLE.MENTOR] > limits.mentors or has[ROLE.MENTEE] > limits.mentees:
        return say("The programme now has fewer places in this shape")
    for who in people:
        if who.state not in IN_A_RUN:
            return say(NO_LONGER, role=say(who.role))
        if who.pk in pool.not_ready:
            return say(NOT_READY, role=say(who.role), why=" ".join(pool.not_ready[who.pk]))
        if free[who.pk] < 1:
            return say(NO_PLACE, role=say(who.role))
    return ""


def to_choose_from(programme: Programme, role: str, *, at: datetime) -> list[Participation]:
    """Return those of a role who are free now, to name a team’s members among them."""
    pool = pool_of(programme, at=at)
    side = pool.mentors if role == ROLE.MENTOR else pool.mentees
    rows = Participation.objects.filter(pk__in=[one.participation for one in side])
    rows = rows.select_related("person__organisation")
    return list(
        rows.order_by("person__organisation__name", "person__family_name", "person__given_name")[
            :MOST_LISTED
        ]
    )


def why_several(partnership_id: UUID, shape: str, participation_id: UUID) -> list[dict[str, Any]]:
    """Return the reasons of the group in which somebody was offered a match, as kept with it."""
    group = (
        DraftGroup.objects.filter(
            run__published_at__isnull=False,
            run__shape=shape,
            places__participation=participation_id,
        )
        .order_by("-run__published_at")
        .first()
    )
    together = set(
        Member.objects.filter(partnership=partnership_id).values_list("participation", flat=True)
    )
    if group is None or not together <= set(group.places.values_list("participation", flat=True)):
        return []
    return list(group.reasons)
