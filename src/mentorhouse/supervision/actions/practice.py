"""Mentors look at their own practice; mentees say something of it (R4.08, R4.09)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import day_of
from mentorhouse.supervision.models import PracticeFeedback, SelfAssessment
from mentorhouse.supervision.queries.practice import mentor_of
from mentorhouse.supervision.rules import full_batch
from mentorhouse.vault.sealing import seal

ASSESSED = audit.Act("practice.assessed", mark("looked at their own practice"))
SHARED = audit.Act("practice.shared", mark("shared a self-assessment with the supervisor, or not"))
REMOVED = audit.Act("practice.removed", mark("removed a self-assessment"))
SAID = audit.Act("practice.feedback_given", mark("gave feedback on a mentor’s practice"))
TAKEN_BACK = audit.Act("practice.feedback_taken_back", mark("took feedback back"))


def assess(
    participation: Participation,
    points: Sequence[tuple[str, int]],
    note: str,
    *,
    once: UUID,
    by: User,
    at: datetime,
) -> SelfAssessment:
    """Keep how a mentor sees their practice today. The same form twice is one."""
    if not points:
        raise NotNow(say("Answer at least one line. The others can stay empty."))
    with transaction.atomic():
        part = _own(participation, by)
        there = SelfAssessment.objects.filter(once=once, participation=part).first()
        if there is not None:
            return there
        row = SelfAssessment(participation=part, on=day_of(at), once=once)
        seal(row, answers=json.dumps({"points": list(points), "note": note}))
        row.save()
        audit.record(ASSESSED, by=by, on=row, at=at, programme=part.programme_id)
    return row


def share(row: SelfAssessment, *, shared: bool, by: User, at: datetime) -> SelfAssessment:
    """Let the supervisor read a self-assessment, or no longer."""
    with transaction.atomic():
        part = _own(row.participation, by)
        row = SelfAssessment.objects.select_for_update(no_key=True).get(pk=row.pk)
        if shared == (row.shared_at is not None):
            return row
        row.shared_at = at if shared else None
        row.save(update_fields=["shared_at"])
        audit.record(SHARED, by=by, on=row, at=at, programme=part.programme_id)
    return row


def remove(row: SelfAssessment, *, by: User, at: datetime) -> None:
    """Remove a self-assessment for good; a second time changes nothing."""
    with transaction.atomic():
        part = _own(row.participation, by)
        subject = audit.Subject(row._meta.label_lower, str(row.pk))  # Django's
        gone, _ = SelfAssessment.objects.filter(pk=row.pk, participation=part).delete()
        if gone:
            audit.record(REMOVED, by=by, on=subject, at=at, programme=part.programme_id)


def give_feedback(
    partnership: Partnership,
    points: Mapping[str, int],
    words: str,
    *,
    openly: bool,
    by: User,
    at: datetime,
) -> PracticeFeedback:
    """Say something of the mentor’s practice: openly, or only together with other mentees.

    It takes the place of what the same mentee said before and was not shown yet. When enough
    mentees have answered, their answers are shown together, in one go and for good.
    """
    if not points:
        raise NotNow(say("Answer at least one line. The others can stay empty."))
    with transaction.atomic():
        about = _locked(mentor_of(by, partnership))
        require(by, Capability.GIVE_PRACTICE_FEEDBACK, partnership)
        mine = PracticeFeedback.objects.filter(about=about, by_id=by.pk)
        mine.filter(batch=None).delete()
        row = PracticeFeedback(
            about=about, partnership=partnership, by_id=by.pk, on=day_of(at), openly=openly
        )
        said = {"points": dict(points), "words": words if openly else ""}
        seal(row, answers=json.dumps(said))
        row.save()
        if not openly:
            _show_together(about)
        audit.record(SAID, by=by, on=row, at=at, programme=about.programme_id)
    return row


def take_back(partnership: Partnership, *, by: User, at: datetime) -> None:
    """Take back what was not shown with others yet, and what is open."""
    with transaction.atomic():
        about = _locked(mentor_of(by, partnership))
        require(by, Capability.GIVE_PRACTICE_FEEDBACK, partnership)
        gone, _ = PracticeFeedback.objects.filter(about=about, by_id=by.pk, batch=None).delete()
        if gone:
            audit.record(TAKEN_BACK, by=by, on=partnership, at=at, programme=about.programme_id)


def _show_together(about: Participation) -> None:
    waiting = PracticeFeedback.objects.filter(about=about, openly=False, batch=None)
    if full_batch(waiting.count(), about.programme.design.evaluation.small_number):
        shown = PracticeFeedback.objects.filter(about=about, batch__isnull=False)
        newest = shown.order_by("-batch").values_list("batch", flat=True).first() or 0
        waiting.update(batch=newest + 1)


def _locked(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("programme").get(pk=participation.pk)


def _own(participation: Participation, by: User) -> Participation:
    row = _locked(participation)
    require(by, Capability.ASSESS_OWN_PRACTICE, row)
    return row
