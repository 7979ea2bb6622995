"""Shortlists: of a run, for whoever runs the programme; and a mentee's own."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer
from mentorhouse.accounts.models import User
from mentorhouse.design.tables import Row
from mentorhouse.matching.models import Invitation, MatchRun, Shortlist, ShortlistPlace
from mentorhouse.matching.queries.naming import named
from mentorhouse.matching.states import LIVING, OPEN, ShortlistState, TalkState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import day_of

STATES = frozenset(state.value for state in ShortlistState)
EXPORTED = (
    "mentee",
    "mentee’s organisation",
    "mentor",
    "mentor’s organisation",
    "score",
    "reasons",
)


def programme_with_shortlists(viewer: Viewer, programme_id: UUID) -> Programme:
    """Return a programme whose co-ordinator offers shortlists (R5.01). Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, Capability.RUN_MATCHING)
    if not programme.design.matching.offers_shortlists:
        raise NotVisible
    return programme


def lists_of(run: MatchRun, *, search: str = "", show: str = "") -> QuerySet[Shortlist]:
    """Return a run's shortlists with their mentors, the shortest first."""
    rows = (
        _with_places(run.shortlists.select_related("mentee__person__organisation"))
        .annotate(many=Count("places"))
        .order_by("many", "mentee__person__family_name", "mentee__person__given_name", "pk")
    )
    for word in search.split():
        rows = rows.filter(named("mentee", word))
    if show == "short":
        rows = rows.exclude(short=[])
    return rows.filter(state=show) if show in STATES else rows


def list_of(run: MatchRun, mentee: Participation) -> Shortlist | None:
    """Return a mentee’s shortlist in a run with its mentors, if there is one."""
    return _with_places(run.shortlists.filter(mentee=mentee)).first()


def on_lists(run: MatchRun, mentors: list[UUID]) -> dict[UUID, int]:
    """Count on how many shortlists some mentors are: of a run, and open ones of other runs."""
    rows = _counted(run).filter(mentor__in=mentors)
    return dict(rows.order_by().values_list("mentor").annotate(Count("pk")))


def spread_of(run: MatchRun) -> QuerySet[Participation]:
    """Return the mentors of a run's shortlists, each with how many they are on, most first.

    Lists of other runs that are still open count too.
    """
    on = ShortlistPlace.objects.filter(shortlist__run=run)
    many = (
        _counted(run)
        .filter(mentor=OuterRef("pk"))
        .order_by()
        .values("mentor")
        .annotate(n=Count("pk"))
    )
    return (
        Participation.objects.filter(pk__in=on.values("mentor"))
        .select_related("person__organisation")
        .annotate(lists=Subquery(many.values("n")))
        .order_by("-lists", "person__family_name", "person__given_name", "pk")
    )


def spread_over(run: MatchRun, mentors: list[UUID]) -> list[Participation]:
    """Return some mentors of a run's shortlists in their order, each with how many they are on."""
    on = on_lists(run, mentors)
    found = Participation.objects.select_related("person__organisation").in_bulk(mentors)
    for pk, row in found.items():
        row.lists = on.get(pk, 0)  # type: ignore[attr-defined]  # as `spread_of` says it
    return [found[pk] for pk in mentors if pk in found]


def _counted(run: MatchRun) -> QuerySet[ShortlistPlace]:
    opened = Q(shortlist__run__programme=run.programme_id, shortlist__state=ShortlistState.OPEN)
    return ShortlistPlace.objects.filter(Q(shortlist__run=run) | opened)


def standing_of(run: MatchRun) -> dict[str, int]:
    """Count a run's shortlists by where they stand."""
    return dict(run.shortlists.order_by().values_list("state").annotate(Count("pk")))


def lists_by_mentor(programme: Programme) -> dict[UUID, int]:
    """Count the open shortlists that each mentor of a programme is on."""
    rows = ShortlistPlace.objects.filter(
        shortlist__run__programme=programme, shortlist__state=ShortlistState.OPEN
    )
    return dict(rows.order_by().values_list("mentor").annotate(Count("pk")))


def choosing_in(programme: Programme, among: Collection[UUID] | None = None) -> set[UUID]:
    """Return the mentees who choose now: from a shortlist, or among mentors they turned to.

    Who has met all of theirs and chosen nobody is not among them: a run may find somebody, and
    hears what both privately thought of their talks (R5.19).
    """
    lists = Shortlist.objects.filter(run__programme=programme, state=ShortlistState.OPEN)
    talks = Invitation.objects.filter(programme=programme, state__in=OPEN - {TalkState.MET})
    if among is not None:
        lists, talks = lists.filter(mentee__in=among), talks.filter(mentee__in=among)
    return {*lists.values_list("mentee", flat=True), *talks.values_list("mentee", flat=True)}


def turned_to_somebody() -> Exists:
    """Whether a shortlist's mentee has turned to one of its mentors since it was offered."""
    return Exists(
        Invitation.objects.filter(
            mentee=OuterRef("mentee"),
            mentor__in=ShortlistPlace.objects.filter(shortlist=OuterRef(OuterRef("pk"))).values(
                "mentor"
            ),
            sent_at__gte=OuterRef("offered_at"),
        )
    )


def own_shortlist(participation: Participation, *, at: datetime) -> Shortlist | None:
    """Return the shortlist that a mentee may choose from now, with its mentors."""
    rows = Shortlist.objects.filter(
        mentee=participation, state__in=LIVING, answer_by__gte=day_of(at)
    )
    return _with_places(rows).order_by("-offered_at", "pk").first()


def own_choices(viewer: Viewer, *, at: datetime) -> list[Shortlist]:
    """Return the shortlists that the viewer may choose from now, with their programmes."""
    rows = Shortlist.objects.filter(
        mentee__person=viewer.pk,
        mentee__places_taken__lt=F("mentee__capacity"),
        state__in=LIVING,
        answer_by__gte=day_of(at),
    )
    found = rows.select_related("mentee__programme").order_by("answer_by", "pk")
    return [one for one in found if one.mentee.programme.design.matching.offers_shortlists]


def is_offered(mentee: Participation, mentor: UUID, *, at: datetime) -> bool:
    """Whether a mentor is on the shortlist that a mentee may choose from now."""
    row = own_shortlist(mentee, at=at)
    return row is not None and any(place.mentor_id == mentor for place in row.places.all())


def shortlist_in_letter(viewer: User, shortlist_id: UUID) -> Shortlist | None:
    """Return the viewer's own shortlist with its programme, for letters."""
    return (
        Shortlist.objects.select_related("mentee__programme")
        .filter(pk=shortlist_id, mentee__person=viewer.pk)
        .first()
    )


def export_rows(run: MatchRun) -> Iterator[Row]:
    """Yield the shortlists of a run as they leave the house: shared facts, scores and reasons."""
    places = (
        ShortlistPlace.objects.filter(shortlist__run=run)
        .select_related("mentor__person__organisation", "shortlist__mentee__person__organisation")
        .order_by("shortlist__mentee__person__family_name", "shortlist", "-score", "pk")
    )
    for place in places.iterator(chunk_size=2000):
        both = (place.shortlist.mentee.person, place.mentor.person)
        names = [
            word
            for person in both
            for word in (person.name, person.organisation.name if person.organisation else "")
        ]
        yield *names, place.score / 100, "; ".join(part["words"] for part in place.parts)


def _with_places(rows: QuerySet[Shortlist]) -> QuerySet[Shortlist]:
    places = ShortlistPlace.objects.select_related("mentor__person__organisation")
    return rows.prefetch_related(Prefetch("places", places.order_by("-score", "pk")))
