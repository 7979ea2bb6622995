"""Who is in a run, and what the engine may know of them.

In a run are all who were invited or take part and have a free place: places not taken and not
offered to somebody who has yet to answer. Who declined or pauses is out (R3.10, R1.08), and so is
a mentee who chooses from a shortlist or is in first talks. Identity
data is opened here as the matching run, only where a consent stands; it goes into the engine and
nowhere else.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from mentorhouse.languages.saying import mark
from mentorhouse.matching.engine.problem import Forbidden, Request
from mentorhouse.matching.models import Unmatched, Wish
from mentorhouse.matching.queries.inviting.ratings import ratings_for_run
from mentorhouse.matching.queries.shortlists import choosing_in
from mentorhouse.matching.queries.terms import terms_of
from mentorhouse.matching.rules import Candidate, Constraints, request
from mentorhouse.matching.rules.runs import WAYS
from mentorhouse.matching.states import RunState
from mentorhouse.partnerships.queries import disappointed, open_offers, together
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import IdentityAnswer
from mentorhouse.people.queries import identity_for_matching
from mentorhouse.programmes.design import Design, PersonField
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import in_conflict, line_managed
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.queries import not_ready

IN_A_RUN = (ParticipationState.INVITED, ParticipationState.ACCEPTED)
LANGUAGES = "languages"
COLUMNS = {
    PersonField.ORGANISATION: "person__organisation__name",
    PersonField.PROFESSION: "person__profession",
    PersonField.GRADE: "person__grade",
    PersonField.LOCATION: "person__location",
    PersonField.JOB_TITLE: "person__job_title",
    PersonField.WORK_ROLE: "person__work_role",
    PersonField.TEAM: "person__team",
    WAYS: "person__ways",
    LANGUAGES: "person__languages",
}
MANAGES = mark("One of the two stands in the other’s line of management")
CONFLICT = mark("A conflict of interest between the two was declared")
NEVER = mark("You asked that these two are never put together")
EARLIER = {
    PartnershipState.OFFERED: mark("They have been offered to each other and have yet to answer"),
    PartnershipState.ACTIVE: mark("They are partners already"),
    PartnershipState.DECLINED: mark("They were offered to each other before, and it was declined"),
    PartnershipState.ENDED: mark("They were partners before"),
}
MOST_FOR_A_FLOOR = 25_000_000  # pairs looked at
YES = frozenset({"yes", "y", "true", "1"})

Pair = tuple[UUID, UUID]  # the participations of mentor and mentee
Kind = IdentityAnswer.Kind


@dataclass(frozen=True)
class Entry:
    """Somebody with a free place: their participation, their person, and what they said."""

    participation: UUID
    person: UUID
    role: str
    places: int
    values: dict[str, str]
    waited: int = 0  # days

    @property
    def key(self) -> str:
        """The person, so that nobody is ever put together with themselves."""
        return str(self.person)


@dataclass(frozen=True)
class Pool:
    """Everybody who is in a run, and what was laid down about them."""

    mentors: tuple[Entry, ...]
    mentees: tuple[Entry, ...]
    locked: tuple[Pair, ...]
    forbidden: tuple[tuple[Pair, str], ...]
    # Who waits for something that has to be there before a match, and what it is.
    not_ready: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)

    @property
    def places(self) -> int:
        """How many places the mentors have free."""
        return sum(mentor.places for mentor in self.mentors)

    def alone_with(self, mentee: UUID) -> "Pool":
        """Return the same pool with one mentee only, and no locks."""
        one = tuple(entry for entry in self.mentees if entry.participation == mentee)
        about = tuple(item for item in self.forbidden if item[0][1] == mentee)
        return Pool(self.mentors, one, (), about, self.not_ready)

    def without(self, gone: Collection[UUID]) -> "Pool":
        """Return the same pool without some participations."""
        return Pool(
            tuple(entry for entry in self.mentors if entry.participation not in gone),
            tuple(entry for entry in self.mentees if entry.participation not in gone),
            tuple(pair for pair in self.locked if not set(pair) & set(gone)),
            tuple(item for item in self.forbidden if not set(item[0]) & set(gone)),
            self.not_ready,
        )


def pool_of(programme: Programme, *, at: datetime, among: Collection[UUID] | None = None) -> Pool:
    """Return who would be in a run at a time; `among` looks at some participations only."""
    offers = open_offers(programme, among)
    here = Participation.objects.filter(programme=programme, state__in=IN_A_RUN)
    if among is not None:
        here = here.filter(pk__in=among)
    waiting = not_ready(programme, at=at, among=None if among is None else here)
    rows = here.values_list(
        "pk", "person", "role", "capacity", "places_taken", "joined_at", *COLUMNS.values()
    )
    entries = [
        Entry(
            pk, person, role, capacity - taken - offers.get(pk, 0), _values(said),
            max(0, (at - joined).days),
        )
        for pk, person, role, capacity, taken, joined, *said in rows.order_by("pk").iterator()
    ]  # fmt: skip
    choosing = choosing_in(programme, among)
    placed = [one for one in entries if one.places > 0 and one.participation not in choosing]
    free = [entry for entry in placed if entry.participation not in waiting]
    held = {who: waiting[who] for entry in placed if (who := entry.participation) in waiting}
    mentors = tuple(entry for entry in free if entry.role == Participation.Role.MENTOR)
    mentees = tuple(entry for entry in free if entry.role == Participation.Role.MENTEE)
    known = {entry.participation for entry in free}
    locked, forbidden = _laid_down(programme, among)
    return Pool(
        mentors,
        mentees,
        tuple(pair for pair in locked if known.issuperset(pair)),
        tuple((pair, why) for pair, why in forbidden.items() if known.issuperset(pair)),
        held,
    )


def request_for(
    programme: Programme, design: Design, pool: Pool, *, seed: int, at: datetime,
    thoughts: bool = True,
) -> Request:  # fmt: skip
    """Return the run that the engine is asked for, with identity data where consent stands.

    Without `thoughts` it leaves out what people privately thought of one another (R5.19).
    """
    asks = bool(design.matching.private)
    values = {entry.person: entry.values for entry in (*pool.mentors, *pool.mentees)}
    identities = _identities(programme, values, at=at) if asks else {}
    terms = terms_of(programme, design, values, identities)
    unlucky = waiting_of(programme)
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}

    def candidate(entry: Entry, identity: frozenset[str]) -> Candidate:
        return Candidate(
            entry.key, entry.values, identity, entry.places, entry.waited,
            unlucky.get(entry.participation, 0), terms.get(entry.person, {}),
        )  # fmt: skip

    return request(
        design,
        [candidate(one, _wanted(identities.get(one.person, {}))) for one in pool.mentees],
        [candidate(one, _shared(identities.get(one.person, {}))) for one in pool.mentors],
        Constraints(
            [(key[mentee], key[mentor]) for mentor, mentee in pool.locked],
            [Forbidden(key[mentee], key[mentor], why) for (mentor, mentee), why in pool.forbidden],
            seed,
            _tolerance(design, pool),
            _thoughts(programme, key, at=at) if thoughts else {},
        ),
    )


def _thoughts(
    programme: Programme, key: Mapping[UUID, str], *, at: datetime
) -> dict[tuple[str, str], int]:
    """Return private ratings of pairs of which both are in the run, opened as the run."""
    said = ratings_for_run(programme, at=at)
    return {
        (key[mentee], key[mentor]): points
        for (mentor, mentee), points in said.items()
        if mentor in key and mentee in key
    }


def _tolerance(design: Design, pool: Pool) -> int | None:
    """Return what may be given up for the worst-off pair, in thousandths of the total.

    In a very large run it is not looked for: each step of the search is a whole run.
    """
    percent = design.matching.give_up_percent
    small = len(pool.mentors) * len(pool.mentees) <= MOST_FOR_A_FLOOR
    return percent * 10 if percent is not None and small else None


def waiting_of(programme: Programme, among: Collection[UUID] | None = None) -> dict[UUID, int]:
    """Count how often somebody was left without a partner: they come first in the next run."""
    rows = Unmatched.objects.filter(run__programme=programme, run__state=RunState.PUBLISHED)
    if among is not None:
        rows = rows.filter(participation__in=among)
    left = dict(rows.values_list("participation").annotate(Count("pk")))
    gone = disappointed(programme, among)
    return {who: left.get(who, 0) + gone.get(who, 0) for who in {*left, *gone}}


def _values(said: Sequence[str | None]) -> dict[str, str]:
    return {field: value or "" for field, value in zip(COLUMNS, said, strict=True)}


def _laid_down(
    programme: Programme, among: Collection[UUID] | None
) -> tuple[list[Pair], dict[Pair, str]]:
    """Return locked pairs, and pairs that no run may make, with the reason."""
    locked: list[Pair] = []
    forbidden = dict.fromkeys(line_managed(programme, among), MANAGES)
    forbidden |= dict.fromkeys(in_conflict(programme, among), CONFLICT)
    forbidden |= {pair: EARLIER[state] for pair, state in together(programme, among).items()}
    wishes = Wish.objects.filter(programme=programme)
    if among is not None:
        wishes = wishes.filter(mentee__in=among)
    for kind, mentor, mentee in wishes.values_list("kind", "mentor", "mentee"):
        if kind == Wish.Kind.LOCKED:
            locked.append((mentor, mentee))
        else:
            forbidden[mentor, mentee] = NEVER
    return sorted(locked), forbidden


def _identities(
    programme: Programme, people: Iterable[UUID], *, at: datetime
) -> dict[UUID, dict[str, str]]:
    """Open, as the matching run, what people said of their identity under a standing consent."""
    taking_part = Participation.objects.filter(programme=programme).values("person")
    return identity_for_matching(people, among=taking_part, at=at)


def _shared(said: dict[str, str]) -> frozenset[str]:
    return _terms(said.get(Kind.CHARACTERISTICS, ""))


def _wanted(said: dict[str, str]) -> frozenset[str]:
    """Return what a mentee would like a mentor to share: nothing unless they asked for it."""
    if said.get(Kind.WANTS_SIMILAR, "").strip().casefold() not in YES:
        return frozenset()
    return _terms(said.get(Kind.IDENTITY_TO_MATCH) or said.get(Kind.CHARACTERISTICS, ""))


def _terms(text: str) -> frozenset[str]:
    return frozenset(term.strip() for term in text.split(",") if term.strip())
