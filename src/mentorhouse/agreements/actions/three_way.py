"""Every write of a three-way start: asking the line manager, and what they answer (R6.07).

The partnership is locked first, then the manager's part; so asking, taking back, signing and the
end of the partnership wait for one another.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access import links
from mentorhouse.access.links import LinkHolder, LinkIsOver
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import same_address
from mentorhouse.agreements import queries
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.rules import (
    BETWEEN_LETTERS,
    LINK_WORKS,
    MOST_LETTERS,
    PartSaid,
    reminder_is_due,
)
from mentorhouse.agreements.states import PART, PartMove, PartState
from mentorhouse.languages.saying import say
from mentorhouse.notifications.actions import post, post_all, post_outside
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import seal

MANAGER_ASKED = audit.Act("agreement.manager_asked", "asked a line manager for their part")
TAKEN_BACK = audit.Act("agreement.manager_not_asked", "took the question to a line manager back")
MANAGER_TALKS = audit.Act("agreement.manager_talks", "wants to talk before signing a part")
PART_SIGNED = audit.Act("agreement.part_signed", "signed a line manager's part of the start")
REMINDED = audit.Act("agreement.manager_reminded", "reminded a line manager of their part")
RAN_OUT = audit.Act("agreement.manager_silent", "told a mentee that no part was signed in time")
TASK = "follow up managers parts"


def ask_manager(
    partnership: Partnership, *, name: str, email: str, by: User, at: datetime
) -> ManagersPart:
    """Send the mentee's line manager the link to their part; a newer letter ends an older link."""
    with transaction.atomic():
        row = _locked(partnership.pk)
        require(by, Capability.ASK_MANAGER_TO_JOIN, row)
        if not queries.starts_three_way(row):
            raise NotVisible
        part = _locked_part(partnership=row) or ManagersPart(partnership=row)
        part.state = after(PART, PartState(part.state), PartMove.ASK, refusal=_signed()).value
        email = same_address(email)
        _check(part, row, email, at=at)
        part.name, part.email, part.sent_at = name.strip(), email, at
        part.reminded_at = part.ran_out_at = part.answered_at = part.answered_with = None
        part.letters += 1
        links.renew(part, until=at + LINK_WORKS)
        part.save()
        about, key = {"part": part.pk, "letter": part.letters}, f"{part.pk}:{part.letters}"
        post_outside("agreement.managers_part", about=about, at=at, key=key)
        audit.record(MANAGER_ASKED, by=by, on=part, at=at, programme=row.programme_id)
    return part


def take_back(partnership: Partnership, *, by: User, at: datetime) -> ManagersPart:
    """End the link of a question that was sent; what is signed stays."""
    with transaction.atomic():
        row = _locked(partnership.pk)
        require(by, Capability.ASK_MANAGER_TO_JOIN, row)
        part = _locked_part(partnership=row)
        if part is None:
            raise NotVisible
        part.state = after(PART, PartState(part.state), PartMove.WITHDRAW, refusal=_signed()).value
        part.answered_at = part.answered_with = None
        links.close(part)
        part.save()
        audit.record(TAKEN_BACK, by=by, on=part, at=at, programme=row.programme_id)
    return part


def answer_part(
    said: PartSaid, *, once: UUID, letter: int, by: LinkHolder, at: datetime
) -> ManagersPart:
    """Record what the holder of the link signs, or that they want to talk. Raises `LinkIsOver`.

    `once` names the form: pressed twice, or twice at once, it is one answer. `letter` is the
    number of the letter with the link: a newer one may have gone to somebody else meanwhile.
    """
    with transaction.atomic():
        found = queries.parts().filter(pk=by.row_id).values_list("partnership", flat=True).first()
        if found is None:
            raise NotVisible
        _locked(found)  # it may end at this moment
        row = _locked_part(pk=by.row_id)
        if row is None:
            raise NotVisible
        require(by, Capability.SIGN_MANAGERS_PART, row)
        if queries.was_this_form(row, once, at=at):
            return row
        if row.letters != letter or not queries.waits_for_manager(row, at=at):
            raise LinkIsOver
        signs = said.minutes_a_month is not None
        move = PartMove.SIGN if signs else PartMove.ASK_TO_TALK
        row.state = after(PART, PartState(row.state), move).value
        row.answered_at, row.answered_with = at, once
        if signs:
            _seal(row, said)
        row.save()
        _tell_of_answer(row, at=at)
        act, programme = PART_SIGNED if signs else MANAGER_TALKS, row.partnership.programme_id
        audit.record(act, by=None, task="private link", on=row, at=at, programme=programme)
    return row


def follow_up(*, at: datetime) -> None:
    """Remind line managers once, and tell the mentee where no answer came in time."""
    for pk in list(queries.unanswered_parts().values_list("pk", flat=True)):
        with transaction.atomic():
            rows = queries.unanswered_parts().select_for_update(no_key=True, of=("self",))
            row = rows.filter(pk=pk).first()
            if row is not None and queries.starts_three_way(row.partnership):
                _follow(row, at=at)


def _follow(row: ManagersPart, *, at: datetime) -> None:
    about, key = {"part": row.pk, "letter": row.letters}, f"{row.pk}:{row.letters}"
    programme = row.partnership.programme_id
    if not links.in_time(row, at=at):
        row.ran_out_at = at
        row.save(update_fields=["ran_out_at"])
        mentee = queries.mentee_of(row.partnership).user
        post("agreement.manager_silent", to=mentee, about=about, at=at, key=key)
        audit.record(RAN_OUT, by=None, task=TASK, on=row, at=at, programme=programme)
    elif reminder_is_due(row.sent_at, row.reminded_at, at=at):
        row.reminded_at = at
        row.save(update_fields=["reminded_at"])
        post_outside("agreement.managers_part_reminder", about=about, at=at, key=key)
        audit.record(REMINDED, by=None, task=TASK, on=row, at=at, programme=programme)


def _locked(partnership_id: UUID) -> Partnership:
    rows = Partnership.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("programme").get(pk=partnership_id)


def _locked_part(**wanted: object) -> ManagersPart | None:
    rows = queries.parts().select_for_update(no_key=True, of=("self",))
    return rows.filter(**wanted).first()


def _signed() -> str:
    return say("Your line manager has signed already, so there is nothing to ask.")


def _check(part: ManagersPart, row: Partnership, email: str, *, at: datetime) -> None:
    """Refuse an address of the pair, and letters in quick succession."""
    pair = row.members.values_list("participation__person__user__email", flat=True)
    if email in {same_address(each) for each in pair}:
        raise NotNow(say("This is the address of one of you two. Enter your line manager’s."))
    if not part.letters:
        return
    if at - part.sent_at < BETWEEN_LETTERS and part.email == email:
        raise NotNow(say("A letter went out within the last day. Please wait a day in between."))
    if part.letters >= MOST_LETTERS:
        raise NotNow(say("You have asked several times already. Please ask a co-ordinator."))


def _seal(row: ManagersPart, said: PartSaid) -> None:
    seal(
        row, minutes_a_month=str(said.minutes_a_month), support=said.support.strip(),
        talks=said.talks.strip(), signed_as=said.signed_as.strip(),
    )  # fmt: skip


def _tell_of_answer(row: ManagersPart, *, at: datetime) -> None:
    """Tell both that it is signed; tell the mentee alone that their manager wants to talk."""
    about, key = {"part": row.pk, "letter": row.letters}, f"{row.pk}:{row.letters}"
    if row.state == PartState.SIGNED:
        people = row.partnership.members.values_list("participation__person_id", flat=True)
        post_all("agreement.part_signed", [(who, about, key) for who in people], at=at)
    else:
        mentee = queries.mentee_of(row.partnership).user
        post("agreement.manager_talks", to=mentee, about=about, at=at, key=key)
