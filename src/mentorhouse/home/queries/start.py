"""What one person has to do, in every programme and role at once (R1.01).

The number of queries does not grow with the programmes or partnerships.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q

from mentorhouse.access.relations import Viewer
from mentorhouse.agreements.models import Agreement, Signature
from mentorhouse.agreements.queries import managers_asked, starts_three_way
from mentorhouse.agreements.states import AgreementState
from mentorhouse.home.queries.agreeing import left_to_agree
from mentorhouse.home.queries.polls import finding_times
from mentorhouse.home.rules.pairs import MeetingFact, PairFacts, Step, next_steps, taking_part
from mentorhouse.languages.saying import say
from mentorhouse.matching.models import Shortlist
from mentorhouse.matching.queries.shortlists import own_choices
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.queries import others_in, partnerships_of
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import local_roles_of, participations_of, programmes_of
from mentorhouse.programmes.rules import (
    Deed,
    People,
    launch_points,
    may_recruit,
    next_deed,
    refusal,
)
from mentorhouse.programmes.states import ParticipationState, ProgrammeState, Work

LIVING = (PartnershipState.OFFERED.value, PartnershipState.ACTIVE.value)


@dataclass(frozen=True)
class Pair:
    """A partnership as one of its members sees it."""

    row: Partnership
    mine: Member
    others: tuple[Member, ...]  # one a person, mentors first; empty where accounts were erased
    facts: PairFacts
    steps: tuple[Step, ...]

    @property
    def partner(self) -> Member | None:
        """The partner, or the first of several; None where an account was erased."""
        return next(iter(self.others), None)

    @property
    def names(self) -> str:
        """The names of everybody else in it."""
        return ", ".join(each.participation.person.name for each in self.others)

    @property
    def partner_name(self) -> str:
        """The partners' names, once all have said yes."""
        return self.names if self.row.state == PartnershipState.ACTIVE else ""


@dataclass(frozen=True)
class Errand:
    """One card of the start page: a step, in which programme and role, and with whom."""

    step: Step
    programme: Programme
    role: str
    partner: str = ""


@dataclass(frozen=True)
class Running:
    """A programme that the viewer co-ordinates, and its next deed."""

    programme: Programme
    deed: Deed
    people: People


def taking_parts(viewer: Viewer) -> list[Participation]:
    """Return the viewer's taking part in programmes that have left the draft, archived ones too."""
    return list(
        participations_of(viewer)
        .exclude(programme__state=ProgrammeState.DRAFT.value)
        .order_by("programme__name", "role")
    )


def is_archived(programme: Programme) -> bool:
    """Whether a programme stands behind “Archived programmes”."""
    return programme.state == ProgrammeState.ARCHIVED


def archived(viewer: Viewer, parts: Iterable[Participation]) -> list[tuple[str, str, UUID]]:
    """Return the archived programmes of somebody: name, the page to open, and of what (R2.17)."""
    run = programmes_of(viewer).filter(state=ProgrammeState.ARCHIVED.value)
    found = [(row.name, "home:desk", row.pk) for row in run.order_by("name", "pk")]
    found += [
        (role.programme.name, "programmes:people", role.programme_id)
        for role in local_roles_of(viewer)
        if is_archived(role.programme)
    ]
    taken = [part for part in parts if is_archived(part.programme)]
    found += [(part.programme.name, "programmes:taking_part", part.pk) for part in taken]
    over = {part.programme_id: part.programme.name for part in taken}
    return found + [
        (say("Speak up about {programme}", programme=name), "concerns:speak_up", programme_id)
        for programme_id, name in over.items()
    ]


def pairs_of(viewer: Viewer, *, at: datetime) -> list[Pair]:
    """Return the viewer's living partnerships with everything that they ask of them."""
    rows = list(partnerships_of(viewer).filter(state__in=LIVING))
    return _pairs(viewer, rows, at=at)


def pair_of(viewer: Viewer, row: Partnership, *, at: datetime) -> Pair:
    """Return one partnership that the viewer was let into as a member."""
    return _pairs(viewer, [row], at=at)[0]


def errands(parts: Iterable[Participation], pairs: Iterable[Pair]) -> list[Errand]:
    """Return one next step for each invitation and partnership, the most urgent first."""
    pairs = list(pairs)
    asked = {pair.mine.participation_id for pair in pairs if pair.steps}
    found = [
        Errand(taking_part(part.pk, role=part.role), part.programme, part.role)
        for part in parts
        if part.state == ParticipationState.INVITED
        and part.pk not in asked
        and not refusal(part.programme.state, Work.ANSWER)
    ]
    found += [
        Errand(pair.steps[0], pair.row.programme, pair.mine.role, pair.partner_name)
        for pair in pairs
        if pair.steps
    ]
    return sorted(found, key=lambda errand: (errand.step.kind, errand.programme.name))


def _is_looked_for(part: Participation) -> bool:
    """Whether the programme looks for a match; elsewhere mentees find one themselves (R5.01)."""
    matching = part.programme.design.matching
    return matching.at_once or matching.offers_shortlists


def unmatched_in(
    parts: Iterable[Participation], pairs: Iterable[Pair], *, pausing: Container[UUID] = ()
) -> list[str]:
    """Name the programmes in which somebody takes part, does not pause and has no match yet."""
    matched = {pair.mine.participation_id for pair in pairs}
    return [
        part.programme.name
        for part in parts
        if part.state == ParticipationState.ACCEPTED
        and part.pk not in matched
        and part.pk not in pausing
        and not refusal(part.programme.state, Work.MATCH)
        and _is_looked_for(part)
    ]


@dataclass(frozen=True)
class Waits:
    """Shortlists that one may choose from, and where one waits for a mentor."""

    choices: list[Shortlist]
    stands: list[Participation]


def waits_of(
    viewer: Viewer, parts: Iterable[Participation], pairs: Iterable[Pair], *, at: datetime
) -> Waits:
    """Return for what somebody waits as a mentee."""
    return Waits(own_choices(viewer, at=at), waiting_for_a_mentor(parts, pairs))


def waiting_for_a_mentor(
    parts: Iterable[Participation], pairs: Iterable[Pair]
) -> list[Participation]:
    """Return where somebody takes part as a mentee and has no match yet."""
    matched = {pair.mine.participation_id for pair in pairs}
    return [
        part
        for part in parts
        if part.role == Participation.Role.MENTEE
        and part.state == ParticipationState.ACCEPTED
        and part.pk not in matched
        and not refusal(part.programme.state, Work.MATCH)
    ]


def running(viewer: Viewer) -> list[Running]:
    """Return the programmes that the viewer co-ordinates, each with one next deed."""
    rows = (
        programmes_of(viewer)
        .exclude(state=ProgrammeState.ARCHIVED.value)
        .annotate(
            mentors=Count("participations", filter=Q(participations__role="mentor")),
            mentees=Count("participations", filter=Q(participations__role="mentee")),
            to_invite=Count("participations", filter=WAITING),
        )
        .order_by("name", "pk")
    )
    found = []
    for row in rows:
        people = People(row.mentors, row.mentees, row.to_invite)
        ready = may_recruit(launch_points(row.design, coordinators=1))  # the viewer is one
        at_once = row.design.matching.at_once
        deed = next_deed(row.state, ready=ready, people=people, at_once=at_once)
        found.append(Running(row, deed, people))
    return found


WAITING = Q(participations__state=ParticipationState.INVITED.value, participations__invited_at=None)


def _pairs(viewer: Viewer, rows: Sequence[Partnership], *, at: datetime) -> list[Pair]:
    ids = [row.pk for row in rows]
    agreements = {a.partnership_id: a for a in Agreement.objects.filter(partnership__in=ids)}
    signed = set(
        Signature.objects.filter(
            person_id=viewer.pk,
            version__agreement__partnership__in=ids,
            version__number=F("version__agreement__newest"),
        ).values_list("version__agreement__partnership", flat=True)
    )
    meetings, asked = _meetings(viewer, ids), managers_asked(ids)
    left, times = left_to_agree(viewer, rows, agreements), finding_times(viewer, rows)
    pairs = []
    for row in rows:
        members = list(row.members.all())
        mine = next(m for m in members if m.participation.person_id == viewer.pk)
        facts = _facts(row, mine, agreements.get(row.pk), meetings[row.pk], row.pk in signed)
        facts = replace(facts, agreeing=left[row.pk], finding=times[row.pk])
        if mine.role == Participation.Role.MENTEE and row.pk not in asked:
            facts = replace(facts, asks_manager=starts_three_way(row))
        others = tuple(others_in(members, viewer.pk))
        pairs.append(Pair(row, mine, others, facts, next_steps(facts, at=at)))
    return pairs


def _facts(
    row: Partnership,
    mine: Member,
    agreement: Agreement | None,
    meetings: Sequence[MeetingFact],
    signed_by_me: bool,  # noqa: FBT001  # one of five facts
) -> PairFacts:
    return PairFacts(
        partnership=row.pk,
        participation=mine.participation_id,
        state=PartnershipState(row.state),
        takes_part=mine.participation.state == ParticipationState.ACCEPTED,
        my_answer=Answer(mine.answer),
        began_at=row.began_at,
        has_clauses=agreement is not None or row.programme.design.agreement.in_use,
        agreement=AgreementState(agreement.state) if agreement else None,
        signed_by_me=signed_by_me,
        confirms_logs=row.programme.design.meetings.log.confirmed,
        meetings=meetings,
    )


def _meetings(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, list[MeetingFact]]:
    """Return the facts of meetings that matter for what comes next; nothing is opened."""
    found: dict[UUID, list[MeetingFact]] = defaultdict(list)
    rows = Meeting.objects.filter(partnership__in=ids).values_list(
        "partnership", "pk", "state", "starts_at", "length_minutes", "held_on", "offered_by",
        "log__revision", "log__written_by", "log__confirmed_at",
    )  # fmt: skip
    for pair, pk, state, starts, length, held, offered_by, revision, writer, confirmed in rows:
        found[pair].append(
            MeetingFact(
                pk,
                MeetingState(state),
                starts_at=starts,
                length_minutes=length,
                held_on=held,
                offered_by_me=offered_by == viewer.pk,
                logged=bool(revision),
                logged_by_me=writer == viewer.pk,
                confirmed=confirmed is not None,
            )
        )
    return found
