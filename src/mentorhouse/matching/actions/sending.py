"""Sending a large draft: many steps, each whole or not at all, one after the other (decision 126).

Each step locks the run, offers what comes next, and notes how far it is. Whoever dies in between
leaves a run that the next minute of the clock goes on with; two at once take turns.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.matching.actions.offering import note_unlucky, offer_lists
from mentorhouse.matching.models import DraftPair, MatchRun, Wish
from mentorhouse.matching.queries.pool import pool_of
from mentorhouse.matching.queries.ready import some_offerable, with_places
from mentorhouse.matching.queries.standing import some_publishable
from mentorhouse.matching.rules.unlucky import gone_without
from mentorhouse.matching.states import RUN, RunMove, RunState
from mentorhouse.partnerships.actions import offer
from mentorhouse.programmes.actions import mark_running
from mentorhouse.programmes.models import Programme

RUN_PUBLISHED = audit.Act("match_run.published", mark("published a match run"))
RUN_LEAVES = audit.Act("match_run.leaves", mark("let a large match run be sent, step by step"))
RUN_RETURNED = audit.Act(
    "match_run.returned", mark("found nothing in a match run that could be offered")
)
AT_ONCE = 500  # pairs, or shortlists: other deeds wait for about half a second
KIND = MatchRun.Kind


def begin(run: MatchRun, *, by: User, at: datetime) -> None:
    """Let a locked draft be sent by the clock. From here on it cannot be withdrawn."""
    run.state = after(RUN, RunState(run.state), RunMove.SEND)
    run.held_by, run.send_at = by, None
    run.sending = {"after": None, "offered": 0, "left": []}
    run.save(update_fields=["state", "held_by", "send_at", "sending"])
    audit.record(RUN_LEAVES, by=by, on=run, at=at, programme=run.programme_id)


def carry_on(run_id: UUID, *, at: datetime) -> bool:
    """Send what is left of a large draft; whether anything was left. Safe to repeat."""
    done = 0
    while _step(run_id, at=at):
        done += 1
    return done > 0


def _step(run_id: UUID, *, at: datetime) -> bool:
    """Offer what comes next; the last step, with nothing left, publishes. False: it was before."""
    with transaction.atomic():
        found = MatchRun.objects.values_list("programme", flat=True).get(pk=run_id)
        programme = Programme.objects.select_for_update(no_key=True).get(pk=found)
        row = MatchRun.objects.select_for_update(no_key=True).get(pk=run_id)
        row.programme = programme
        if row.state != RunState.SENDING or row.held_by is None:
            return False
        if not _offer_some(row, by=row.held_by, at=at):
            _finish(row, by=row.held_by, at=at)
        return True


def _offer_some(row: MatchRun, *, by: User, at: datetime) -> bool:
    """Offer the next of a run; False where nothing is left that could be."""
    try:
        with transaction.atomic():
            last = OFFERS[KIND(row.kind)](row, by, at)
    except (NotNow, NotVisible):
        return False  # whoever answers for it may not any more, or the programme is over
    if last is None:
        return False
    row.sending["after"] = last
    row.save(update_fields=["sending"])
    return True


def _offer_pairs(row: MatchRun, by: User, at: datetime) -> list[object] | None:
    """Offer the next pairs, the best scores first; return which was the last."""
    rows = row.pairs.defer("parts").order_by("-score", "pk")
    if row.sending["after"]:
        score, pk = row.sending["after"]
        rows = rows.filter(Q(score__lt=score) | Q(score=score, pk__gt=UUID(pk)))
    pairs = list(rows[:AT_ONCE])
    if not pairs:
        return None
    ready = some_publishable(row, pairs, at=at)
    if ready.pairs:
        # A lock has done its work once the pair is offered.
        mentees = [pair.mentee_id for pair in pairs]
        locks = Wish.objects.filter(kind=Wish.Kind.LOCKED, mentee__in=mentees)
        locks.filter(programme=row.programme).delete()
        offer(row.programme, [(one.mentor, one.mentee) for one in ready.pairs], by=by, at=at)
    left = [(one.pair.mentor_id, one.pair.mentee_id, one.why) for one in ready.left_out]
    row.sending["left"] += [[str(mentor), str(mentee), why] for mentor, mentee, why in left]
    row.sending["offered"] += len(ready.pairs)
    return [pairs[-1].score, str(pairs[-1].pk)]


def _offer_lists(row: MatchRun, _by: User, at: datetime) -> list[object] | None:
    rows = with_places(row).order_by("pk")
    if row.sending["after"]:
        rows = rows.filter(pk__gt=UUID(row.sending["after"][1]))
    lists = list(rows[:AT_ONCE])
    if not lists:
        return None
    offered, _left = offer_lists(row, some_offerable(row, lists, at=at), at=at)
    row.sending["offered"] += offered
    return [0, str(lists[-1].pk)]


OFFERS: Mapping[KIND, Callable[[MatchRun, User, datetime], list[object] | None]] = {
    KIND.COHORT: _offer_pairs,
    KIND.SHORTLIST: _offer_lists,
}


def _finish(row: MatchRun, *, by: User, at: datetime) -> None:
    """Note who goes without, and that all is sent; a draft of which nothing was is one again."""
    offered = row.sending["offered"]
    if not offered:
        row.state = after(RUN, RunState(row.state), RunMove.RETURN)
        row.held_by, row.sending = None, {}
        row.save(update_fields=["state", "held_by", "sending"])
        audit.record(
            RUN_RETURNED, by=None, task="send on", on=row, at=at, programme=row.programme_id
        )
        return
    rows = row.pairs if row.kind == KIND.COHORT else row.shortlists
    note_unlucky(row, _unlucky(row, at=at))
    row.state = after(RUN, RunState(row.state), RunMove.PUBLISH)
    detail = {"offered": offered, "left_out": rows.count() - offered}
    row.published_at, row.sending = at, {}
    row.save(update_fields=["state", "published_at", "sending"])
    # Once the offers are made, which takes long: from here on the end of the trail is held.
    mark_running(row.programme, by=by, at=at)
    audit.record(RUN_PUBLISHED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)


def _unlucky(row: MatchRun, *, at: datetime) -> dict[UUID, str]:
    """Return who was in a pair that is left out, is still free, and has no other that was sent."""
    left = [(UUID(mentor), UUID(mentee), why) for mentor, mentee, why in row.sending["left"]]
    who = {one for mentor, mentee, _ in left for one in (mentor, mentee)}
    pool = pool_of(row.programme, at=at, among=who)
    free = {one.participation: one.places for one in (*pool.mentors, *pool.mentees)}
    gone = {(mentor, mentee) for mentor, mentee, _ in left}
    theirs = DraftPair.objects.filter(Q(mentor__in=who) | Q(mentee__in=who), run=row)
    sent = set(theirs.values_list("mentor", "mentee")) - gone
    placed = {one for pair in sent for one in pair}
    return gone_without((((one, other), why) for one, other, why in left), placed, free)
