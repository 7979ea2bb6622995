"""Offer shortlists, remind those who have not chosen, and end lists whose time is over (R5.20)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from mentorhouse import audit
from mentorhouse.access.states import after
from mentorhouse.languages.saying import mark
from mentorhouse.matching.models import MatchRun, Shortlist, ShortlistPlace, Unmatched
from mentorhouse.matching.queries.ready import Offerable, offerable
from mentorhouse.matching.queries.shortlists import turned_to_somebody
from mentorhouse.matching.states import SHORTLIST, ShortlistMove, ShortlistState
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.relations import day_of

SHORTLIST_REMINDED = audit.Act("shortlist.reminded", mark("reminded mentees of their shortlists"))
SHORTLIST_EXPIRED = audit.Act("shortlist.expired", mark("ended shortlists whose time was over"))


def offer_shortlists(run: MatchRun, *, at: datetime) -> tuple[int, int]:
    """Offer all shortlists of a draft, inside the deed that publishes it: offered and left out.

    Mentors who are not free any more fall out. The number of queries does not grow with the lists.
    """
    return offer_lists(run, offerable(run, at=at, lock=True), at=at)


def offer_lists(run: MatchRun, ready: Offerable, *, at: datetime) -> tuple[int, int]:
    """Offer shortlists of which is known what can be offered: offered and left out."""
    answer_by = day_of(at) + timedelta(days=run.programme.design.matching.shortlist.answer_days)
    offered = [one.shortlist for one in ready.lists]
    for row in offered:
        row.state = after(SHORTLIST, ShortlistState(row.state), ShortlistMove.OFFER)
        row.offered_at, row.answer_by = at, answer_by
    Shortlist.objects.bulk_update(offered, ["state", "offered_at", "answer_by"])
    kept = [place.pk for one in ready.lists for place in one.places]
    ShortlistPlace.objects.filter(shortlist__in=offered).exclude(pk__in=kept).delete()
    _tell("shortlist.offered", offered, at=at)
    note_unlucky(run, ready.unlucky)
    return len(offered), len(ready.left_out)


def note_unlucky(run: MatchRun, unlucky: Mapping[UUID, str]) -> None:
    """Keep who goes without by what is left out: they come first in the next run (R5.20)."""
    rows = [Unmatched(run=run, participation_id=who, reasons=[why]) for who, why in unlucky.items()]
    Unmatched.objects.bulk_create(rows, ignore_conflicts=True)


def tend(*, at: datetime) -> None:
    """Look after all open shortlists: note choices, remind once half way, end what is over."""
    with transaction.atomic():
        taken = list(_open().filter(turned_to_somebody()))
        _move(taken, ShortlistMove.TAKE_UP, at=at)
        late = list(_open().filter(answer_by__lt=day_of(at)))
        _move(late, ShortlistMove.EXPIRE, at=at)
        _tell("shortlist.expired", _shown(late), at=at)
        half = _shown([row for row in _open().filter(reminded_at=None) if _half_way(row, at)])
        for row in half:
            row.reminded_at = at
        Shortlist.objects.bulk_update(half, ["reminded_at"])
        _tell("shortlist.reminder", half, at=at)
        for act, rows in ((SHORTLIST_EXPIRED, late), (SHORTLIST_REMINDED, half)):
            for row in rows:
                audit.record(
                    act,
                    by=None,
                    task="tend shortlists",
                    on=row,
                    at=at,
                    programme=row.mentee.programme_id,
                )


def _open() -> QuerySet[Shortlist]:
    rows = Shortlist.objects.filter(state=ShortlistState.OPEN).select_related("mentee__programme")
    return rows.order_by("pk").select_for_update(no_key=True, of=("self",))


def _shown(rows: Sequence[Shortlist]) -> list[Shortlist]:
    """Return those that mentees see: no letter speaks of a list where lists are switched off."""
    programmes = {row.mentee.programme_id: row.mentee.programme for row in rows}
    on = {pk for pk, one in programmes.items() if one.design.matching.offers_shortlists}
    return [row for row in rows if row.mentee.programme_id in on]


def _half_way(row: Shortlist, at: datetime) -> bool:
    if row.offered_at is None or row.answer_by is None:
        return False
    begun = day_of(row.offered_at)
    return day_of(at) - begun >= (row.answer_by - begun) / 2


def _move(rows: Iterable[Shortlist], move: ShortlistMove, *, at: datetime) -> None:
    for row in rows:
        row.state = after(SHORTLIST, ShortlistState(row.state), move)
        row.ended_at = at
    Shortlist.objects.bulk_update(rows, ["state", "ended_at"])


def _tell(kind: str, rows: Iterable[Shortlist], *, at: datetime) -> None:
    about = Shortlist.objects.filter(pk__in=[row.pk for row in rows])
    letters = about.annotate(person=F("mentee__person")).values_list("pk", "person")
    post_all(kind, ((to, {"shortlist": pk}, str(pk)) for pk, to in letters), at=at)
