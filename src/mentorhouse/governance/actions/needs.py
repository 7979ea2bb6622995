"""Deeds on needs: asking managers, their statements, closing the year (R2.27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions.lock import kept, refuse_archived
from mentorhouse.governance.models import Need, NeedsYear
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.programmes.models import Programme

ASKED = audit.Act("needs.asked", mark("asked managers how much mentoring their staff need"))
REMINDED = audit.Act("needs.reminded", mark("reminded managers of their statement"))
STATED = audit.Act("needs.stated", mark("stated how much mentoring their staff need"))
CLOSED = audit.Act("needs.closed", mark("closed a year of needs"))
REOPENED = audit.Act("needs.reopened", mark("opened a year of needs again"))


@dataclass(frozen=True)
class Stated:
    """What a manager says."""

    organisation: str
    mentees_wanted: int
    mentors_offered: int
    themes: str = ""
    comment: str = ""


class StatedMeanwhile(NotNow):
    """The statement was changed in another window. Nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "Your statement was changed in another window meanwhile. What you typed is below, "
                "and not saved yet. Save again to keep it."
            )
        )


def ask(
    programme: Programme, year: int, addresses: Sequence[str], *, by: User, at: datetime
) -> int:
    """Ask managers for a year; each gets an account if need be, and one letter. Return how many."""
    with transaction.atomic():
        row = kept(programme, by=by)
        asked, _ = NeedsYear.objects.get_or_create(programme=row, year=year)
        _refuse_closed(asked)
        users = find_or_open(addresses).values()
        there = set(asked.needs.values_list("manager_id", flat=True))
        fresh = {user.pk: Need(year=asked, manager=user, asked_at=at) for user in users}
        made = Need.objects.bulk_create(need for pk, need in fresh.items() if pk not in there)
        _write_to(made, at=at)
        if made:
            detail = {"count": len(made), "year": year}
            audit.record(ASKED, by=by, on=asked, at=at, programme=row.pk, detail=detail)
    return len(made)


def remind(year: NeedsYear, *, by: User, at: datetime) -> int:
    """Write again to those who have not answered, once a day at most. Return how many."""
    with transaction.atomic():
        row = _locked(year)
        require(by, Capability.RUN_GOVERNANCE, row.programme)
        refuse_archived(row.programme)
        _refuse_closed(row)
        waiting = list(row.needs.filter(given_at=None))
        _write_to(waiting, at=at)
        if waiting:
            detail = {"count": len(waiting), "year": row.year}
            audit.record(REMINDED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
    return len(waiting)


def _write_to(needs: Sequence[Need], *, at: datetime) -> None:
    letters = [(n.manager_id, {"need": str(n.pk)}, f"{n.pk}-{at:%Y%m%d}") for n in needs]
    post_all("governance.needs", letters, at=at)


def state(need: Need, said: Stated, *, version: int, by: User, at: datetime) -> Need:
    """Keep what a manager states, until the year is closed. Sent twice, it is kept once."""
    with transaction.atomic():
        year = _locked(need.year)
        refuse_archived(year.programme)
        _refuse_closed(year)
        row = Need.objects.select_for_update(no_key=True).get(pk=need.pk)
        require(by, Capability.STATE_NEEDS, row)
        values = vars(said) | {"organisation": find_or_add([said.organisation])[said.organisation]}
        same = row.given_at is not None and all(getattr(row, n) == v for n, v in values.items())
        if same:
            return row
        if row.version != version:
            raise StatedMeanwhile
        for name, value in values.items():
            setattr(row, name, value)
        row.given_at = at
        row.version += 1
        row.save()
        audit.record(STATED, by=by, on=row, at=at, programme=year.programme_id)
    return row


def close(year: NeedsYear, *, by: User, at: datetime) -> NeedsYear:
    """Close a year: its figures stand."""
    with transaction.atomic():
        row = _locked(year)
        require(by, Capability.RUN_GOVERNANCE, row.programme)
        refuse_archived(row.programme)
        if row.closed_at is None:
            row.closed_at = at
            row.save(update_fields=["closed_at"])
            audit.record(CLOSED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def reopen(year: NeedsYear, *, by: User, at: datetime) -> NeedsYear:
    """Open a closed year again, so that managers can correct what they stated."""
    with transaction.atomic():
        row = _locked(year)
        require(by, Capability.RUN_GOVERNANCE, row.programme)
        refuse_archived(row.programme)
        if row.closed_at is not None:
            row.closed_at = None
            row.save(update_fields=["closed_at"])
            audit.record(REOPENED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def _refuse_closed(year: NeedsYear) -> None:
    if year.closed_at is not None:
        raise NotNow(
            say(
                "The figures for {year} are closed. Ask the programme’s co-ordinator if "
                "something has to change.",
                year=year.year,
            )
        )


def _locked(year: NeedsYear) -> NeedsYear:
    rows = NeedsYear.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("programme").filter(pk=year.pk).first()
    if row is None:
        raise NotVisible
    return row
