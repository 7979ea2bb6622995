"""What each person sees of their own first talks, and what a co-ordinator may count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.languages.saying import say
from mentorhouse.matching.models import Invitation, OfferedTime, Rating
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import OPEN, TalkState
from mentorhouse.people.models import Biography
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.vault.sealing import open_row, without_destroyed

OPEN_STATES = [state.value for state in OPEN]
MENTORS_SEE = [*OPEN_STATES, TalkState.CONFIRMED.value]


@dataclass(frozen=True)
class Talk:
    """One side's view of a first talk."""

    row: Invitation
    role: str
    at: datetime

    @property
    def other(self) -> Participation:
        """The other person."""
        return self.row.mentee if self.role == rules.MENTOR else self.row.mentor

    @property
    def words(self) -> str:
        """How it stands."""
        return rules.state_words(self.row.state, self.role)

    @property
    def afterwards(self) -> str:
        """What happens if nobody answers in time."""
        return rules.afterwards(self.row.state, self.role)

    @property
    def is_mine(self) -> bool:
        """Whether this side answers next."""
        turn = rules.whose_turn(self.row.state, self.row.starts_at, at=self.at)
        return turn == self.role or (self.has_begun and self.row.state == TalkState.AGREED)

    @property
    def has_begun(self) -> bool:
        """Whether the agreed time has come."""
        return self.row.starts_at is not None and self.row.starts_at <= self.at

    @property
    def reminder_at(self) -> datetime | None:
        """When whoever has to answer is reminded, if that is still to come."""
        due = self.row.remind_at
        return due if due is not None and due > self.at else None

    @property
    def names_other(self) -> bool:
        """Whether the other is named: a mentee knows whom they asked, a mentor while it lasts."""
        return self.role == rules.MENTEE or self.row.state in MENTORS_SEE


def talk_for(
    viewer: Viewer, talk_id: UUID, *, at: datetime, capability: Capability = Capability.SEE_TALK
) -> Talk:
    """Return a first talk that the viewer is in. Raises `NotVisible`."""
    row = _with_people(Invitation.objects.filter(pk=talk_id)).first()
    if row is None:
        raise NotVisible
    require(viewer, capability, row)
    return Talk(row, rules.MENTOR if viewer.pk == row.mentor.person_id else rules.MENTEE, at)


def own_part(viewer: Viewer, participation_id: UUID) -> Participation:
    """Return where the viewer takes part in a programme with first talks. Raises `NotVisible`."""
    row = (
        Participation.objects.select_related("programme", "person")
        .filter(pk=participation_id)
        .first()
    )
    if row is None or not rules.is_used(row.programme.design):
        raise NotVisible
    require(viewer, Capability.SEE_OWN_TALKS, row)
    return row


def talks_of(viewer: Viewer, part: Participation, *, at: datetime) -> QuerySet[Invitation]:
    """Return somebody's talks in one programme: a mentor's living ones, all of a mentee's."""
    require(viewer, Capability.SEE_OWN_TALKS, part)
    if part.role == Participation.Role.MENTOR:
        rows = Invitation.objects.filter(mentor=part, state__in=MENTORS_SEE)
    else:
        rows = Invitation.objects.filter(mentee=part)
    return _with_people(rows.filter(sent_at__lte=at)).order_by(
        F("slot").asc(nulls_last=True), "-sent_at", "pk"
    )


def open_mentors(mentee: Participation) -> dict[UUID, UUID]:
    """Return the mentors with whom a mentee talks, each with the talk."""
    rows = Invitation.objects.filter(mentee=mentee, state__in=OPEN_STATES)
    return dict(rows.values_list("mentor", "pk"))


def seen(rows: Sequence[Invitation], part: Participation, *, at: datetime) -> list[Talk]:
    """Return rows as one side sees them."""
    return [Talk(row, part.role, at) for row in rows]


def texts_of(viewer: Viewer, talk: Talk, *, at: datetime) -> dict[str, str]:
    """Open what the two wrote to one another, where the viewer may still read it."""
    row = talk.row
    texts = {"message": "", "joining": ""}
    if not talk.names_other:
        return texts
    written = row.message is not None or row.joining is not None
    if written and without_destroyed([row]):
        texts |= open_row(viewer, row, at=at, purpose="read a first talk")
    booked = OfferedTime.objects.select_related("mentor", "taken_by__mentee").filter(taken_by=row)
    if not texts["joining"] and (time := booked.first()) and time.joining is not None:
        texts |= open_row(viewer, time, at=at, purpose="see how one joins a first talk")
    return texts


def shows_biography(viewer: Viewer, talk: Talk) -> bool:
    """Whether the viewer may read what the other has published."""
    other = talk.other.person_id
    row = Biography.objects.filter(person=other, published=True).first()
    return talk.names_other and row is not None and may(viewer, Capability.READ_BIOGRAPHY, row)


def has_rated(talk: Talk) -> bool:
    """Whether this side has given a rating. What it says is read by nobody."""
    part = talk.row.mentor if talk.role == rules.MENTOR else talk.row.mentee
    return Rating.objects.filter(invitation=talk.row, by=part).exists()


def count_waiting(
    viewer: Viewer, parts: Sequence[Participation], *, at: datetime
) -> dict[UUID, int]:
    """Count, by participation, the open talks in which the viewer answers next."""
    found = {part.pk: 0 for part in parts if part.person_id == viewer.pk}
    mine = {part.pk: part for part in parts if part.pk in found}
    rows = Invitation.objects.filter(_of(mine), state__in=OPEN_STATES)
    for row in rows:
        for pk in (row.mentor_id, row.mentee_id):
            if pk in mine:
                found[pk] += Talk(row, mine[pk].role, at).is_mine
    return found


def talking_in(parts: Sequence[Participation]) -> set[UUID]:
    """Return in which of these somebody has open talks."""
    rows = Invitation.objects.filter(_of([part.pk for part in parts]), state__in=OPEN_STATES)
    return {pk for both in rows.values_list("mentor", "mentee") for pk in both}


def _of(parts: Iterable[UUID]) -> Q:
    known = list(parts)
    return Q(mentor__in=known) | Q(mentee__in=known)


@dataclass(frozen=True)
class Counts:
    """What a co-ordinator knows of first talks: how many stand where."""

    programme: Programme
    lines: tuple[tuple[str, int], ...]
    mentees: int


def counts_for(viewer: Viewer, programme_id: UUID) -> Counts:
    """Count the first talks of a programme, by state, without names. Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, Capability.COUNT_TALKS)
    if not rules.is_used(programme.design):
        raise NotVisible
    rows = Invitation.objects.filter(programme=programme).order_by()
    counted = dict(rows.values_list("state").annotate(Count("pk")))
    lines = tuple((say(rules.COUNTED[state]), counted.get(state.value, 0)) for state in TalkState)
    mentees = rows.filter(state__in=OPEN_STATES).values("mentee").distinct().count()
    return Counts(programme, lines, mentees)


def _with_people(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return rows.select_related(
        "programme", "mentor__person__organisation", "mentee__person__organisation", "partnership"
    ).prefetch_related("times")
