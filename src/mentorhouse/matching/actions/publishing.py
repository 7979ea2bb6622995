"""Publish a draft: every pair is offered, the letters are posted, the programme runs. Once.

All or nothing: the run's row and everybody concerned are locked, and one transaction writes it
all. The number of queries does not grow with the pairs.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.models import MatchRun, Wish
from mentorhouse.matching.queries.standing import publishable
from mentorhouse.matching.states import RUN, RunMove, RunState
from mentorhouse.partnerships.actions import offer
from mentorhouse.programmes.actions import mark_running
from mentorhouse.programmes.models import Programme

RUN_PUBLISHED = audit.Act("match_run.published", mark("published a match run"))
PAIRS_EXPORTED = audit.Act(
    "match_run.exported", mark("took the pairs of a match run out as a file")
)


@dataclass(frozen=True)
class Published:
    """What a publication did."""

    offered: int
    left_out: int
    already: bool = False


def publish(run: MatchRun, *, by: User, at: datetime) -> Published:
    """Offer all pairs of a draft. Pressed twice, or by two at once, it is published once."""
    with transaction.atomic():
        programme = Programme.objects.select_for_update(no_key=True).get(pk=run.programme_id)
        row = MatchRun.objects.select_for_update(no_key=True).get(pk=run.pk)
        require(by, Capability.RUN_MATCHING, programme)
        if row.state == RunState.PUBLISHED:
            return Published(0, 0, already=True)
        row.state = after(
            RUN,
            RunState(row.state),
            RunMove.PUBLISH,
            refusal=say("This draft cannot be published: another run has taken its place."),
        )
        row.programme = programme
        ready = publishable(row, at=at, lock=True)
        if not ready.pairs:
            raise NotNow(say("There is no pair in this draft that could be offered. Run it again."))
        row.published_at = at
        row.save(update_fields=["state", "published_at"])
        # A lock has done its work once the pair is offered.
        Wish.objects.filter(
            programme=programme,
            kind=Wish.Kind.LOCKED,
            mentee__in=row.pairs.values("mentee"),
        ).delete()
        offer(programme, [(pair.mentor, pair.mentee) for pair in ready.pairs], by=by, at=at)
        # After the offers, which take long: from here on the end of the trail is held.
        mark_running(programme, by=by, at=at)
        done = Published(len(ready.pairs), len(ready.left_out))
        audit.record(
            RUN_PUBLISHED,
            by=by,
            on=row,
            at=at,
            programme=programme.pk,
            detail={"offered": done.offered, "left_out": done.left_out},
        )
    return done


def note_export(run: MatchRun, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that pairs left the house as a file."""
    require(by, Capability.RUN_MATCHING, run.programme)
    detail = {"count": count}
    audit.record(PAIRS_EXPORTED, by=by, on=run, at=at, programme=run.programme_id, detail=detail)
