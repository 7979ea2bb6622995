"""Deeds on opportunities and placements. The programme is locked first, then the opportunity."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import Work
from mentorhouse.talent.actions.lock import allow, locked
from mentorhouse.talent.models import Interest, Nomination, Nominator, Opportunity, Placement
from mentorhouse.talent.relations import nominates_for
from mentorhouse.talent.states import PLACEMENT, NominationState, PlacementMove, PlacementState

LISTED = audit.Act("opportunity.listed", mark("listed an opportunity"))
CHANGED = audit.Act("opportunity.changed", mark("changed an opportunity"))
CLOSED = audit.Act("opportunity.closed", mark("closed an opportunity"))
INTERESTED = audit.Act("opportunity.interested", mark("said that they are interested"))
NOT_INTERESTED = audit.Act(
    "opportunity.not_interested", mark("said that they are not interested now")
)
PLACED = audit.Act("placement.recorded", mark("recorded who takes an opportunity up"))
PLACEMENT_MOVED = audit.Act("placement.moved", mark("recorded how a placement goes on"))
FIELDS = ("title", "kind", "offers", "how_to_ask", "begins_on", "ends_on", "open_until")


def offer(
    programme: Programme, organisation: Organisation, said: Mapping[str, Any], *, once: UUID,
    by: User, at: datetime,
) -> Opportunity:  # fmt: skip
    """List an opportunity of an organisation (R2.21). `once` names the form: twice lists one."""
    with transaction.atomic():
        row = locked(programme.pk)
        allow(by, Capability.OFFER_OPPORTUNITY, row, Work.NOMINATE, row)
        own = nominates_for(by, row.pk) == organisation.pk
        if not (own or may(by, Capability.MANAGE_NOMINATIONS, row)):
            raise NotVisible
        if there := Opportunity.objects.filter(pk=once).first():
            if there.programme_id != row.pk:
                raise NotVisible
            return there
        listed = Opportunity.objects.create(
            pk=once, programme=row, organisation=organisation, listed_by=by,
            **{field: said[field] for field in FIELDS},
        )  # fmt: skip
        audit.record(LISTED, by=by, on=listed, at=at, programme=row.pk)
    return listed


def change(
    opportunity: Opportunity, said: Mapping[str, Any], *, version: int, by: User, at: datetime
) -> Opportunity:
    """Change an opportunity. Raises `ChangedMeanwhile` when somebody did since `version`."""
    with transaction.atomic():
        row = _locked(opportunity)
        _allow(by, row)
        if row.version != version:
            raise ChangedMeanwhile
        for field in FIELDS:
            setattr(row, field, said[field])
        row.version += 1
        row.save()
        detail = {"version": row.version}
        audit.record(CHANGED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
    return row


def close(opportunity: Opportunity, *, by: User, at: datetime) -> Opportunity:
    """Close an opportunity before its day; twice is as once."""
    with transaction.atomic():
        row = _locked(opportunity)
        _allow(by, row)
        if row.closed_at:
            return row
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        audit.record(CLOSED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def say_interested(
    opportunity: Opportunity, nomination: Nomination, *, today: date, by: User, at: datetime
) -> Interest:
    """Say that one is interested; twice is as once."""
    with transaction.atomic():
        row = _locked(opportunity)
        allow(by, Capability.ANSWER_NOMINATION, nomination, Work.NOMINATE, row.programme)
        nominee = _standing(row, nomination)
        if nominee.state == NominationState.NOMINATED:
            raise NotNow(
                say("State your own wish to develop first, on the page of your nomination.")
            )
        if row.closed_at or row.open_until < today:
            raise NotNow(say("This opportunity is closed by now. Look for others that are open."))
        said, fresh = Interest.objects.get_or_create(
            opportunity=row, nomination=nominee, defaults={"at": at}
        )
        if fresh:
            ours = Nominator.objects.filter(
                programme=row.programme_id, organisation=row.organisation_id
            )
            letters = [
                (user, {"opportunity": row.pk}, str(said.pk))
                for user in ours.values_list("user_id", flat=True)
            ]
            post_all("opportunity.interested", letters, at=at)
            audit.record(INTERESTED, by=by, on=row, at=at, programme=row.programme_id)
    return said


def take_interest_back(
    opportunity: Opportunity, nomination: Nomination, *, by: User, at: datetime
) -> None:
    """Say that one is not interested any more; twice is as once."""
    with transaction.atomic():
        row = _locked(opportunity)
        allow(by, Capability.ANSWER_NOMINATION, nomination, Work.KEEP_NOMINATIONS, row.programme)
        gone, _ = Interest.objects.filter(opportunity=row, nomination=nomination).delete()
        if gone:
            audit.record(NOT_INTERESTED, by=by, on=row, at=at, programme=row.programme_id)


def place(
    opportunity: Opportunity, nomination: Nomination, begins_on: date, ends_on: date | None, *,
    by: User, at: datetime,
) -> Placement:  # fmt: skip
    """Record who takes an opportunity up: somebody who said that they are interested (R2.21)."""
    with transaction.atomic():
        row = _locked(opportunity)
        _allow(by, row)
        _standing(row, nomination)
        if not row.interested.filter(nomination=nomination).exists():
            raise NotNow(say("Only somebody who says that they are interested can take it up."))
        there = row.placements.filter(nomination=nomination)
        if there.exclude(state=PlacementState.CALLED_OFF.value).exists():
            raise NotNow(say("It is recorded already that this person takes it up."))
        placed = Placement.objects.create(
            opportunity=row, nomination=nomination, begins_on=begins_on, ends_on=ends_on,
            recorded_by=by, recorded_at=at,
        )  # fmt: skip
        audit.record(PLACED, by=by, on=placed, at=at, programme=row.programme_id)
    return placed


def move_placement(
    placement: Placement, move: PlacementMove, *, by: User, at: datetime
) -> Placement:
    """Record that a placement has begun, is completed, or was called off."""
    with transaction.atomic():
        opportunity = _locked(placement.opportunity)
        row = Placement.objects.select_for_update(no_key=True).get(pk=placement.pk)
        _allow(by, opportunity)
        refusal = say(
            "This cannot be done any more: the placement is already {state}.", state=say(row.state)
        )
        row.state = after(PLACEMENT, PlacementState(row.state), move, refusal=refusal).value
        row.save(update_fields=["state"])
        programme = opportunity.programme_id
        audit.record(PLACEMENT_MOVED, by=by, on=row, at=at, programme=programme)
    return row


def _allow(by: User, row: Opportunity) -> None:
    allow(by, Capability.OFFER_OPPORTUNITY, row, Work.KEEP_NOMINATIONS, row.programme)


def _locked(opportunity: Opportunity) -> Opportunity:
    programme = locked(opportunity.programme_id)
    rows = Opportunity.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("organisation").get(pk=opportunity.pk)
    row.programme = programme
    return row


def _standing(opportunity: Opportunity, nomination: Nomination) -> Nomination:
    """Lock a nomination of the same programme that is not withdrawn; after its opportunity."""
    rows = Nomination.objects.select_for_update(no_key=True)
    rows = rows.filter(pk=nomination.pk, programme=opportunity.programme_id)
    row = rows.exclude(state=NominationState.WITHDRAWN.value).first()
    if row is None:
        raise NotVisible
    return row
