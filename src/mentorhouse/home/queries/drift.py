"""Facts of pairs that may drift, from meetings, goals and agreements: few queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Min

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.states import AgreementState
from mentorhouse.development.queries import have_goals
from mentorhouse.meetings.models import ON, Action, Meeting
from mentorhouse.meetings.queries.actions import GOING
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnerships_in
from mentorhouse.partnerships.rules.drift import Facts, Sign, needs_a_word_since, signs
from mentorhouse.partnerships.rules.phases import is_winding_up
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import day_of

HELD, CANCELLED = MeetingState.HELD.value, MeetingState.CANCELLED.value
Row = tuple[UUID, str, date | None, datetime | None, int, datetime]


@dataclass(frozen=True)
class Drifting:
    """A pair to whom a word may help, and since when: no more is known (R10.09)."""

    row: Partnership
    since: date


def drift_of(viewer: Viewer, row: Partnership, *, at: datetime) -> tuple[Sign, ...]:
    """Return the signs of one's own partnership, for the pair itself."""
    require(viewer, Capability.FOLLOW_PHASES, row)
    return signs(_facts([row], row.programme, at=at)[row.pk], today=day_of(at))


def drifting_in(viewer: Viewer, programme: Programme, *, at: datetime) -> list[Drifting]:
    """Return the pairs that have drifted for a while, the longest first; not why."""
    require(viewer, Capability.READ_PARTNERSHIP_FACTS, programme)
    active = partnerships_in(viewer, programme).filter(state=PartnershipState.ACTIVE.value)
    rows = list(active.exclude(members__participation__person=viewer.pk).order_by("pk"))
    facts, today = _facts(rows, programme, at=at), day_of(at)
    since = {
        row.pk: needs_a_word_since(signs(facts[row.pk], today=today), today=today) for row in rows
    }
    found = [Drifting(row, day) for row in rows if (day := since[row.pk])]
    return sorted(found, key=lambda one: one.since)


def _facts(rows: Sequence[Partnership], programme: Programme, *, at: datetime) -> dict[UUID, Facts]:
    ids = [row.pk for row in rows]
    signed = set(
        Agreement.objects.filter(partnership__in=ids, state=AgreementState.SIGNED.value)
        .values_list("partnership", flat=True)
    )  # fmt: skip
    meetings: dict[UUID, list[Row]] = defaultdict(list)
    names = ("partnership", "state", "held_on", "starts_at", "moves", "changed_at")
    for meeting in Meeting.objects.filter(partnership__in=ids).values_list(*names):
        meetings[meeting[0]].append(meeting)
    overdue, goals = _overdue(ids, at), have_goals(ids)
    design = programme.design
    rhythm = design.meetings
    days = rhythm.quiet_after_days if rhythm.pair_sets_rhythm else rhythm.days_between
    return {
        row.pk: _with_meetings(
            Facts(
                began_on=day_of(row.began_at or row.offered_at),
                days_between=days,
                winding_up=is_winding_up(design.phases, row.phase),
                agrees=design.agreement.in_use,
                signed=row.pk in signed,
                goals=row.pk in goals,
                overdue_on=overdue.get(row.pk),
            ),
            meetings[row.pk],
            at,
        )
        for row in rows
    }


def _overdue(ids: Sequence[UUID], at: datetime) -> dict[UUID, date]:
    """Return the day of the action that is longest overdue, of those who are still in it."""
    rows = Action.objects.filter(
        partnership__in=ids, state__in=GOING, due_on__lt=day_of(at),
        partnership__members__participation__person=F("owner"),
    )  # fmt: skip
    return dict(rows.order_by().values_list("partnership").annotate(Min("due_on")))


def _with_meetings(facts: Facts, rows: Sequence[Row], at: datetime) -> Facts:
    """Add what is known of meetings: what was put off counts since they last met."""
    held = sorted(held_on for _, state, held_on, *_ in rows if state == HELD and held_on)
    last = held[-1] if held else facts.began_on
    coming = [start for _, state, _, start, *_ in rows if state in ON and start and start >= at]
    put_off = [
        (moves + (state == CANCELLED), day_of(changed))
        for _, state, _, _, moves, changed in rows
        if state in (*ON, CANCELLED) and day_of(changed) >= last and (moves or state == CANCELLED)
    ]
    return replace(
        facts,
        last_met_on=held[-1] if held else None,
        second_met_on=held[1] if len(held) > 1 else None,
        next_on=day_of(min(coming)) if coming else None,
        put_off=sum(count for count, _ in put_off),
        put_off_on=max((day for _, day in put_off), default=None),
    )
