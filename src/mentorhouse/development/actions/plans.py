"""Beginning and revising an action plan, and visits to other services (R8.02, R8.15, R8.16)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.models import Plan, PlanVersion, Visit
from mentorhouse.development.queries.plans import visits_place
from mentorhouse.languages.saying import mark
from mentorhouse.partnerships.actions.members import locked_running, record
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import seal

PLAN_WRITTEN = audit.Act("plan.written", mark("wrote a version of the action plan"))
VISIT_WRITTEN = audit.Act("visit.written", mark("wrote about a visit to another service"))


@dataclass(frozen=True)
class PlanFacts:
    """The days of a plan, and the meeting it was talked through in."""

    starts_on: date
    ends_on: date | None = None
    first_review_on: date | None = None
    second_review_on: date | None = None
    third_review_on: date | None = None
    met_on: date | None = None
    length_minutes: int | None = None
    way: str = ""


def write_plan(
    partnership: Partnership, facts: PlanFacts, texts: Mapping[str, str], *, based_on: int,
    by: User, at: datetime,
) -> PlanVersion:  # fmt: skip
    """Write the next version of a plan, the first one too; earlier versions stay as they are.

    Raises `ChangedMeanwhile` when another version was written after `based_on` was read.
    """
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.WRITE_PLAN, by)
        plan = Plan.objects.select_for_update(no_key=True).filter(partnership=row).first()
        if (plan.newest if plan else 0) != based_on:
            raise ChangedMeanwhile
        if plan is None:
            plan = Plan(partnership=row, begun_at=at)
        plan.newest = based_on + 1
        plan.save()
        version = PlanVersion(
            plan=plan, number=plan.newest, written_by_id=by.pk, written_at=at, **asdict(facts)
        )
        seal(version, **{name: text or None for name, text in texts.items()})
        version.save(force_insert=True)
        record(PLAN_WRITTEN, row, by=by, at=at, number=version.number)
    return version


def plan_visit(
    partnership: Partnership, planned_on: date, texts: Mapping[str, str], *, once: UUID, by: User,
    at: datetime,
) -> Visit:  # fmt: skip
    """Plan a visit; sending the same form twice plans it once."""
    with transaction.atomic():
        row = visits_place(locked_running(partnership.pk, Capability.WRITE_PLAN, by))
        sent = Visit.objects.filter(partnership=row, once=once).first()
        if sent is not None:
            return sent
        visit = Visit(partnership=row, once=once, planned_on=planned_on)
        _write(visit, texts, by=by, at=at)
        record(VISIT_WRITTEN, row, by=by, at=at)
    return visit


def change_visit(
    visit: Visit, days: tuple[date, date | None], texts: Mapping[str, str], *, based_on: int,
    by: User, at: datetime,
) -> Visit:  # fmt: skip
    """Change a visit, or say when it was made and what was learnt."""
    with transaction.atomic():
        row = visits_place(locked_running(visit.partnership_id, Capability.WRITE_PLAN, by))
        found = Visit.objects.select_for_update(no_key=True).filter(pk=visit.pk).first()
        if found is None:
            raise NotVisible
        if found.revision != based_on:
            raise ChangedMeanwhile
        found.planned_on, found.made_on = days
        found.revision += 1
        _write(found, texts, by=by, at=at)
        record(VISIT_WRITTEN, row, by=by, at=at)
    return found


def _write(visit: Visit, texts: Mapping[str, str], *, by: User, at: datetime) -> None:
    visit.written_by_id, visit.written_at = by.pk, at
    seal(visit, **{name: text or None for name, text in texts.items()})
    visit.save()
