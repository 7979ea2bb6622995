"""What publishing a draft would do now, in figures: counted by the clock where it is large."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.languages.saying import say
from mentorhouse.matching.models import DraftPair, MatchRun
from mentorhouse.matching.queries.pool import Pool
from mentorhouse.matching.queries.ready import offerable
from mentorhouse.matching.queries.runs import people
from mentorhouse.matching.queries.standing import publishable
from mentorhouse.matching.queries.tallies import figures_of, is_large
from mentorhouse.matching.rules import tallies as rules

MOST_SHOWN = 50
KIND = MatchRun.Kind


@dataclass(frozen=True)
class Ahead:
    """How many would be offered something and how many are left out; the first of these, why."""

    offered: int
    people: int
    left_out: int
    first_left_out: Sequence[Sequence[str]]  # of a pair, or of a mentee with a list; and why
    fallen_out: int = 0
    at: datetime | None = None  # when it was counted, where the clock does


def ahead(run: MatchRun, *, at: datetime) -> Ahead:
    """Return what publishing a draft would do: now, or as it was last counted.

    A large draft that was not counted since it was made can be offered whole.
    """
    if not is_large(run):
        return looked(run, at=at)
    counted = figures_of(run, rules.AHEAD, at=at)
    if counted is not None:
        return Ahead(**{**counted.figures, "at": counted.counted_at})
    many = run.mentees - run.unmatched.filter(participation__role="mentee").count()
    both = 1 if run.kind == KIND.SHORTLIST else 2
    return Ahead(many, many * both, 0, (), at=run.finished_at)


def looked(run: MatchRun, *, at: datetime, pool: Pool | None = None) -> Ahead:
    """Look at everybody whom a draft of pairs or shortlists touches."""
    if run.kind == KIND.SHORTLIST:
        lists = offerable(run, at=at, pool=pool)
        left = [(str(row.mentee_id), why) for row, why in lists.left_out]
        many = len(lists.lists)
        return Ahead(many, many, len(left), left[:MOST_SHOWN], lists.fallen_out)
    pairs = publishable(run, at=at, pool=pool)
    who = {person for pair in pairs.pairs for person in (pair.mentor_id, pair.mentee_id)}
    gone = [(str(one.pair.pk), one.why) for one in pairs.left_out]
    return Ahead(len(pairs.pairs), len(who), len(gone), gone[:MOST_SHOWN])


def named(run: MatchRun, told: Ahead) -> list[tuple[str, str]]:
    """Name who is left out, with the reason."""
    wanted = [UUID(who) for who, _why in told.first_left_out]
    if run.kind == KIND.SHORTLIST:
        known = {pk: row.person.name for pk, row in people(wanted).items()}
    else:
        known = {row.pk: _both(row) for row in _pairs(wanted)}
    rows = zip(wanted, told.first_left_out, strict=True)
    return [(known[who], why) for who, (_, why) in rows if who in known]


def _pairs(wanted: list[UUID]) -> QuerySet[DraftPair]:
    rows = DraftPair.objects.filter(pk__in=wanted)
    return rows.select_related("mentor__person", "mentee__person")


def _both(pair: DraftPair) -> str:
    return say(
        "{mentor} and {mentee}", mentor=pair.mentor.person.name, mentee=pair.mentee.person.name
    )
