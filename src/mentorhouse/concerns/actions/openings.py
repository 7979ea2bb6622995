"""Opening in an emergency: one asks, a second person agrees, each look is recorded, it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import EmergencyReader, NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.concerns.models import Concern, Look, Opening
from mentorhouse.concerns.queries import openings as queries
from mentorhouse.concerns.rules import is_fresh, is_open, tells_on
from mentorhouse.concerns.states import OPENING, ConcernState, OpeningMove, OpeningState
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.relations import day_of
from mentorhouse.vault.actions import change_key
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.sealing import seal

ASKED = audit.Act("opening.asked", mark("asked to open what a pair wrote, in an emergency"))
AGREED = audit.Act("opening.agreed", mark("agreed as the second person to an emergency opening"))
REFUSED = audit.Act("opening.refused", mark("refused an emergency opening"))
LOOKED = audit.Act("opening.looked", mark("read in an emergency what a pair wrote"))
ENDED = audit.Act("opening.ended", mark("ended an emergency opening"))
TOLD = audit.Act("opening.told", mark("told a pair of an emergency opening"))

SIGN_IN = mark("Prove that it is you: sign in once more.")


@dataclass(frozen=True)
class Scope:
    """What is asked for: one partnership, kinds, days, why, and when the pair is told."""

    partnership_id: UUID
    kinds: Sequence[str]
    days: int
    reason: str
    delay: int = 0
    why_later: str = ""


def ask(
    concern: Concern, scope: Scope, *, proved: datetime | None, once: UUID, by: User, at: datetime
) -> Opening:
    """Ask to open what a pair wrote. Nothing opens before a second person agrees."""
    with transaction.atomic():
        rows = Concern.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("contact", "mentee").get(pk=concern.pk)
        require(by, Capability.ASK_OPENING, row)
        _refuse_stale(proved, at=at)
        there = Opening.objects.filter(once=once, asked_by=by).first()
        if there is not None:
            return there
        if row.state != ConcernState.TAKEN_UP:
            raise NotNow(say("Only for a concern that is taken up and not closed."))
        partnership = next(
            (one for one in queries.partnerships_near(by, row) if one.pk == scope.partnership_id),
            None,
        )
        if partnership is None:
            raise NotVisible
        opening = Opening(
            programme_id=row.programme_id, concern=row, partnership=partnership,
            kinds=sorted(scope.kinds), days=scope.days, asked_by=by, asked_at=at,
            delay=scope.delay, once=once,
        )  # fmt: skip
        seal(opening, reason=scope.reason, why_later=scope.why_later or None)
        opening.save()
        judges = queries.second_people(opening)
        if not judges:
            raise NotNow(say("There is no second person who is no party to it. Name one first."))
        about = {"opening": str(opening.pk)}
        post_all("concerns.asked", [(pk, about, str(opening.pk)) for pk in judges], at=at)
        detail = {"days": scope.days, "delay": scope.delay, "kinds": len(scope.kinds)}
        audit.record(ASKED, by=by, on=opening, at=at, programme=row.programme_id, detail=detail)
    return opening


def decide(
    opening: Opening, *, agree: bool, proved: datetime | None, by: User, at: datetime
) -> Opening:
    """Agree as the second person, or refuse. Only the first answer counts."""
    with transaction.atomic():
        row = _locked(opening)
        require(by, Capability.DECIDE_OPENING, row)
        _refuse_stale(proved, at=at)
        move = OpeningMove.AGREE if agree else OpeningMove.REFUSE
        refusal = say("Somebody has decided this already.")
        row.state = after(OPENING, OpeningState(row.state), move, refusal=refusal).value
        row.decided_by, row.decided_at = by, at
        if agree:
            row.until, row.tell_on = at + timedelta(days=row.days), tells_on(day_of(at), row.delay)
        row.save()
        if agree and not row.delay:
            _tell(row, at=at)
        about, key = {"opening": str(row.pk)}, f"{row.pk}:{move}"
        post_all("concerns.decided", [(row.asked_by_id, about, key)], at=at)
        act = AGREED if agree else REFUSED
        audit.record(act, by=by, on=row, at=at, programme=row.programme_id)
    return row


def look(
    opening: Opening, kind: str, purpose: str, *, proved: datetime | None, by: User, at: datetime
) -> EmergencyReader:
    """Record a look, and return the reader with which the vault opens; for this deed alone."""
    with transaction.atomic():
        row = _locked(opening)
        require(by, Capability.USE_OPENING, row)
        _refuse_stale(proved, at=at)
        if not is_open(row.state, row.until, at=at):
            raise NotNow(say("This is not open, or its time is over. Nothing was read."))
        if kind not in row.kinds:
            raise NotNow(say("The two of you did not agree on this kind."))
        seen = Look(opening=row, kind=kind, at=at)
        seal(seen, purpose=purpose)
        seen.save()
        audit.record(
            LOOKED, by=by, on=row, at=at, programme=row.programme_id, detail={"kind": kind}
        )
    return EmergencyReader(by.pk, row.partnership_id)


def end(opening: Opening, *, by: User | None, at: datetime) -> bool:
    """End it by hand, or by the clock once its time is over; return whether it ended now.

    What the pair writes from then on is sealed with a new key.
    """
    with transaction.atomic():
        row = _locked(opening)
        if by is not None:
            require(by, Capability.READ_OPENING, row)
        over = row.until is not None and row.until <= at
        if row.state != OpeningState.OPEN or (by is None and not over):
            return False
        row.state = after(OPENING, OpeningState(row.state), OpeningMove.END).value
        row.ended_at = at
        row.save(update_fields=["state", "ended_at"])
        task = "" if by else "end openings"
        pair = KeyOwner("partnership", row.partnership_id)
        change_key(pair, by=by, at=at, programme=row.programme_id, task=task)
        audit.record(ENDED, by=by, task=task, on=row, at=at, programme=row.programme_id)
    return True


def tell_pair(opening: Opening, *, at: datetime) -> bool:
    """Tell the pair once the day has come; return whether they are told now."""
    with transaction.atomic():
        row = _locked(opening)
        if row.told_at is not None or row.tell_on is None or day_of(at) < row.tell_on:
            return False
        _tell(row, at=at)
        audit.record(TOLD, by=None, task="tell pairs", on=row, at=at, programme=row.programme_id)
    return True


def _tell(row: Opening, *, at: datetime) -> None:
    row.told_at = at
    row.save(update_fields=["told_at"])
    about, key = {"opening": str(row.pk)}, str(row.pk)
    people = {member.participation.person_id for member in row.partnership.members.all()}
    post_all("concerns.opened", [(pk, about, key) for pk in sorted(people)], at=at)


def _refuse_stale(proved: datetime | None, *, at: datetime) -> None:
    if not is_fresh(proved, at=at):
        raise NotNow(say(SIGN_IN))


def _locked(opening: Opening) -> Opening:
    rows = Opening.objects.select_for_update(no_key=True, of=("self",))
    row = queries.with_people(rows).filter(pk=opening.pk).first()
    if row is None:
        raise NotVisible
    return row
