"""Runs, their pairs and those who are left, for whoever runs the programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.design.tables import Row
from mentorhouse.matching.models import DraftPair, MatchRun, Unmatched, Wish
from mentorhouse.matching.queries.naming import named
from mentorhouse.matching.queries.somebody import somebody_in
from mentorhouse.matching.rules.several import shapes_of
from mentorhouse.matching.states import RunState
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programme_for

# The list begins with the weakest pairs: that is where a look is worth most.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "score": ("score",),
    "mentor": ("mentor__person__family_name", "mentor__person__given_name"),
    "mentee": ("mentee__person__family_name", "mentee__person__given_name"),
}


OF_TWO = (MatchRun.Kind.COHORT, MatchRun.Kind.SHORTLIST)  # what can be changed pair by pair


@dataclass(frozen=True)
class Change:
    """What became of a mentee between two runs: the mentor before and now, if any."""

    mentee: Participation
    before: Participation | None
    now: Participation | None


def programme_with_runs(viewer: Viewer, programme_id: UUID) -> Programme:
    """Return a programme that matches everyone at once (R5.01). Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, Capability.RUN_MATCHING)
    if not programme.design.matching.at_once:
        raise NotVisible
    return programme


def way_is_on(programme: Programme, kind: str) -> bool:
    """Whether a programme makes runs of a kind (R5.01)."""
    matching = programme.design.matching
    if kind == MatchRun.Kind.SEVERAL:
        return bool(shapes_of(programme.design))
    return matching.at_once if kind == MatchRun.Kind.COHORT else matching.offers_shortlists


def runs_in(
    viewer: Viewer, programme: Programme, kind: MatchRun.Kind = MatchRun.Kind.COHORT
) -> QuerySet[MatchRun]:
    """Return the runs of a programme, newest first; trials are not among them."""
    require(viewer, Capability.RUN_MATCHING, programme)
    return MatchRun.objects.filter(programme=programme, kind=kind, is_trial=False)


def run_for(
    viewer: Viewer,
    programme_id: UUID,
    run_id: UUID,
    kind: MatchRun.Kind | None = MatchRun.Kind.COHORT,
) -> MatchRun:
    """Return a run of a programme; of either kind where none is named. Raises `NotVisible`."""
    rows = MatchRun.objects.select_related("programme", "earlier", "held_by__person")
    rows = rows.filter(pk=run_id, programme=programme_id)
    row = rows.filter(kind=kind).first() if kind else rows.first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.RUN_MATCHING, row.programme)
    if not way_is_on(row.programme, row.kind):
        raise NotVisible
    return row


def matched_by_hand(viewer: Viewer, programme_id: UUID) -> Programme:
    """Return a programme in which co-ordinators match, by whatever way. Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, Capability.RUN_MATCHING)
    if not any(way_is_on(programme, kind) for kind in OF_TWO):
        raise NotVisible
    return programme


def draft_of(programme: Programme, kind: str = MatchRun.Kind.COHORT) -> MatchRun | None:
    """Return the draft that waits in a programme, if any."""
    rows = MatchRun.objects.filter(programme=programme, kind=kind, is_trial=False)
    return rows.filter(state=RunState.DRAFT).first()


def newest_of(programme: Programme) -> MatchRun | None:
    """Return the newest run of a kind that the programme still makes, if any."""
    kinds = [kind for kind in OF_TWO if way_is_on(programme, kind)]
    return MatchRun.objects.filter(programme=programme, is_trial=False, kind__in=kinds).first()


def pairs_of(
    run: MatchRun, *, search: str = "", show: str = "", sort: str = "score"
) -> QuerySet[DraftPair]:
    """Return a run's pairs with their people; each filter narrows where it is given."""
    rows = _with_people(run.pairs.all()).order_by(*_order(sort))
    for word in search.split():
        rows = rows.filter(named("mentor", word) | named("mentee", word))
    if show == "warned":
        return rows.exclude(warnings=[])
    if show == "by_hand":
        return rows.filter(by_hand=True)
    if show in Wish.Kind.values:  # few in a programme, so the pairs are looked up by them
        said = Wish.objects.filter(programme=run.programme_id, kind=show).values("mentee")
        return rows.filter(_said(Wish.Kind(show)), mentee__in=said)
    return rows


def pair_for(run: MatchRun, pair_id: UUID) -> DraftPair:
    """Return one pair of a run. Raises `NotVisible`."""
    row = _with_people(run.pairs.filter(pk=pair_id)).first()
    if row is None:
        raise NotVisible
    return row


def unmatched_of(run: MatchRun, role: str, *, search: str = "") -> QuerySet[Unmatched]:
    """Return those whom a run left without a partner."""
    rows = run.unmatched.filter(participation__role=role).select_related(
        "participation__person__organisation"
    )
    for word in search.split():
        rows = rows.filter(named("participation", word))
    return rows.order_by(
        "participation__person__family_name", "participation__person__given_name", "pk"
    )


def participation_in(run: MatchRun, participation_id: UUID, role: str) -> Participation:
    """Return somebody of the run's programme in a role. Raises `NotVisible`."""
    return somebody_in(run.programme, participation_id, role)


def these_pairs(run: MatchRun, wanted: list[UUID]) -> list[DraftPair]:
    """Return some pairs of a run in their order, as far as they are still there."""
    found = _with_people(run.pairs.all()).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def chosen_pair(run: MatchRun, text: str) -> DraftPair | None:
    """Return the pair that was chosen in a form; None where none was, or where it is nonsense."""
    try:
        return pair_for(run, UUID(text))
    except (ValueError, NotVisible):
        return None


def others_to_swap(run: MatchRun, pair: DraftPair, *, search: str = "") -> QuerySet[DraftPair]:
    """Return the pairs of a run with another mentor than a pair has."""
    return pairs_of(run, search=search, sort="mentee").exclude(mentor=pair.mentor_id)


def pair_of_mentee(run: MatchRun, mentee: Participation) -> DraftPair | None:
    """Return the pair that a run made for a mentee, if any."""
    return _with_people(run.pairs.filter(mentee=mentee)).first()


def holders_of(run: MatchRun, mentors: list[UUID]) -> dict[UUID, list[DraftPair]]:
    """Return by mentor the pairs that take the mentor's places in a run."""
    holders: dict[UUID, list[DraftPair]] = {}
    for pair in run.pairs.filter(mentor__in=mentors).select_related("mentee__person"):
        holders.setdefault(pair.mentor_id, []).append(pair)
    return holders


def wishes_in(programme: Programme) -> QuerySet[Wish]:
    """Return what was laid down about pairs in a programme, with the people."""
    return (
        Wish.objects.filter(programme=programme)
        .select_related("mentor__person", "mentee__person")
        .order_by("-at", "pk")
    )


def wish_about(mentor: UUID, mentee: UUID) -> Wish | None:
    """Return what was laid down about two people, if anything."""
    return Wish.objects.filter(mentor=mentor, mentee=mentee).first()


def earlier_of(run: MatchRun) -> list[MatchRun]:
    """Return the drafts before a run that are still kept, newest first."""
    found, before = [], run.earlier
    while before is not None and before.pairs.exists():
        found.append(before)
        before = before.earlier
    return found


def changed_mentees(run: MatchRun, before: MatchRun | None = None) -> list[UUID]:
    """Return the mentees who have another mentor than in a run before, or one more or less."""
    earlier = before or run.earlier
    if earlier is None:
        return []
    had = dict(earlier.pairs.values_list("mentee", "mentor"))
    has = dict(run.pairs.values_list("mentee", "mentor"))
    return sorted(who for who in {*had, *has} if had.get(who) != has.get(who))


def changes(run: MatchRun, mentees: list[UUID], before: MatchRun | None = None) -> list[Change]:
    """Return what changed for some mentees against a run before."""
    earlier = before or run.earlier
    if earlier is None:
        return []
    had = dict(earlier.pairs.filter(mentee__in=mentees).values_list("mentee", "mentor"))
    has = dict(run.pairs.filter(mentee__in=mentees).values_list("mentee", "mentor"))
    known = people([*mentees, *had.values(), *has.values()])
    return [
        Change(
            known[who],
            known.get(had.get(who, who)) if who in had else None,
            known.get(has[who]) if who in has else None,
        )
        for who in mentees
        if who in known
    ]


def people(who: list[UUID]) -> dict[UUID, Participation]:
    """Return participations by identifier, with their people."""
    return Participation.objects.select_related("person__organisation").in_bulk(who)


def laid_down_since(run: MatchRun) -> int:
    """Count what was laid down about pairs after a run; a new run would take it in."""
    return Wish.objects.filter(programme=run.programme_id, at__gt=run.made_at).count()


EXPORTED = (
    "mentor",
    "mentor’s organisation",
    "mentor’s grade",
    "mentee",
    "mentee’s organisation",
    "mentee’s grade",
    "score",
    "reasons",
)


def export_rows(run: MatchRun) -> Iterator[Row]:
    """Yield the pairs of a run as they leave the house: shared facts, scores and reasons only."""
    for pair in pairs_of(run, sort="mentee").iterator(chunk_size=2000):
        yield (
            *_exported(pair.mentor.person),
            *_exported(pair.mentee.person),
            pair.score / 100,
            "; ".join(part["words"] for part in pair.parts),
        )


def _exported(person: Person) -> tuple[str, str, str]:
    return person.name, person.organisation.name if person.organisation else "", person.grade


def _with_people(rows: QuerySet[DraftPair]) -> QuerySet[DraftPair]:
    return rows.select_related(
        "mentor__person__organisation", "mentee__person__organisation"
    ).annotate(is_locked=_said(Wish.Kind.LOCKED), is_forbidden=_said(Wish.Kind.FORBIDDEN))


def _said(kind: Wish.Kind) -> Exists:
    about = Wish.objects.filter(kind=kind, mentor=OuterRef("mentor"), mentee=OuterRef("mentee"))
    return Exists(about)


def _order(sort: str) -> list[str]:
    sign = "-" if sort.startswith("-") else ""
    fields = ORDERS.get(sort.removeprefix("-"), ORDERS["score"])
    return [*(f"{sign}{field}" for field in fields), f"{sign}pk"]
