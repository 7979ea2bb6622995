"""Deeds on a programme’s library. They change its design, so that they travel with its file."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.guidance import rules
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.design.public import Guidance, HelpElsewhere, ProgrammeText
from mentorhouse.programmes.models import DesignVersion, Programme

GUIDE_WRITTEN = audit.Act("guide.written", mark("wrote a guide of the programme"))
GUIDE_MOVED = audit.Act("guide.moved", mark("left out, brought back or reset a guide"))
HELP_KEPT = audit.Act("guide.help_kept", mark("changed where else to find help"))
Part = Callable[[Guidance], object]


def put_guide(
    programme: Programme, page: ProgrammeText, *, by: User, at: datetime, version: int
) -> Programme:
    """Write a programme’s own guide, or its change to a shipped one, from what was read then.

    Raises `programmes.actions.ChangedMeanwhile` if somebody else wrote this guide since.
    """
    with transaction.atomic():
        row = _locked(programme, by=by)
        changed = rules.with_page(row.design.guidance, page)
        if changed == row.design.guidance:
            return row
        row = _as_read(row, lambda one: rules.page_of(one, page.key), version=version)
        saved = _change(row, changed, by=by, at=at)
        audit.record(GUIDE_WRITTEN, by=by, on=saved, at=at, programme=saved.pk)
    return saved


def rearrange(
    programme: Programme, key: str, deed: rules.Deed, *, by: User, at: datetime, version: int
) -> Programme:
    """Leave a guide out, bring it back, or go back to the text that ships."""
    with transaction.atomic():
        row = _locked(programme, by=by)
        changed = rules.rearranged(row.design.guidance, key, deed)
        if changed == row.design.guidance:
            return row
        row = _as_read(row, lambda one: rules.standing_of(one, key), version=version)
        saved = _change(row, changed, by=by, at=at)
        detail = {"deed": deed.value}
        audit.record(GUIDE_MOVED, by=by, on=saved, at=at, programme=saved.pk, detail=detail)
    return saved


def keep_help(
    programme: Programme, places: Sequence[HelpElsewhere], *, by: User, at: datetime, version: int
) -> Programme:
    """Keep where else people find help (R13.06)."""
    with transaction.atomic():
        row = _locked(programme, by=by)
        changed = row.design.guidance.model_copy(update={"help": list(places)})
        if changed == row.design.guidance:
            return row
        row = _as_read(row, lambda one: one.help, version=version)
        saved = _change(row, changed, by=by, at=at)
        detail = {"count": len(places)}
        audit.record(HELP_KEPT, by=by, on=saved, at=at, programme=saved.pk, detail=detail)
    return saved


def _locked(programme: Programme, *, by: User) -> Programme:
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    require(by, Capability.RUN_PROGRAMME, row)
    return row


def _as_read(row: Programme, part: Part, *, version: int) -> Programme:
    """Take the newest version for the one that was read, where only other parts changed since.

    Else the version stays the one that was read, and `change_design` refuses it.
    """
    if row.design_version != version:
        seen = DesignVersion.objects.filter(programme=row, number=version).first()
        if seen is None or part(seen.design.guidance) != part(row.design.guidance):
            row.design_version = version
    return row


def _change(row: Programme, guidance: Guidance, *, by: User, at: datetime) -> Programme:
    data = plain(row.design) | {"guidance": guidance.model_dump(mode="json")}
    return change_design(row, parse_design(data), by=by, at=at, version=row.design_version)
