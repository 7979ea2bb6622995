"""What a co-ordinator changes in a draft of shortlists: a mentor taken out, another put in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.matching.actions.by_hand import allowed, keep_reason, locked_draft
from mentorhouse.matching.actions.drafting import parts_as_kept
from mentorhouse.matching.models import MatchRun, Shortlist, ShortlistPlace
from mentorhouse.matching.queries.shortlists import lists_by_mentor

TAKEN_OUT = audit.Act("shortlist.mentor_taken_out", mark("took a mentor off a shortlist"))
PUT_IN = audit.Act("shortlist.mentor_put_in", mark("put a mentor on a shortlist"))


def take_out(run: MatchRun, mentee: UUID, mentor: UUID, *, by: User, at: datetime) -> None:
    """Take a mentor off a shortlist. Pressed twice, it is done once."""
    with transaction.atomic():
        row = locked_draft(run, by)
        place = ShortlistPlace.objects.filter(
            shortlist__run=row, shortlist__mentee=mentee, mentor=mentor
        ).first()
        if place is None:
            return
        shortlist = place.shortlist
        place.delete()
        shortlist.short = [say("You took a mentor off this list.")]
        shortlist.save(update_fields=["short"])
        _count(row, -1)
        audit.record(TAKEN_OUT, by=by, on=shortlist, at=at, programme=row.programme_id)


def put_in(
    run: MatchRun, mentee: UUID, mentor: UUID, *, reason: str, by: User, at: datetime
) -> ShortlistPlace:
    """Put a mentor on a mentee’s shortlist: the same rules, and the same limits (R5.04, R5.05)."""
    with transaction.atomic():
        row = locked_draft(run, by)
        found = allowed(row.programme, mentor, mentee, reason, at=at)
        shortlist, _ = Shortlist.objects.get_or_create(run=row, mentee_id=mentee)
        there = shortlist.places.filter(mentor=mentor).first()
        if there is not None:
            return there  # pressed twice
        _check_limits(row, shortlist, mentor)
        place = ShortlistPlace.objects.create(
            shortlist=shortlist,
            mentor_id=mentor,
            score=found.score,
            parts=parts_as_kept(found.parts),
            warnings=list(found.warnings),
            by_hand=True,
        )
        if shortlist.places.count() >= row.programme.design.matching.shortlist.size:
            shortlist.short = []
            shortlist.save(update_fields=["short"])
        row.unmatched.filter(participation=mentee).delete()
        keep_reason(row.programme, mentor, mentee, found, reason, by=by, at=at)
        _count(row, 1)
        audit.record(PUT_IN, by=by, on=place, at=at, programme=row.programme_id)
    return place


def _check_limits(row: MatchRun, shortlist: Shortlist, mentor: UUID) -> None:
    asks = row.programme.design.matching.shortlist
    if shortlist.places.count() >= asks.size:
        raise NotNow(
            say_many(
                "This list has {count} mentor already. Take one out first.",
                "This list has {count} mentors already. Take one out first.",
                asks.size,
            )
        )
    drafted = ShortlistPlace.objects.filter(shortlist__run=row, mentor=mentor).count()
    if drafted + lists_by_mentor(row.programme).get(mentor, 0) >= asks.most_per_mentor:
        raise NotNow(
            say_many(
                "This mentor is on {count} shortlist already, and no mentor may be on more.",
                "This mentor is on {count} shortlists already, and no mentor may be on more.",
                asks.most_per_mentor,
            )
        )


def _count(row: MatchRun, more: int) -> None:
    row.pair_count, row.by_hand = row.pair_count + more, row.by_hand + 1
    row.save(update_fields=["pair_count", "by_hand"])
