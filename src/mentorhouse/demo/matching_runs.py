"""Shortlists and drafts of the demonstration: one that mentees choose from, one that waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.demo.joining_register import KNOWN
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import Place
from mentorhouse.register.actions import admit

EACH = 3  # mentees who choose now besides one with a name; the others wait for a list
NEWCOMERS = (7, 6)  # mentors and mentees


def shortlists(
    named: dict[str, User], crowd: tuple[Sequence[User], Sequence[User]], at: datetime
) -> None:
    """Ward to Board: some choose from their shortlists, others’ lists are in draft."""
    by = named["coordinator-board"]
    programme = Programme.objects.get(name=cast.WARD)
    then = at - timedelta(days=12)
    leading = _take_part(programme, "mentor", crowd[0], by, then)
    for part in leading:
        admit(part, by=by, at=then + timedelta(days=1), reason=KNOWN)
    first = [named["mentee-listed"], *crowd[1][:EACH]]
    _take_part(programme, "mentee", first, by, then)
    _lists(programme, by, at - timedelta(days=6), send=True)
    _take_part(programme, "mentee", crowd[1][EACH:], by, at - timedelta(days=2))
    _lists(programme, by, at - timedelta(hours=3), send=False)


def _take_part(
    programme: Programme, role: str, users: Sequence[User], by: User, at: datetime
) -> list[Participation]:
    places = [Place(user.pk, role) for user in users]
    found = {p.person_id: p for p in programmes.bring_in(programme, places, by=by, at=at)}
    parts = [found[user.pk] for user in users]
    programmes.invite(programme, by=by, at=at)
    for part in parts:
        programmes.answer_participation(part, accept=True, by=part.person.user, at=at)
    return parts


def _lists(programme: Programme, by: User, at: datetime, *, send: bool) -> None:
    run = start(programme, MatchRun.Kind.SHORTLIST, by=by, at=at)
    carry_out(run.pk, at=at)
    if send:
        publish(run, by=by, at=at)
