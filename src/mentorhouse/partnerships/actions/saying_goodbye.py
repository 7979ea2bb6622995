"""The planned end: each thinks alone, tells the others, and says goodbye (R10.04)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.actions.answering import locked
from mentorhouse.partnerships.actions.beginning import tell
from mentorhouse.partnerships.actions.ending import finish, tell_coordinators
from mentorhouse.partnerships.actions.members import members_of, own, record, tell_others
from mentorhouse.partnerships.models import Farewell, Member, OwnFarewell, Partnership
from mentorhouse.partnerships.rules import farewell as rules
from mentorhouse.partnerships.rules.reviews import all_are_done
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.sealing import seal

FAREWELL_WRITTEN = audit.Act("farewell.written", mark("wrote for the end of a partnership"))
SAID_GOODBYE = audit.Act("farewell.said", mark("said goodbye at the end of a partnership"))
ENDED_AS_PLANNED = audit.Act("partnership.ended_as_planned", mark("ended a partnership as planned"))
PageT = TypeVar("PageT", Farewell, OwnFarewell)


def write_farewell(
    partnership: Partnership, texts: Mapping[str, str], *, by: User, at: datetime
) -> None:
    """Write boxes of the planned end; those that are not named stay as they are."""
    with transaction.atomic():
        row, _ = locked(partnership.pk)
        _check_running(row, by)
        mine = own(row, by)
        told = {name: text for name, text in texts.items() if name in rules.TOLD}
        alone = {name: text for name, text in texts.items() if name in rules.ALONE}
        if told and _farewell(row, mine, at=at).said_goodbye_at:
            raise NotNow(say(rules.SAID_ALREADY))
        if told:
            _write(_farewell(row, mine, at=at), told, at=at)
        if alone:
            found = OwnFarewell.objects.filter(partnership=row, participation=mine).first()
            _write(found or OwnFarewell(partnership=row, participation=mine), alone, at=at)
        record(FAREWELL_WRITTEN, row, by=by, at=at)


def say_goodbye(partnership: Partnership, *, by: User, at: datetime) -> Partnership:
    """Say goodbye. When everybody has, the partnership has come to its end. Twice is as once."""
    with transaction.atomic():
        row, members = locked(partnership.pk)
        require(by, Capability.SAY_GOODBYE, row)
        if row.state == PartnershipState.ENDED:
            return row
        _check_running(row, by)
        mine = _farewell(row, own(row, by), at=at)
        if mine.said_goodbye_at:
            return row
        mine.said_goodbye_at = at
        mine.save()
        ended = end_if_all_have(row, members, at=at)
        if not ended:
            tell_others("farewell.said", row, by, str(mine.pk), at=at)
        record(ENDED_AS_PLANNED if ended else SAID_GOODBYE, row, by=by, at=at)
    return row


def end_if_all_have(row: Partnership, members: Sequence[Member], *, at: datetime) -> bool:
    """End a locked partnership as planned, once everybody who is there has said goodbye."""
    said = Farewell.objects.filter(partnership=row, said_goodbye_at__isnull=False)
    done = set(said.values_list("participation__person", flat=True))
    if not all_are_done([m.participation.person_id for m in members_of(row)], done):
        return False
    finish(row, members, Ending.PLANNED, at=at)
    tell("partnership.ended", members, at=at)
    tell_coordinators("partnership.ended_told", row, str(row.pk), at=at)
    return True


def _check_running(row: Partnership, by: User) -> None:
    require(by, Capability.SAY_GOODBYE, row)
    if row.state != PartnershipState.ACTIVE:
        raise NotVisible


def _farewell(row: Partnership, mine: Participation, *, at: datetime) -> Farewell:
    found = Farewell.objects.filter(partnership=row, participation=mine).first()
    return found or Farewell(partnership=row, participation=mine, written_at=at)


def _write(page: PageT, texts: Mapping[str, str], *, at: datetime) -> None:
    seal(page, **{name: text or None for name, text in texts.items()})
    page.written_at = at
    page.save()
