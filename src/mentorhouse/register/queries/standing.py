"""Who may be found and matched on a day, and who not, with reasons (R4.01, R4.06).

The rule is `rules.standing`. What it says of one entry is said here of a whole programme in a
fixed number of queries: who stands well is found by the database, and only the others are judged.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorhouse.people.models import Evidence
from mentorhouse.people.queries import pauses_on
from mentorhouse.people.states import EvidenceState
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.programmes.queries import pausing, places_paused
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.rules import Profile
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.models import Entry
from mentorhouse.register.rules import admission
from mentorhouse.register.rules.admission import Known, Step
from mentorhouse.register.rules.standing import Facts, Standing, Status, away, standing
from mentorhouse.register.states import EntryState, How

IN_A_RUN = (ParticipationState.INVITED.value, ParticipationState.ACCEPTED.value)
NOTHING: frozenset[str] = frozenset()
AT_ONCE = 5_000  # named in one query, so that none of them looks for the same rows again


def findable(programme: Programme, *, at: datetime) -> QuerySet[Participation]:
    """Return the mentors whom mentees may find: on the register, and taking part.

    Who has lapsed, is paused, away or overdue with supervision is not among them.
    """
    rows = Participation.objects.filter(
        programme=programme,
        role=Participation.Role.MENTOR,
        state=ParticipationState.ACCEPTED.value,
    )
    return rows.filter(stands_well(programme, on=day_of(at)))


def not_ready(
    programme: Programme, *, at: datetime, among: QuerySet[Participation] | None = None
) -> dict[UUID, tuple[str, ...]]:
    """Say of everybody who waits to be matched why they cannot be yet; who can is not in it.

    In words for others: alternatives are one cause. `among` asks about some people only.
    """
    on = day_of(at)
    found = _mentors(programme, on=on, among=among) | _mentees(programme, on=on, among=among)
    return {pk: tuple(dict.fromkeys(step.of_them for step in steps)) for pk, steps in found.items()}


def standing_of(participation: Participation, *, at: datetime) -> Standing:
    """Say how one mentor stands."""
    rows = Participation.objects.filter(pk=participation.pk)
    return standings_of(participation.programme, rows, at=at)[participation.pk]


def standings_of(
    programme: Programme, rows: QuerySet[Participation], *, at: datetime
) -> dict[UUID, Standing]:
    """Say how some mentors of a programme stand."""
    return _judged(facts_of(programme, rows, on=day_of(at)), programme.design, on=day_of(at))


def _judged(facts: Mapping[UUID, Facts], design: Design, *, on: date) -> dict[UUID, Standing]:
    """Judge each: many know the same and stand the same."""
    judged = {one: standing(one, design, on=on) for one in set(facts.values())}
    return {pk: judged[one] for pk, one in facts.items()}


def standings_across(parts: Sequence[Participation], *, at: datetime) -> dict[UUID, Standing]:
    """Say how somebody stands as a mentor in each of their programmes, in a few queries."""
    on = day_of(at)
    designs = {part.pk: part.programme.design for part in parts}
    rows = Participation.objects.filter(pk__in=designs)
    return {pk: standing(one, designs[pk], on=on) for pk, one in _facts(rows, on=on).items()}


def missing_for_mentee(participation: Participation, *, at: datetime) -> tuple[Step, ...]:
    """Say what one mentee still has to do before a match."""
    rows = Participation.objects.filter(pk=participation.pk)
    found = _mentees(participation.programme, on=day_of(at), among=rows)
    return found.get(participation.pk, ())


def entry_of(participation: Participation) -> Entry:
    """Return a mentor's entry; one that is not saved where nothing was noted yet."""
    row = Entry.objects.select_related("admitted_by").filter(participation=participation).first()
    row = row or Entry(participation=participation)
    row.participation = participation
    return row


def stands_well(programme: Programme, *, on: date) -> Q:
    """Return who is active, as a condition on taking part; `rules.standing` in SQL."""
    design = programme.design
    well = Q(register_entry__state=EntryState.ADMITTED.value)
    well &= Q(register_entry__renew_by=None) | Q(register_entry__renew_by__gte=on)
    well &= ~pausing(on)
    if (latest := _supervised_since(design, on=on)) is not None:
        well &= Q(register_entry__supervised_on__gte=latest) | Q(
            register_entry__supervised_on=None, register_entry__admitted_on__gte=latest
        )
    if design.mentors.check_done_by == "required":
        well &= Q(register_entry__check_passed=True)
    elif design.mentors.check_done_by == "where_needed":
        well &= Q(register_entry__check_passed=None) | Q(register_entry__check_passed=True)
    if design.training.mentors == "mandatory":
        trained = _completed(programme, Completion.What.MENTOR_TRAINING)
        asked_no_more = (How.BEFORE.value, How.DECISION.value)
        well &= Q(register_entry__how__in=asked_no_more) | Q(Exists(trained))
    return well


def _supervised_since(design: Design, *, on: date) -> date | None:
    """Return the first day of a supervision that is still late enough to do."""
    days, grace = design.supervision.every_days, design.supervision.pause_after_days
    if design.supervision.kind == "off" or days is None or grace is None:
        return None
    return on - timedelta(days=days + grace)


def _completed(programme: Programme, what: Completion.What) -> QuerySet[Completion]:
    return Completion.objects.filter(
        programme=programme, person=OuterRef("person"), what=what.value
    )


def _mentors(
    programme: Programme, *, on: date, among: QuerySet[Participation] | None = None
) -> dict[UUID, tuple[Step, ...]]:
    some = Participation.objects if among is None else among
    rows = some.filter(programme=programme, role=Participation.Role.MENTOR, state__in=IN_A_RUN)
    if among is None:  # of a few, each is judged
        rows = rows.exclude(pk__in=_well(programme, on=on))
    found = _judged(facts_of(programme, rows, on=on), programme.design, on=on)
    return {pk: one.reasons for pk, one in found.items() if one.status is not Status.ACTIVE}


def _well(programme: Programme, *, on: date) -> QuerySet[Participation, UUID]:
    rows = Participation.objects.filter(programme=programme, role=Participation.Role.MENTOR)
    return rows.filter(stands_well(programme, on=on)).order_by().values_list("pk", flat=True)


def _mentees(
    programme: Programme, *, on: date, among: QuerySet[Participation] | None = None
) -> dict[UUID, tuple[Step, ...]]:
    rows = Participation.objects if among is None else among
    waiting = rows.filter(
        programme=programme, role=Participation.Role.MENTEE, state__in=IN_A_RUN
    ).order_by()
    missing = admission.induction_missing(programme.design, NOTHING)
    found: dict[UUID, tuple[Step, ...]] = {}
    if missing:
        lacking = waiting.exclude(Exists(_completed(programme, Completion.What.MENTEE_INDUCTION)))
        found = dict.fromkeys(lacking.values_list("pk", flat=True), (missing,))
    here = places_paused(waiting, on=on)
    for pk in waiting.filter(pausing(on)).values_list("pk", flat=True):
        found[pk] = (*found.get(pk, ()), away(here=pk in here))
    return found


@dataclass(frozen=True)
class _Line:
    """One taking part with its entry and what its person says, as read from the database."""

    participation: UUID
    programme: UUID
    person: UUID
    waived_at: datetime | None
    organisation: str | None
    profession: str
    grade: str
    location: str
    job_title: str
    state: str | None
    how: str | None
    admitted_on: date | None
    renew_by: date | None
    supervised_on: date | None
    check_passed: bool | None


_COLUMNS = (
    "pk", "programme", "person", "waived_at", "person__organisation__name", "person__profession",
    "person__grade", "person__location", "person__job_title", "register_entry__state",
    "register_entry__how", "register_entry__admitted_on", "register_entry__renew_by",
    "register_entry__supervised_on", "register_entry__check_passed",
)  # fmt: skip


def facts_of(programme: Programme, rows: QuerySet[Participation], *, on: date) -> dict[UUID, Facts]:
    """Gather what the rule looks at, of some mentors of a programme."""
    return _facts(rows.filter(programme=programme), on=on)


def _facts(rows: QuerySet[Participation], *, on: date) -> dict[UUID, Facts]:
    """Gather what the rule looks at: five queries for so many as are read at once."""
    lines = [_Line(*line) for line in rows.order_by().values_list(*_COLUMNS).iterator()]
    found: dict[UUID, Facts] = {}
    for start in range(0, len(lines), AT_ONCE):
        found |= _facts_of(lines[start : start + AT_ONCE], on=on)
    return found


def _facts_of(lines: Sequence[_Line], *, on: date) -> dict[UUID, Facts]:
    people = {line.person for line in lines}
    done = _done({line.programme for line in lines}, people)
    verified, waiting = _evidence(people)
    gone = set(pauses_on(on).filter(person__in=people).values_list("person", flat=True))
    parts = Participation.objects.filter(pk__in=[line.participation for line in lines])
    paused_here = places_paused(parts, on=on)
    return {
        line.participation: Facts(
            EntryState(line.state or EntryState.APPLIED),
            How(line.how) if line.how else None,
            line.admitted_on,
            line.renew_by,
            line.supervised_on,
            line.person in gone,
            line.participation in paused_here,
            Known(
                _profile(line, done),
                verified.get(line.person, NOTHING),
                waiting.get(line.person, NOTHING),
                line.waived_at is not None,
                line.check_passed,
            ),
        )
        for line in lines
    }


Done = Mapping[tuple[UUID, UUID], Iterable[str]]  # by programme and person


def _done(programmes: Collection[UUID], people: Collection[UUID]) -> Done:
    """Return what these people completed in these programmes."""
    done = Completion.objects.filter(programme__in=programmes, person__in=people)
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for programme, person, what in done.order_by().values_list("programme", "person", "what"):
        found[programme, person].add(what)
    return found


def _profile(line: _Line, done: Done) -> Profile:
    return Profile(
        line.organisation or "", line.profession, line.grade, line.location, line.job_title,
        frozenset(done.get((line.programme, line.person), NOTHING)),
    )  # fmt: skip


Kinds = dict[UUID, frozenset[str]]


def _evidence(people: Collection[UUID]) -> tuple[Kinds, Kinds]:
    """Return the kinds of evidence that are verified, and those that wait for it."""
    states = (EvidenceState.VERIFIED.value, EvidenceState.UNVERIFIED.value)
    found: dict[str, dict[UUID, set[str]]] = {state: defaultdict(set) for state in states}
    rows = Evidence.objects.filter(person__in=people, state__in=states).order_by()
    for person, kind, state in rows.values_list("person", "kind", "state"):
        found[state][person].add(kind)
    verified, waiting = (_frozen(found[state]) for state in states)
    return verified, waiting


def _frozen(kinds: Mapping[UUID, Iterable[str]]) -> Kinds:
    return {person: frozenset(some) for person, some in kinds.items()}
