"""Moving from phase to phase, and ticking what has been talked through (R10.01)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.actions.members import locked_running, own, record, tell_others
from mentorhouse.partnerships.models import Partnership, PhaseMove, Tick
from mentorhouse.partnerships.rules.phases import MOVED_MEANWHILE, NO_SUCH, item_key, place_of

PHASE_MOVED = audit.Act("partnership.phase_moved", mark("moved a partnership to another phase"))
POINTS_TICKED = audit.Act("partnership.points_ticked", mark("ticked points of a checklist"))


def move_phase(
    partnership: Partnership, to: str, *, based_on: str, by: User, at: datetime
) -> Partnership:
    """Move to a phase, on or back. Twice is as once.

    Raises `NotNow` where somebody else has moved since `based_on` was read.
    """
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.FOLLOW_PHASES, by)
        phases, shown = row.programme.design.phases, row.programme.design_as_read.phases
        if to not in {phase.key for phase in phases}:
            raise NotNow(say(NO_SUCH))
        now = phases[place_of(phases, row.phase)].key
        if now == to:
            return row
        if now != based_on:
            raise NotNow(say(MOVED_MEANWHILE, phase=shown[place_of(phases, now)].title))
        row.phase = to
        row.save(update_fields=["phase"])
        move = PhaseMove.objects.create(partnership=row, phase=to, by=own(row, by), moved_at=at)
        tell_others("phase.moved", row, by, str(move.pk), at=at, about={"move": move.pk})
        record(PHASE_MOVED, row, by=by, at=at, place=place_of(phases, to))
    return row


def tick(
    partnership: Partnership, phase: str, items: Collection[str], *, by: User, at: datetime
) -> None:
    """Tick points of a phase for oneself; what is not among `items` is unticked. Of others nothing.

    A point that the programme has dropped meanwhile is left out.
    """
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.FOLLOW_PHASES, by)
        lists = {one.key: one.checklist for one in row.programme.design.phases}
        known = {item_key(words) for words in lists.get(phase, ())}
        mine, wanted = own(row, by), known & {*items}
        kept = Tick.objects.filter(partnership=row, participation__person=by.pk, item__in=known)
        before = set(kept.values_list("item", flat=True))
        if before == wanted:
            return
        kept.exclude(item__in=wanted).delete()
        Tick.objects.bulk_create(
            Tick(partnership=row, participation=mine, item=item, ticked_at=at)
            for item in wanted - before
        )
        record(POINTS_TICKED, row, by=by, at=at, count=len(wanted))
