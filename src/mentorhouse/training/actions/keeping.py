"""What co-ordinators do with training: record by hand, take back, remind, and look (R4.05)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.actions import completions
from mentorhouse.programmes.actions.taking_on import lock_parts
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.training.models import Reminded
from mentorhouse.training.queries.people import due_for_reminder
from mentorhouse.training.rules.progress import NobodyToRemind
from mentorhouse.training.rules.records import ROLE_OF

TRAINING_RECORDED = audit.Act("training.recorded", "recorded by hand who completed a training")
TRAINING_REMINDED = audit.Act("training.reminded", "had people reminded of their training")
TRAINING_READ = audit.Act("training.facts_read", "looked at who has done which training")
TRAINING_EXPORTED = audit.Act("training.facts_exported", "exported who has done which training")


@dataclass(frozen=True)
class Recorded:
    """What recording by hand came to."""

    fresh: int
    there: int


def record_by_hand(
    programme: Programme,
    participations: Iterable[UUID],
    what: Completion.What,
    *,
    done_at: datetime,
    by: User,
    at: datetime,
) -> Recorded:
    """Record that people completed something; who has it already stays as they are."""
    wanted = set(participations)
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_TRAINING_RECORDS, row)
        parts = list(Participation.objects.filter(programme=row, pk__in=wanted).order_by("pk"))
        if len(parts) != len(wanted):
            raise NotVisible
        lock_parts(row, [part.person_id for part in parts])
        if any(part.role != ROLE_OF[what.value] for part in parts):
            raise NotNow(
                say("Nothing was recorded: what you chose is not meant for everyone you ticked.")
            )
        fresh = sum(
            completions.complete(
                row,
                part.person_id,
                what,
                source=Completion.Source.COORDINATOR,
                by=by,
                at=at,
                done_at=done_at,
            )
            for part in parts
        )
        detail = {"count": fresh, "what": what.value}
        audit.record(TRAINING_RECORDED, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return Recorded(fresh, len(parts) - fresh)


def take_back(completion: Completion, *, by: User, at: datetime) -> bool:
    """Strike a completion that was recorded by mistake; pressing twice strikes once."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=completion.programme_id)
        require(by, Capability.KEEP_TRAINING_RECORDS, row)
        if completion.source == Completion.Source.MODULES:
            raise NotNow(
                say("This was completed here by the person themselves, so it stays theirs.")
            )
        return completions.take_back(completion, by=by, at=at)


def remind(programme: Programme, *, by: User, at: datetime) -> int:
    """Remind everyone who has not completed their course, each once in seven days at most."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_TRAINING_RECORDS, row)
        people = sorted(set(due_for_reminder(row, at=at).values_list("person", flat=True)))
        if not people:
            raise NobodyToRemind
        Reminded.objects.bulk_create(
            [Reminded(programme=row, user_id=person, at=at) for person in people],
            update_conflicts=True,
            unique_fields=["programme", "user"],
            update_fields=["at"],
        )
        about, key = {"programme": str(row.pk)}, f"{row.pk}:{day_of(at).isoformat()}"
        post_all("training.reminder", [(person, about, key) for person in people], at=at)
        detail = {"count": len(people)}
        audit.record(TRAINING_REMINDED, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return len(people)


def note_reading(programme: Programme, *, by: User, at: datetime) -> None:
    """Leave a trace that somebody looked at who has done what (spec 7, rule 4)."""
    require(by, Capability.READ_TRAINING_FACTS, programme)
    audit.record(TRAINING_READ, by=by, on=programme, at=at, programme=programme.pk)


def note_export(programme: Programme, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that facts about training left the house."""
    require(by, Capability.READ_TRAINING_FACTS, programme)
    detail = {"count": count}
    audit.record(
        TRAINING_EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail
    )
