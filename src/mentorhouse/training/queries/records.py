"""Reads for the exchange with learning systems: codes, systems, uploads, statements that wait."""

from collections import defaultdict
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.training.models import CourseCode, LearningSystem, RecordUpload, Statement
from mentorhouse.training.rules.records import Known, Taker, folded
from mentorhouse.training.states import StatementState


def codes_in(viewer: Viewer, programme: Programme) -> QuerySet[CourseCode]:
    """Return what each course of a learning system is here."""
    require(viewer, Capability.KEEP_TRAINING_RECORDS, programme)
    return CourseCode.objects.filter(programme=programme)


def systems_in(viewer: Viewer, programme: Programme) -> QuerySet[LearningSystem]:
    """Return the learning systems that may send statements, or might once."""
    require(viewer, Capability.KEEP_TRAINING_RECORDS, programme)
    return LearningSystem.objects.filter(programme=programme)


def system_for(viewer: Viewer, programme: Programme, system_id: UUID) -> LearningSystem:
    """Return one learning system of the programme."""
    row = systems_in(viewer, programme).filter(pk=system_id).first()
    if row is None:
        raise NotVisible
    return row


def waiting_in(viewer: Viewer, programme: Programme) -> QuerySet[Statement]:
    """Return the statements that fit nobody or no course yet, the oldest first."""
    require(viewer, Capability.KEEP_TRAINING_RECORDS, programme)
    return Statement.objects.filter(programme=programme, state=StatementState.WAITING.value)


def statement_for(viewer: Viewer, programme: Programme, statement_id: UUID) -> Statement:
    """Return one statement of the programme, whatever became of it."""
    require(viewer, Capability.KEEP_TRAINING_RECORDS, programme)
    row = Statement.objects.filter(programme=programme, pk=statement_id).first()
    if row is None:
        raise NotVisible
    return row


def upload_for(viewer: Viewer, programme: Programme, upload_id: UUID) -> RecordUpload:
    """Return one checked file of the programme."""
    require(viewer, Capability.KEEP_TRAINING_RECORDS, programme)
    row = RecordUpload.objects.filter(programme=programme, pk=upload_id).first()
    if row is None:
        raise NotVisible
    return row


def system_with(token: str) -> LearningSystem | None:
    """Return the system that a token belongs to, unless it was revoked."""
    rows = LearningSystem.objects.filter(token_hash=token_hash(token), revoked_at=None)
    return rows.select_related("programme").first()


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()


def known_in(programme: Programme) -> Known:
    """Return whom and what the programme knows; for deeds that have asked who may.

    An address counts only once somebody has signed in to its account: until then nobody has shown
    that it is theirs. The person number is the identifier of our own export.
    """
    roles: dict[UUID, set[str]] = defaultdict(set)
    parts = Participation.objects.filter(programme=programme).order_by()
    parts = parts.exclude(state=ParticipationState.DECLINED.value)
    for person, role in parts.values_list("person_id", "role"):
        roles[person].add(role)
    rows = Person.objects.filter(pk__in=roles, user__is_active=True).order_by()
    people: dict[str, Taker] = {}
    for person, email, seen in rows.values_list("pk", "user__email", "user__last_login"):
        taker = Taker(person, frozenset(roles[person]))
        people[folded(str(person))] = taker
        if seen is not None:
            people[folded(email)] = taker
    codes = CourseCode.objects.filter(programme=programme)
    return Known(people, {folded(code): what for code, what in codes.values_list("code", "what")})
