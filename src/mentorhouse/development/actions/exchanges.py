"""Asking for feedback, offering an opportunity, sharing something, and answering."""

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.development.actions.sheets import begin_sheet
from mentorhouse.development.models import Exchange, ExchangePiece
from mentorhouse.development.queries.exchanges import may_give, opened
from mentorhouse.development.rules.exchanges import ANSWERS
from mentorhouse.development.rules.learning import ACTIVITY
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.actions.members import locked_running
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.rules import Upload, file_name, type_of
from mentorhouse.programmes.relations import day_of
from mentorhouse.vault.sealing import seal, seal_all

GIVEN = audit.Act("exchange.given", mark("asked for feedback, offered or shared something"))
ANSWERED = audit.Act("exchange.answered", mark("answered what a partner asked or offered"))
PIECE = 256 * 1024


def give(
    partnership: Partnership, kind: str, words: Mapping[str, str], *, once: UUID, by: User,
    at: datetime, file: Upload | None = None,
) -> Exchange:  # fmt: skip
    """Ask, offer or share; sending the same form twice does it once. Raises `UnusableFile`."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.WRITE_EXCHANGE, by)
        if not may_give(by, row, kind):
            raise NotVisible
        sent = Exchange.objects.filter(partnership=row, once=once).first()
        if sent is not None:
            return sent
        made = Exchange(
            partnership=row, once=once, kind=kind, given_by_id=by.pk, given_at=at,
            state="open" if ANSWERS[kind] else "shared",
        )  # fmt: skip
        seal(made, words=json.dumps(dict(words)))
        if file is not None:
            made.filetype = type_of(file.content)
            seal(made, filename=file_name(file.name, made.filetype))
        made.save(force_insert=True)
        _put(made, file)
        audit.record(GIVEN, by=by, on=made, at=at, programme=row.programme_id)
    return made


def answer(
    exchange: Exchange, state: str, words: Mapping[str, str], *, by: User, at: datetime
) -> Exchange:
    """Answer what another asked or offered; an opportunity accepted becomes an activity (R8.14).

    Raises `NotNow` where it is answered already.
    """
    with transaction.atomic():
        row = locked_running(exchange.partnership_id, Capability.WRITE_EXCHANGE, by)
        found = Exchange.objects.select_for_update(no_key=True).get(pk=exchange.pk)
        found.partnership = row
        if found.given_by_id == by.pk or state not in ANSWERS[found.kind]:
            raise NotVisible
        if found.state != "open":
            raise NotNow(say("This was answered already. The list shows the answer."))
        found.state, found.answered_by_id, found.answered_at = state, by.pk, at
        seal(found, answer=json.dumps(dict(words)))
        found.save()
        if state == "accepted":
            said = opened(by, [found], at=at)[0].words
            activity = {"topic": said["topic"], "what": "project", "on": day_of(at).isoformat()}
            once = uuid5(found.pk, "activity")
            begin_sheet(row, ACTIVITY, activity, once=once, by=by, at=at)
        audit.record(ANSWERED, by=by, on=found, at=at, programme=row.programme_id)
    return found


def _put(made: Exchange, file: Upload | None) -> None:
    if file is None:
        return
    pieces = [
        (ExchangePiece(exchange=made, number=number), file.content[place : place + PIECE])
        for number, place in enumerate(range(0, len(file.content), PIECE))
    ]
    seal_all([(piece, {"content": base64.b85encode(part).decode()}) for piece, part in pieces])
    ExchangePiece.objects.bulk_create([piece for piece, _ in pieces])
