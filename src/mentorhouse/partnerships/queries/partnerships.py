"""Partnerships for a viewer, a viewer's own, a programme's; endings and rematches."""

from collections.abc import Collection, Iterable
from itertools import product
from uuid import UUID

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import (
    AdjustmentsShare,
    Departure,
    Member,
    Partnership,
    RematchWish,
)
from mentorhouse.partnerships.rules import NO_WISH, Shape, ends_for_all
from mentorhouse.partnerships.states import Answer, PartnershipState, RematchState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programmes_of

Pair = tuple[UUID, UUID]  # the participations of mentor and mentee

# Two who are or were together are not offered to each other again; an offer that lapsed for want
# of a place may come again when there is one.
TOGETHER = (
    PartnershipState.OFFERED,
    PartnershipState.ACTIVE,
    PartnershipState.DECLINED,
    PartnershipState.ENDED,
)

OPEN_WISH = Q(rematch_wishes__state=RematchState.OPEN.value)


def partnership_for(
    viewer: Viewer, partnership_id: UUID, capability: Capability = Capability.SEE_PARTNERSHIP
) -> Partnership:
    """Return a partnership with its members and their people. Raises `NotVisible`."""
    try:
        row = _with_people(Partnership.objects.all()).get(pk=partnership_id)
    except Partnership.DoesNotExist:
        raise NotVisible from None
    require(viewer, capability, row)
    return row


def running_for(viewer: Viewer, partnership_id: UUID, capability: Capability) -> Partnership:
    """Return a partnership that runs. Raises `NotVisible`."""
    row = partnership_for(viewer, partnership_id, capability)
    if row.state != PartnershipState.ACTIVE:
        raise NotVisible
    return row


def partnerships_of(viewer: Viewer) -> QuerySet[Partnership]:
    """Return the partnerships that the viewer is in, newest first."""
    mine = Member.objects.filter(participation__person_id=viewer.pk).values("partnership")
    return _with_people(Partnership.objects.filter(pk__in=mine))


def partnerships_in(viewer: Viewer, programme: Programme) -> QuerySet[Partnership]:
    """Return all partnerships of a programme, for those who run it."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    return _with_people(Partnership.objects.filter(programme=programme))


def membership_of(viewer: Viewer, partnership_id: UUID) -> Member | None:
    """Return the viewer's own place in a partnership, with the programme, for letters."""
    return (
        Member.objects.select_related("partnership__programme", "participation")
        .filter(partnership=partnership_id, participation__person_id=viewer.pk)
        .order_by("role")  # who holds both roles reads first of being mentored
        .first()
    )


def others_in(members: Iterable[Member], person_id: UUID) -> list[Member]:
    """Return everybody else in a partnership, once each, in the order of the members."""
    others = {
        m.participation.person_id: m
        for m in reversed(list(members))
        if m.participation.person_id != person_id
    }
    return list(reversed(others.values()))


def departure_of(viewer: Viewer, partnership_id: UUID) -> Departure | None:
    """Return that somebody left a match of several, with the programme, for letters."""
    return (
        Departure.objects.select_related("partnership__programme", "participation")
        .filter(partnership=partnership_id, participation__person_id=viewer.pk)
        .order_by("role")
        .first()
    )


def shares_adjustments(partnership: Partnership) -> set[UUID]:
    """Return who of a pair lets the other read what helps them to meet."""
    rows = AdjustmentsShare.objects.filter(partnership=partnership)
    return set(rows.values_list("adjustments__person", flat=True))


def open_offers(programme: Programme, among: Collection[UUID] | None = None) -> dict[UUID, int]:
    """Count the offers that wait for an answer, by participation; for the house's own sums.

    `among` looks at some participations only.
    """
    rows = Member.objects.filter(
        partnership__programme=programme, partnership__state=PartnershipState.OFFERED
    )
    if among is not None:
        rows = rows.filter(participation__in=among)
    return dict(rows.values_list("participation").annotate(Count("pk")))


def together(
    programme: Programme, among: Collection[UUID] | None = None
) -> dict[Pair, PartnershipState]:
    """Return the pairs that must not be offered again, with where their partnership stands.

    `among` looks only at partnerships in which one of these is or was.
    """
    here: dict[str, object] = {
        "partnership__programme": programme,
        "partnership__state__in": TOGETHER,
    }
    if among is not None:
        here["partnership__in"] = _with_any(among)
    names = ("partnership", "role", "participation", "partnership__state")
    sides: dict[UUID, tuple[list[UUID], list[UUID]]] = {}
    states: dict[UUID, PartnershipState] = {}
    for row, role, who, state in Member.objects.filter(**here).values_list(*names):
        sides.setdefault(row, ([], []))[role == Participation.Role.MENTEE].append(who)
        states[row] = PartnershipState(state)
    # Who declined a match of several, or left it later, is not offered the same people again,
    # though those go on.
    gone = Departure.objects.filter(~Q(ending="") | Q(answer=Answer.DECLINED), **here)
    found: dict[Pair, PartnershipState] = {}
    for row, role, who, _, ending in gone.values_list(*names, "ending"):
        mentors, mentees = sides.get(row, ([], []))
        pairs = product(mentors, [who]) if role == "mentee" else product([who], mentees)
        state = PartnershipState.ENDED if ending else PartnershipState.DECLINED
        found |= dict.fromkeys(pairs, state)
    for row, (mentors, mentees) in sides.items():
        found |= dict.fromkeys(product(mentors, mentees), states[row])
    return found


def _with_any(among: Collection[UUID]) -> list[UUID]:
    """Return the partnerships in which one of some people is, or was."""
    found: set[UUID] = set()
    for model in (Member, Departure):
        rows = model._default_manager.filter(participation__in=among)  # noqa: SLF001  # either kind
        found.update(rows.values_list("partnership", flat=True))
    return sorted(found)


def disappointed(programme: Programme, among: Collection[UUID] | None = None) -> dict[UUID, int]:
    """Count for each participation the matches that came to nothing through no doing of theirs."""
    gone = (PartnershipState.LAPSED, PartnershipState.DECLINED)
    rows = Member.objects.filter(partnership__programme=programme, partnership__state__in=gone)
    if among is not None:
        rows = rows.filter(participation__in=among)
    counted = (
        rows.exclude(answer=Answer.DECLINED)
        # who was reminded, and let the day to answer pass
        .exclude(
            partnership__shape=Shape.ONE_TO_ONE.value,
            partnership__state=PartnershipState.LAPSED,
            partnership__answer_by__isnull=False,
            answer=Answer.WAITING,
        )
        .values_list("participation")
        .annotate(Count("pk"))
    )
    return dict(counted)


def ending_for(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a partnership that the viewer may end, or that has ended. Raises `NotVisible`."""
    row = partnership_for(viewer, partnership_id, Capability.END_PARTNERSHIP)
    if row.state == PartnershipState.ENDED:
        return row
    if row.state != PartnershipState.ACTIVE or not ends_for_all(row.shape):
        raise NotVisible
    return row


def own_wish(viewer: Viewer, partnership: Partnership) -> RematchWish | None:
    """Return one's own last wish for another partner, unless it was taken back."""
    rows = RematchWish.objects.filter(partnership=partnership, by__person_id=viewer.pk)
    return rows.exclude(state=RematchState.WITHDRAWN.value).order_by("-wished_at", "pk").first()


def ended_of(viewer: Viewer) -> QuerySet[Partnership]:
    """Return the viewer's partnerships that have ended, the last first."""
    rows = partnerships_of(viewer).filter(state=PartnershipState.ENDED.value)
    return rows.order_by("-ended_at", "pk")


def rematches_in(viewer: Viewer, programme: Programme) -> QuerySet[Partnership]:
    """Return where a rematch is wanted, the longest waiting first; not by whom (R5.13)."""
    require(viewer, Capability.RUN_MATCHING, programme)
    rows = _with_people(Partnership.objects.filter(programme=programme)).annotate(
        wanted_since=Min("rematch_wishes__wished_at", filter=OPEN_WISH),
        answer_by_day=Min("rematch_wishes__answer_by", filter=OPEN_WISH),
    )
    others = rows.filter(wanted_since__isnull=False).exclude(
        members__participation__person=viewer.pk
    )
    return others.order_by("wanted_since", "pk")


def rematch_for(viewer: Viewer, programme: Programme, partnership_id: UUID) -> Partnership:
    """Return a partnership in which a rematch is wanted.

    Raises `NotVisible`, or `NotNow` where it was decided or taken back meanwhile.
    """
    row = rematches_in(viewer, programme).filter(pk=partnership_id).first()
    if row is None:
        wishes = RematchWish.objects.filter(partnership=partnership_id)
        others = wishes.exclude(partnership__members__participation__person=viewer.pk)
        if others.filter(partnership__programme=programme).exists():
            raise NotNow(say(NO_WISH))
        raise NotVisible
    require(viewer, Capability.DECIDE_REMATCH, row)
    return row


def ended_in(viewer: Viewer, programme: Programme) -> QuerySet[Partnership]:
    """Return the partnerships of a programme that have ended, the last first."""
    rows = partnerships_in(viewer, programme).filter(state=PartnershipState.ENDED.value)
    return rows.order_by("-ended_at", "pk")


def rematches_to_decide(viewer: Viewer) -> list[tuple[Programme, int]]:
    """Return where rematches wait for the viewer who runs the programme, and how many."""
    wishes = RematchWish.objects.filter(state=RematchState.OPEN.value).exclude(
        partnership__members__participation__person=viewer.pk
    )
    counted = wishes.values_list("partnership__programme").annotate(
        n=Count("partnership", distinct=True)
    )
    counts = dict(counted.order_by())
    rows = programmes_of(viewer).filter(pk__in=counts).order_by("name", "pk") if counts else ()
    return [(row, counts[row.pk]) for row in rows]


def _with_people(rows: QuerySet[Partnership]) -> QuerySet[Partnership]:
    members = Member.objects.select_related(
        "participation__person__organisation", "participation__person__user"
    ).order_by("-role", "seat")  # mentors, then mentees
    return rows.select_related("programme").prefetch_related(Prefetch("members", members))


def told_of(partnership_id: UUID, *, rematch: bool) -> Programme | None:
    """Return the programme in whose name a co-ordinator is told of an end, or of an open wish."""
    rows = Partnership.objects.filter(pk=partnership_id).select_related("programme")
    wanted = OPEN_WISH if rematch else Q(state=PartnershipState.ENDED.value)
    row = rows.filter(wanted).first()
    return row.programme if row else None
