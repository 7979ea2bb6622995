"""What of their life waits for somebody in their partnerships: a few queries for any number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from mentorhouse.access.relations import Viewer
from mentorhouse.partnerships.models import (
    Change,
    ContinueWish,
    Correction,
    EndProposal,
    Farewell,
    Member,
    Partnership,
    ReviewPart,
    TalkWish,
    Tick,
)
from mentorhouse.partnerships.queries.living import OPEN_REVIEW
from mentorhouse.partnerships.rules.ending import WELL_ENDED
from mentorhouse.partnerships.rules.last_day import days
from mentorhouse.partnerships.rules.phases import Signs, item_key, place_of, suggestion
from mentorhouse.partnerships.rules.waiting import Waits
from mentorhouse.partnerships.states import (
    TALK_IS_OPEN,
    ChangeState,
    CorrectionState,
    PartnershipState,
    ProposalState,
    ReviewState,
)
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programmes_of
from mentorhouse.programmes.relations import day_of


def waits_in(
    viewer: Viewer, rows: Sequence[Partnership], *, today: date
) -> dict[UUID, list[Waits]]:  # fmt: skip
    """Return what waits for the viewer in running partnerships that are theirs, by urgency."""
    ids = [row.pk for row in rows]
    found: dict[UUID, set[Waits]] = defaultdict(set)
    mine = {"yeses__participation__person": viewer.pk}
    changes = Change.objects.filter(partnership__in=ids, state=ChangeState.OPEN.value)
    _add(found, Waits.CHANGE, changes.exclude(**mine).values_list("partnership", flat=True))
    ends = EndProposal.objects.filter(partnership__in=ids, state=ProposalState.OPEN.value)
    _add(found, Waits.LAST_DAY, ends.exclude(**mine).values_list("partnership", flat=True))
    talks = Correction.objects.filter(partnership__in=ids, state=CorrectionState.OPEN.value)
    _add(found, Waits.COURSE, talks.values_list("partnership", flat=True))
    reviewing = _reviews(viewer, ids, found)
    said = _goodbyes(viewer, ids, found)
    ticks = _ticks(ids)
    for row in rows:
        if row.review_on and row.review_on <= today and row.pk not in reviewing:
            found[row.pk].add(Waits.REVIEW_DUE)
        if row.pk not in said and _ends_soon(row, today):
            found[row.pk].add(Waits.END)
        if _may_move_on(row, ticks[row.pk], today):
            found[row.pk].add(Waits.PHASE)
    return {row.pk: [one for one in Waits if one in found[row.pk]] for row in rows}


def asked_to_go_on(viewer: Viewer) -> list[Partnership]:
    """Return ended partnerships whose others would go on, and the viewer has not answered.

    Of the members, the viewer's own places come along.
    """
    mine = Partnership.objects.filter(
        state=PartnershipState.ENDED.value, ending__in=[kind.value for kind in WELL_ENDED],
        members__participation__person=viewer.pk, followed_by=None, continue_wishes__isnull=False,
    )  # fmt: skip
    wished = ContinueWish.objects.filter(participation__person=viewer.pk).values("partnership")
    own = Member.objects.filter(participation__person=viewer.pk).select_related("participation")
    others = mine.exclude(pk__in=wished).select_related("programme")
    others = others.prefetch_related(Prefetch("members", own.order_by("role")))
    return list(others.distinct().order_by("-ended_at", "pk"))


def talks_to_see_to(viewer: Viewer) -> list[tuple[Programme, int]]:
    """Return where somebody asks the viewer for a talk as co-ordinator, and how many wait."""
    open_ones = TalkWish.objects.filter(state__in=[state.value for state in TALK_IS_OPEN])
    others = open_ones.exclude(partnership__members__participation__person=viewer.pk)
    counts: dict[UUID, int] = defaultdict(int)
    for programme, _ in others.values_list("partnership__programme", "pk").distinct():
        counts[programme] += 1
    rows = programmes_of(viewer).filter(pk__in=list(counts)).order_by("name", "pk")
    return [(row, counts[row.pk]) for row in rows] if counts else []


def _add(found: dict[UUID, set[Waits]], what: Waits, ids: Iterable[UUID]) -> None:
    for pk in ids:
        found[pk].add(what)


def _reviews(viewer: Viewer, ids: Sequence[UUID], found: dict[UUID, set[Waits]]) -> set[UUID]:
    """Add reviews that wait for one's own part, or for a talk; return where one is open."""
    done = set(
        ReviewPart.objects.filter(
            review__partnership__in=ids, review__state__in=OPEN_REVIEW,
            participation__person=viewer.pk, done_at__isnull=False,
        ).values_list("review", flat=True)
    )  # fmt: skip
    from_here = Partnership.objects.filter(pk__in=ids, reviews__state__in=OPEN_REVIEW)
    states = list(from_here.values_list("pk", "reviews__pk", "reviews__state"))
    open_ones = [one for one in states if one[2] in OPEN_REVIEW]
    for pk, review, state in open_ones:
        if state == ReviewState.TOGETHER:
            found[pk].add(Waits.REVIEW_TOGETHER)
        elif review not in done:
            found[pk].add(Waits.REVIEW_ALONE)
    return {pk for pk, _, _ in open_ones}


def _goodbyes(viewer: Viewer, ids: Sequence[UUID], found: dict[UUID, set[Waits]]) -> set[UUID]:
    """Add where others have said goodbye; return where the viewer has."""
    rows = Farewell.objects.filter(partnership__in=ids, said_goodbye_at__isnull=False)
    said = list(rows.values_list("partnership", "participation__person"))
    mine = {pk for pk, person in said if person == viewer.pk}
    _add(found, Waits.GOODBYE, {pk for pk, _ in said} - mine)
    return mine


def _ends_soon(row: Partnership, today: date) -> bool:
    return row.ends_on is not None and today >= row.ends_on - days(row.programme.design)


def _ticks(ids: Sequence[UUID]) -> dict[UUID, dict[str, set[UUID]]]:
    found: dict[UUID, dict[str, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    rows = Tick.objects.filter(partnership__in=ids)
    for pk, item, person in rows.values_list("partnership", "item", "participation__person"):
        found[pk][item].add(person)
    return found


def _may_move_on(row: Partnership, ticks: dict[str, set[UUID]], today: date) -> bool:
    """Whether a sign says that it may be time for the next phase."""
    phases = row.programme.design.phases
    if not phases or row.began_at is None:
        return False
    place = place_of(phases, row.phase)
    people = {member.participation.person_id for member in row.members.all()}
    points = [item_key(line) for line in phases[place].checklist]
    all_ticked = sum(ticks[key] >= people for key in points if key in ticks)
    signs = Signs(
        points=len(points), ticked_by_all=all_ticked, place=place, phases=len(phases),
        began_on=day_of(row.began_at), ends_on=row.ends_on, today=today,
    )  # fmt: skip
    return bool(suggestion(signs))
