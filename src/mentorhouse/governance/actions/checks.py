"""Deeds on checklists, and taking over known risks."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions.entries import ChangedMeanwhile
from mentorhouse.governance.models import CheckNote, Risk
from mentorhouse.governance.rules.risks import BY_KEY
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Programme

ANSWERED = audit.Act("governance.point_answered", mark("answered a point of a checklist"))
RISKS_TAKEN = audit.Act("governance.risks_taken", mark("took over risks that were offered"))


def answer_point(
    programme: Programme,
    checklist: str,
    point: str,
    values: Mapping[str, str],
    *,
    version: int,
    by: User,
    at: datetime,
) -> CheckNote:
    """Answer one point that was read as `version` (0: not answered yet).

    Raises `ChangedMeanwhile` if somebody else answered it since.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_GOVERNANCE, row)
        known = CheckNote.objects.filter(programme=row, checklist=checklist, point=point).first()
        note = known or CheckNote(programme=row, checklist=checklist, point=point, version=0)
        if known and all(getattr(known, name) == value for name, value in values.items()):
            return known
        if note.version != version:
            raise ChangedMeanwhile(note)
        for name, value in values.items():
            setattr(note, name, value)
        note.version += 1
        note.save(force_insert=known is None)
        audit.record(ANSWERED, by=by, on=note, at=at, programme=row.pk, detail={"point": point})
    return note


def take_risks(programme: Programme, keys: Collection[str], *, by: User, at: datetime) -> int:
    """Put known risks on the register; each is taken once, however often. They are `by`’s duty."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_GOVERNANCE, row)
        there = set(Risk.objects.filter(programme=row).values_list("seed", flat=True))
        made = Risk.objects.bulk_create(
            Risk(programme=row, seed=key, title=known.title, response=known.response, owner=by)
            for key, known in BY_KEY.items()
            if key in keys and key not in there
        )
        if made:
            detail = {"count": len(made)}
            audit.record(RISKS_TAKEN, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return len(made)
