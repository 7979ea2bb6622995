"""Publish a draft: it is held for a short time, then every match is offered. Once.

Publishing and sending are two deeds, so that a draft can be withdrawn before anybody hears of it
(decision 107). Sending is all or nothing: the run's row and everybody concerned are locked, and
one transaction writes it all. The number of queries does not grow with the pairs. A large draft
is sent by the clock, step by step (`sending`, decision 126).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions import sending
from mentorhouse.matching.actions.offering import note_unlucky, offer_shortlists
from mentorhouse.matching.actions.sending import RUN_PUBLISHED
from mentorhouse.matching.models import MatchRun, Wish
from mentorhouse.matching.queries.ready import offerable
from mentorhouse.matching.queries.runs import way_is_on
from mentorhouse.matching.queries.several import standing_groups
from mentorhouse.matching.queries.standing import publishable
from mentorhouse.matching.queries.tallies import is_large
from mentorhouse.matching.states import LEAVING, RUN, RunMove, RunState
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.actions import offer
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.actions import mark_running
from mentorhouse.programmes.models import Programme

RUN_HELD = audit.Act("match_run.held", mark("published a match run; its e-mails are held"))
RUN_WITHDRAWN = audit.Act(
    "match_run.withdrawn", mark("withdrew a match run before its e-mails left")
)
PAIRS_EXPORTED = audit.Act(
    "match_run.exported", mark("took the pairs of a match run out as a file")
)
HOLD = timedelta(minutes=30)
KIND = MatchRun.Kind


# Whether there is anything to publish; of a large draft this is known when it is sent.
READY: Mapping[MatchRun.Kind, Callable[[MatchRun, datetime], object]] = {
    KIND.COHORT: lambda run, at: publishable(run, at=at).pairs,
    KIND.SHORTLIST: lambda run, at: offerable(run, at=at),
    KIND.SEVERAL: lambda run, at: standing_groups(run, at=at),
}


@dataclass(frozen=True)
class Published:
    """What a publication did."""

    offered: int
    left_out: int
    already: bool = False
    leaves: bool = False  # the clock sends it, step by step


def hold(run: MatchRun, *, by: User, at: datetime) -> MatchRun:
    """Publish a draft, and hold its letters so that it can still be withdrawn. Twice is as once."""
    with transaction.atomic():
        programme, row = _locked(run, by)
        if row.state in {*LEAVING, RunState.PUBLISHED}:
            return row
        row.state = _moved(row, RunMove.HOLD)
        row.programme = programme
        ready = row.pair_count if is_large(row) else READY[KIND(row.kind)](row, at)
        if not ready:
            raise NotNow(say("There is nothing in this draft that could be offered. Run it again."))
        row.held_by, row.send_at = by, at + HOLD
        row.save(update_fields=["state", "held_by", "send_at"])
        audit.record(RUN_HELD, by=by, on=row, at=at, programme=programme.pk)
    return row


def withdraw(run: MatchRun, *, by: User, at: datetime) -> MatchRun:
    """Take a publication back before its letters leave; it is a draft again. Twice is as once."""
    with transaction.atomic():
        programme, row = _locked(run, by)
        if row.state == RunState.DRAFT:
            return row
        _back_to_draft(row)
        audit.record(RUN_WITHDRAWN, by=by, on=row, at=at, programme=programme.pk)
    return row


def publish(run: MatchRun, *, by: User, at: datetime) -> Published:
    """Offer all of a draft and send the letters. Pressed twice, or by two at once, it is once."""
    with transaction.atomic():
        programme, row = _locked(run, by)
        if row.state in {RunState.SENDING, RunState.PUBLISHED}:
            return Published(0, 0, already=True)
        row.programme = programme
        if is_large(row):
            _moved(row, RunMove.SEND)
            sending.begin(row, by=by, at=at)
            return Published(0, 0, leaves=True)
        row.state = _moved(row, RunMove.PUBLISH)
        if row.kind == KIND.SHORTLIST:
            done = Published(*offer_shortlists(row, at=at))
        elif row.kind == KIND.SEVERAL:
            done = _offer_groups(row, by=by, at=at)
        else:
            done = _offer_pairs(row, by=by, at=at)
        if not done.offered:
            raise NotNow(say("There is nothing in this draft that could be offered. Run it again."))
        row.published_at, row.send_at = at, None
        row.save(update_fields=["state", "published_at", "send_at"])
        # After the offers, which take long: from here on the end of the trail is held.
        mark_running(programme, by=by, at=at)
        audit.record(
            RUN_PUBLISHED,
            by=by,
            on=row,
            at=at,
            programme=programme.pk,
            detail={"offered": done.offered, "left_out": done.left_out},
        )
    return done


def send(run: MatchRun, *, by: User, at: datetime) -> Published:
    """Let the letters of a publication leave now. Nothing leaves that was withdrawn meanwhile."""
    with transaction.atomic():
        _programme, row = _locked(run, by)
        if row.state == RunState.DRAFT:
            raise NotNow(say("This was withdrawn meanwhile, so nothing was sent."))
        return publish(row, by=by, at=at)


def send_due(*, at: datetime) -> int:
    """Send what was held for long enough, and go on with what is large; return how many runs.

    Safe to repeat.
    """
    due = MatchRun.objects.filter(state=RunState.HELD, send_at__lte=at).order_by("send_at", "pk")
    sent = one_by_one(lambda row: _send(*row, at=at), due.values_list("pk", "programme"))
    large = MatchRun.objects.filter(state=RunState.SENDING).order_by("pk")
    one_by_one(lambda pk: sending.carry_on(pk, at=at), large.values_list("pk", flat=True))
    return sent


def _send(run_id: UUID, programme_id: UUID, *, at: datetime) -> bool:
    """Send one run that is still held and due; what cannot be sent is a draft again."""
    with transaction.atomic():
        Programme.objects.select_for_update(no_key=True).get(pk=programme_id)
        row = MatchRun.objects.select_for_update(no_key=True).get(pk=run_id)
        if row.state != RunState.HELD or row.send_at is None or row.send_at > at:
            return False  # withdrawn meanwhile, and perhaps held anew
        try:
            # Whoever published it answers for it: with their right it leaves, or it does not.
            if row.held_by is not None:
                return not publish(row, by=row.held_by, at=at).already
        except (NotNow, NotVisible):
            pass  # nobody left to answer for it, or nothing to offer
        _back_to_draft(row)
        audit.record(
            RUN_WITHDRAWN, by=None, task="send held", on=row, at=at, programme=row.programme_id
        )
    return False


def _locked(run: MatchRun, by: User) -> tuple[Programme, MatchRun]:
    programme = Programme.objects.select_for_update(no_key=True).get(pk=run.programme_id)
    row = MatchRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    require(by, Capability.RUN_MATCHING, programme)
    if row.is_trial or not way_is_on(programme, row.kind):
        raise NotVisible
    return programme, row


def _moved(row: MatchRun, move: RunMove) -> str:
    return after(
        RUN,
        RunState(row.state),
        move,
        refusal=say("This draft cannot be published: another run has taken its place."),
    )


def _back_to_draft(row: MatchRun) -> None:
    row.state = after(
        RUN,
        RunState(row.state),
        RunMove.WITHDRAW,
        refusal=say("It is too late to withdraw this: the e-mails have left."),
    )
    row.held_by = row.send_at = None
    row.save(update_fields=["state", "held_by", "send_at"])


def _offer_pairs(row: MatchRun, *, by: User, at: datetime) -> Published:
    ready = publishable(row, at=at, lock=True)
    if ready.pairs:
        # A lock has done its work once the pair is offered.
        Wish.objects.filter(
            programme=row.programme,
            kind=Wish.Kind.LOCKED,
            mentee__in=row.pairs.values("mentee"),
        ).delete()
        pairs = [(pair.mentor, pair.mentee) for pair in ready.pairs]
        offer(row.programme, pairs, by=by, at=at)
    note_unlucky(row, ready.unlucky)
    return Published(len(ready.pairs), len(ready.left_out))


def _offer_groups(row: MatchRun, *, by: User, at: datetime) -> Published:
    ready = standing_groups(row, at=at, lock=True)
    if ready:
        together = [people for _group, people in ready.groups]
        # A lock has done its work once the two are offered a place together.
        mentees = [one.pk for people in together for one in people]
        Wish.objects.filter(
            programme=row.programme, kind=Wish.Kind.LOCKED, mentee__in=mentees
        ).delete()
        offer(row.programme, together, shape=Shape(row.shape), by=by, at=at)
    note_unlucky(row, ready.unlucky)
    return Published(len(ready.groups), len(ready.left_out))


def note_export(run: MatchRun, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that pairs left the house as a file."""
    require(by, Capability.RUN_MATCHING, run.programme)
    detail = {"count": count}
    audit.record(PAIRS_EXPORTED, by=by, on=run, at=at, programme=run.programme_id, detail=detail)
