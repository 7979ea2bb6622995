"""Deeds on development activities: kinds, titles and dates, entered by nominee or nominator."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.states import Work
from mentorhouse.talent.actions.lock import allow, locked
from mentorhouse.talent.models import Activity, Nomination
from mentorhouse.talent.states import ActivityKind, NominationState

ENTERED = audit.Act("nomination.activity_entered", mark("entered a development activity"))
CHANGED = audit.Act("nomination.activity_changed", mark("changed a development activity"))
REMOVED = audit.Act("nomination.activity_removed", mark("removed a development activity"))


@dataclass(frozen=True)
class Fact:
    """What is known of an activity: nothing of its content."""

    kind: ActivityKind
    title: str
    begins_on: date
    ends_on: date | None = None
    done: bool = False


def enter(nomination: Nomination, fact: Fact, *, by: User, at: datetime) -> Activity:
    """Enter an activity; the same one entered twice is one."""
    with transaction.atomic():
        row = _locked(nomination)
        _allow(by, row)
        if row.state == NominationState.WITHDRAWN:
            raise NotNow(say("The nomination is withdrawn, so nothing is added to it."))
        activity, fresh = Activity.objects.get_or_create(
            nomination=row, kind=fact.kind.value, title=fact.title, begins_on=fact.begins_on,
            defaults={"ends_on": fact.ends_on, "done": fact.done, "entered_by": by},
        )  # fmt: skip
        if fresh:
            audit.record(ENTERED, by=by, on=activity, at=at, programme=row.programme_id)
    return activity


def change(activity: Activity, fact: Fact, *, by: User, at: datetime) -> Activity:
    """Change an activity, for example that it is done."""
    with transaction.atomic():
        nomination = _locked(activity.nomination)
        _allow(by, nomination)
        row = nomination.activities.select_for_update(no_key=True).filter(pk=activity.pk).first()
        if row is None:
            raise NotVisible
        row.kind, row.title, row.done = fact.kind.value, fact.title, fact.done
        row.begins_on, row.ends_on = fact.begins_on, fact.ends_on
        row.save()
        audit.record(CHANGED, by=by, on=row, at=at, programme=nomination.programme_id)
    return row


def remove(activity: Activity, *, by: User, at: datetime) -> None:
    """Remove an activity; twice is as once."""
    with transaction.atomic():
        nomination = _locked(activity.nomination)
        _allow(by, nomination)
        nomination.activities.filter(pk=activity.pk).delete()
        trace = audit.Subject("talent.activity", str(activity.pk))
        audit.record(REMOVED, by=by, on=trace, at=at, programme=nomination.programme_id)


def _locked(nomination: Nomination) -> Nomination:
    programme = locked(nomination.programme_id)
    row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
    row.programme = programme
    return row


def _allow(by: User, row: Nomination) -> None:
    allow(by, Capability.KEEP_ACTIVITIES, row, Work.KEEP_NOMINATIONS, row.programme)
