"""Onto the register: by the rule of the programme, or by a co-ordinator’s hand (R4.02, R4.03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.people.actions import follows_evidence
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.rules import waiver_problem
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.register.models import Entry
from mentorhouse.register.queries.standing import facts_of
from mentorhouse.register.rules import admission
from mentorhouse.register.rules.admission import Verdict
from mentorhouse.register.rules.renewal import dates_from
from mentorhouse.register.rules.standing import Facts
from mentorhouse.register.states import ENTRY, EntryMove, EntryState, How

ADMITTED = audit.Act("register.admitted", mark("put a mentor on the register"))
ADMITTED_SOME = audit.Act("register.admitted_some", mark("put mentors on the register"))
BY_THE_RULE = "admit by the rule"
SOME = 500
MOST_AT_ONCE = 5000  # the others come with the next run of the clock
OVER = (ProgrammeState.CLOSED.value, ProgrammeState.ARCHIVED.value)


@dataclass(frozen=True)
class Admitted:
    """How many were put on the register, and how many the rule does not admit yet."""

    admitted: int
    left: int


def locked(participation: Participation) -> Entry:
    """Lock somebody’s taking part, and return their entry: an unsaved one where there is none."""
    people = Participation.objects.select_for_update(no_key=True, of=("self",))
    part = people.select_related("programme", "person").get(pk=participation.pk)
    row = Entry.objects.filter(participation=part).first() or Entry(participation=part)
    row.participation = part
    return row


def enter(participation: Participation, *, by: User | None, at: datetime) -> Entry | None:
    """Put a mentor on the register if the rule admits them now; None where it does not.

    Called in deeds that bring the last piece, which have asked who may. Where a co-ordinator
    approves, their own deed is the approval; of anybody else’s it waits for theirs.
    """
    if participation.role != Participation.Role.MENTOR:
        return None
    with transaction.atomic():
        row = locked(participation)
        if row.state != EntryState.APPLIED:
            return None
        if row.participation.state == ParticipationState.DECLINED:
            return None
        programme = row.participation.programme
        said = _said(programme, row.participation, at=at)
        approved = by is not None and may(by, Capability.KEEP_REGISTER, programme)
        if not said.met or not (approved or admission.by_itself(programme.design, said)):
            return None
        _put(row, how=said.way, by=by if approved else None, at=at)
        row.save()
        audit.record(
            ADMITTED,
            by=by,
            task="" if by else BY_THE_RULE,
            on=row,
            at=at,
            programme=programme.pk,
            detail={"how": row.how},
        )
    return row


@follows_evidence
def enter_with_evidence(person: UUID, at: datetime) -> None:
    """Put a mentor on every register whose rule admits them by itself, now that it is verified.

    All their places are locked first: whoever holds the end of the trail waits for no row.
    """
    with transaction.atomic():
        rows = Participation.objects.select_for_update(no_key=True, of=("self",))
        places = rows.filter(
            person=person, role=Participation.Role.MENTOR, state=ParticipationState.ACCEPTED.value
        )
        for place in list(places.exclude(programme__state__in=OVER).order_by("pk")):
            enter(place, by=None, at=at)


def admit(participation: Participation, *, by: User, at: datetime, reason: str = "") -> Entry:
    """Put one mentor on the register: by the rule, or with a reason where it is not met."""
    with transaction.atomic():
        row = locked(participation)
        programme = row.participation.programme
        require(by, Capability.KEEP_REGISTER, programme)
        if row.state in {EntryState.ADMITTED, EntryState.PAUSED}:  # pressed twice
            return row
        after(ENTRY, EntryState(row.state), EntryMove.ADMIT, refusal=say(TAKE_BACK_FIRST))
        said = _said(programme, row.participation, at=at)
        if not said.met and (problem := waiver_problem(reason)):
            raise NotNow(problem)
        _put(row, how=said.way if said.met else How.DECISION, by=by, at=at)
        row.reason = "" if said.met else reason.strip()
        row.save()
        audit.record(
            ADMITTED, by=by, on=row, at=at, programme=programme.pk, detail={"how": row.how}
        )
    return row


TAKE_BACK_FIRST = "This mentor has left the register. Take the entry back first."


def admit_ready(
    programme: Programme, people: Iterable[UUID], *, by: User, at: datetime
) -> Admitted:
    """Put those of some mentors on the register whom the rule admits; the others stay as they are.

    `people` are their participations, as the co-ordinator saw them before pressing.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_REGISTER, row)
        wanted = list(people)
        rows = Participation.objects.filter(programme=row, role="mentor", pk__in=wanted)
        count = _admit(row, rows.exclude(state=ParticipationState.DECLINED.value), by=by, at=at)
        if count:
            audit.record(
                ADMITTED_SOME, by=by, on=row, at=at, programme=row.pk, detail={"count": count}
            )
    return Admitted(count, len(wanted) - count)


def admit_due(*, at: datetime) -> int:
    """Put on the register whom the rules of their programmes admit by themselves; say how many."""
    total = 0
    for programme in Programme.objects.exclude(state__in=OVER).order_by("pk"):
        with transaction.atomic():
            row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
            waiting = row.participations.filter(
                role="mentor", state=ParticipationState.ACCEPTED.value
            )
            count = _admit(row, waiting, by=None, at=at)
            if count:
                audit.record(
                    ADMITTED_SOME, by=None, task=BY_THE_RULE, on=row, at=at, programme=row.pk,
                    detail={"count": count},
                )  # fmt: skip
        total += count
    return total


def _admit(
    programme: Programme, rows: QuerySet[Participation], *, by: User | None, at: datetime
) -> int:
    """Write the entries of those whom the rule admits: of the rule alone where `by` is nobody."""
    people = Participation.objects.filter(pk__in=rows)
    waiting = people.exclude(
        register_entry__state__in=[s.value for s in EntryState if s is not EntryState.APPLIED]
    )
    design = programme.design
    said = {
        pk: admission.verdict(design, facts.known)
        for pk, facts in facts_of(programme, waiting, on=day_of(at)).items()
    }
    met = {
        pk: one.way
        for pk, one in said.items()
        if one.met and (by is not None or admission.by_itself(design, one))
    }
    free = _locked_of(list(met)[:MOST_AT_ONCE])
    there = {row.participation_id: row for row in Entry.objects.filter(participation__in=free)}
    entries = []
    for pk in free:
        row = there.get(pk) or Entry(participation_id=pk)
        _put(row, how=met[pk], by=by, at=at, programme=programme)
        entries.append(row)
    Entry.objects.bulk_create(
        entries, batch_size=SOME, update_conflicts=True, unique_fields=["participation"],
        update_fields=["state", "admitted_on", "how", "admitted_by", "review_on", "renew_by"],
    )  # fmt: skip
    return len(entries)


def _locked_of(people: list[UUID]) -> list[UUID]:
    """Lock some mentors, and return those whom nobody else put on the register meanwhile."""
    rows = Participation.objects.select_for_update(no_key=True, of=("self",))
    here = [row.pk for row in rows.filter(pk__in=people).order_by("pk")]
    decided = Entry.objects.filter(participation__in=here).exclude(state=EntryState.APPLIED.value)
    gone = set(decided.values_list("participation", flat=True))
    return [pk for pk in here if pk not in gone]


def _said(programme: Programme, participation: Participation, *, at: datetime) -> Verdict:
    rows = Participation.objects.filter(pk=participation.pk)
    facts = facts_of(programme, rows, on=day_of(at)).get(participation.pk, Facts())
    return admission.verdict(programme.design, facts.known)


def _put(
    row: Entry,
    *,
    how: How | None,
    by: User | None,
    at: datetime,
    programme: Programme | None = None,
) -> None:
    """Write into an entry that its place begins today."""
    if how is None:
        raise ValueError("Nobody is admitted without a way.")
    design = (programme or row.participation.programme).design
    row.state = after(ENTRY, EntryState(row.state), EntryMove.ADMIT).value
    row.admitted_on, row.how, row.admitted_by = day_of(at), how.value, by
    row.review_on, row.renew_by = dates_from(design, row.admitted_on)
    row.reason = ""
