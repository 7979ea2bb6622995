"""What stands between a draft and its publication: pairs that can no longer be made, and why.

People answer while a co-ordinator looks at a draft. What cannot be made any more is left out when
the draft is published, said before and after; those people come first in the next run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import prefetch_related_objects

from mentorhouse.matching.models import DraftPair, MatchRun, Wish
from mentorhouse.matching.queries.pool import EARLIER, IN_A_RUN, NEVER
from mentorhouse.partnerships.queries import open_offers, together
from mentorhouse.programmes.models import Participation

NO_LONGER = "{role} does not take part any more"
NO_PLACE = "{role} has no free place any more"


@dataclass(frozen=True)
class LeftOut:
    """A pair of the draft that cannot be published, and why."""

    pair: DraftPair
    why: str


@dataclass(frozen=True)
class Publishable:
    """What a publication would do now."""

    pairs: tuple[DraftPair, ...]
    left_out: tuple[LeftOut, ...]


def publishable(run: MatchRun, *, lock: bool = False) -> Publishable:
    """Sort a draft's pairs into those that can be offered now and those that cannot.

    With `lock`, everybody concerned is locked until the caller's transaction ends, in the order
    in which accepting locks them.
    """
    pairs = list(run.pairs.defer("parts").order_by("-score", "pk"))
    people = _people(pairs, lock=lock)
    free = Counter({who: row.capacity - row.places_taken for who, row in people.items()})
    free.subtract({who: n for who, n in open_offers(run.programme).items() if who in people})
    never = {pair: EARLIER[state] for pair, state in together(run.programme).items()}
    never |= dict.fromkeys(_forbidden(run), NEVER)
    good, bad = [], []
    for pair in pairs:
        mentor, mentee = people[pair.mentor_id], people[pair.mentee_id]
        why = never.get((mentor.pk, mentee.pk), "") or _why_left_out((mentor, mentee), free)
        if why:
            bad.append(LeftOut(pair, why))
        else:
            free.subtract((mentor.pk, mentee.pk))
            pair.mentor, pair.mentee = mentor, mentee
            good.append(pair)
    return Publishable(tuple(good), tuple(bad))


def with_names(left_out: Sequence[LeftOut]) -> Sequence[LeftOut]:
    """Load the people of some pairs that are left out, so that a page can name them."""
    prefetch_related_objects([item.pair for item in left_out], "mentor__person", "mentee__person")
    return left_out


def _people(pairs: Iterable[DraftPair], *, lock: bool) -> dict[UUID, Participation]:
    runs = {pair.run_id for pair in pairs}
    drafted = DraftPair.objects.filter(run__in=runs)
    rows = Participation.objects.filter(pk__in=drafted.values("mentor")) | (
        Participation.objects.filter(pk__in=drafted.values("mentee"))
    )
    rows = rows.order_by("pk")
    return {row.pk: row for row in (rows.select_for_update() if lock else rows)}


def _forbidden(run: MatchRun) -> Sequence[tuple[UUID, UUID]]:
    return list(
        Wish.objects.filter(programme=run.programme, kind=Wish.Kind.FORBIDDEN).values_list(
            "mentor", "mentee"
        )
    )


def _why_left_out(both: Sequence[Participation], free: Counter[UUID]) -> str:
    for who in both:
        role = f"The {who.get_role_display().lower()}"
        if who.state not in IN_A_RUN:
            return NO_LONGER.format(role=role)
        if free[who.pk] < 1:
            return NO_PLACE.format(role=role)
    return ""
