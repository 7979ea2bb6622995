"""Deeds around a manager's or sponsor's support. The application is locked first, then the row."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mentorhouse import audit
from mentorhouse.access import links
from mentorhouse.access.links import LinkHolder, LinkIsOver
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import same_address
from mentorhouse.notifications.actions import post, post_all, post_outside
from mentorhouse.people.actions import change_profile
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import Work
from mentorhouse.recruitment.models import Application, Endorsement
from mentorhouse.recruitment.queries import endorsing as queries
from mentorhouse.recruitment.rules.endorsing import MOST_QUESTIONS, asked_of, may_send_again
from mentorhouse.recruitment.states import (
    ENDORSEMENT,
    OPEN,
    Asks,
    EndorsementMove,
    EndorsementState,
)
from mentorhouse.vault.sealing import seal

ASKED = audit.Act("endorsement.asked", "asked a manager or sponsor for support")
SENT_AGAIN = audit.Act("endorsement.sent_again", "had the question to a manager sent again")
ANSWERED = audit.Act("endorsement.answered", "answered whether they support an applicant")
READ = audit.Act("endorsement.read", "read what a manager or sponsor answered")


@dataclass(frozen=True)
class Who:
    """Who is asked, and what they are to the applicant."""

    relation: Asks
    name: str
    email: str


@dataclass(frozen=True)
class Said:
    """What a manager or sponsor answers."""

    move: EndorsementMove
    minutes_a_month: int | None = None
    understands_confidentiality: bool = False
    comment: str = ""


def ask_for(application: Application, who: Who, *, by: User, at: datetime) -> Endorsement:
    """Ask somebody to support an application: they get a letter with a private link (R3.04).

    Asking the same person again sends the question again; asking somebody else, or after an
    answer, supersedes the question before. The applicant's profile keeps who the manager is.
    """
    with transaction.atomic():
        row = _locked(application)
        require(by, Capability.ASK_FOR_SUPPORT, row)
        if who.relation not in asked_of(row.programme.design, row.role):
            raise NotVisible
        email = same_address(who.email)
        if email == same_address(row.person.user.email):
            raise NotNow(_("This is your own address. Enter the address of the person you ask."))
        before = _standing_question(row, who.relation)
        if before and before.state == EndorsementState.ASKED and before.email == email:
            return _send_again(before, by=by, at=at, name=who.name.strip())
        if row.endorsements.count() >= MOST_QUESTIONS and by.pk == row.person_id:
            raise NotNow(_("You have asked several times already. Please ask a co-ordinator."))
        if before:
            _supersede(before)
        made = Endorsement(
            application=row, relation=who.relation.value, name=who.name.strip(), email=email,
            asked_at=at, sent_at=at,
        )  # fmt: skip
        _link_anew(made, at=at)
        made.save()
        _post_question(made, at=at)
        _keep_manager(row, who.relation, email, by=by, at=at)
        detail = {"relation": who.relation.value}
        audit.record(ASKED, by=by, on=made, at=at, programme=row.programme_id, detail=detail)
    return made


def send_again(endorsement: Endorsement, *, by: User, at: datetime) -> Endorsement:
    """Send the same question again, with a new link; the old one opens nothing any more."""
    with transaction.atomic():
        _locked(endorsement.application)
        row = _locked_question(endorsement.pk)
        require(by, Capability.ASK_FOR_SUPPORT, row)
        if row.state != EndorsementState.ASKED:
            raise NotNow(_("The question is answered, so it is not sent again."))
        return _send_again(row, by=by, at=at, name=row.name)


def answer(said: Said, *, once: UUID, by: LinkHolder, at: datetime) -> Endorsement:
    """Record what the holder of a link answers, once. Raises `LinkIsOver`.

    `once` names the form: pressed twice, or twice at once, it is one answer.
    """
    with transaction.atomic():
        _locked_application_of(by.row_id)  # it may be withdrawn at this moment
        row = _locked_question(by.row_id)
        require(by, Capability.ANSWER_SUPPORT, row)
        if queries.was_this_form(row, once, at=at):
            return row
        if not queries.can_answer(row, at=at):
            raise LinkIsOver
        supports = said.move is EndorsementMove.SUPPORT
        row.state = after(ENDORSEMENT, EndorsementState(row.state), said.move).value
        row.answered_at, row.answered_with = at, once
        row.minutes_a_month = said.minutes_a_month if supports else None
        row.understands_confidentiality = said.understands_confidentiality
        seal(row, comment=said.comment or None)
        row.save()
        _tell_of_answer(row, at=at)
        programme, detail = row.application.programme_id, {"answer": row.state.replace(" ", "_")}
        audit.record(
            ANSWERED, by=None, task="private link", on=row, at=at, programme=programme,
            detail=detail,
        )  # fmt: skip
    return row


def note_reading(endorsement: Endorsement, *, by: User, at: datetime) -> None:
    """Leave a trace that a co-ordinator read an answer (spec 7, rule 4)."""
    require(by, Capability.READ_ENDORSEMENT, endorsement)
    programme = endorsement.application.programme_id
    audit.record(READ, by=by, on=endorsement, at=at, programme=programme)


def _locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("programme", "person__user").get(pk=application.pk)
    if row.state not in OPEN:
        raise NotNow(_("This application is over, so nobody is asked any more."))
    check_open(row.programme.state, Work.INVITE)
    return row


def _locked_application_of(endorsement_id: UUID) -> None:
    ids = Endorsement.objects.filter(pk=endorsement_id).values("application")
    list(Application.objects.select_for_update(no_key=True).filter(pk__in=ids))


def _locked_question(endorsement_id: UUID) -> Endorsement:
    rows = Endorsement.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related(*queries.WITH).filter(pk=endorsement_id).first()
    if found is None:
        raise NotVisible
    return found


def _standing_question(row: Application, relation: Asks) -> Endorsement | None:
    rows = Endorsement.objects.select_for_update(no_key=True, of=("self",))
    rows = rows.select_related(*queries.WITH).filter(application=row, relation=relation.value)
    return rows.exclude(state=EndorsementState.SUPERSEDED.value).first()


def _supersede(row: Endorsement) -> None:
    refusal = _("Support is given already, so there is nothing to ask.")
    state = after(
        ENDORSEMENT, EndorsementState(row.state), EndorsementMove.ASK_ANEW, refusal=refusal
    )
    row.state = state.value
    links.close(row)
    row.save(update_fields=["state", "link_nonce", "link_hash"])


def _send_again(row: Endorsement, *, by: User, at: datetime, name: str) -> Endorsement:
    if not may_send_again(row.sent_at, at=at):
        raise NotNow(_("A letter went out within the last day. Please wait a day in between."))
    row.name = name
    row.letters += 1
    row.sent_at, row.reminded_at, row.escalated_at = at, None, None
    _link_anew(row, at=at)
    row.save()
    _post_question(row, at=at)
    programme = row.application.programme_id
    audit.record(SENT_AGAIN, by=by, on=row, at=at, programme=programme)
    return row


def _link_anew(row: Endorsement, *, at: datetime) -> None:
    days = row.application.programme.design.mentees.endorsement.link_days
    links.renew(row, until=at + timedelta(days=days))


def _post_question(row: Endorsement, *, at: datetime) -> None:
    about = {"endorsement": row.pk, "letter": row.letters}
    key = f"{row.pk}:{row.letters}"
    post_outside("endorsement.asked", about=about, at=at, key=key)


def _tell_of_answer(row: Endorsement, *, at: datetime) -> None:
    """Tell the applicant that there is an answer; co-ordinators where somebody has to talk."""
    about, key = {"endorsement": row.pk}, f"{row.pk}:{row.letters}"
    post("endorsement.answered", to=row.application.person.user, about=about, at=at, key=key)
    if row.state != EndorsementState.SUPPORTS:
        people = queries.who_looks_after(row)
        post_all("endorsement.to_look_at", [(who, about, key) for who in people], at=at)


def _keep_manager(row: Application, relation: Asks, email: str, *, by: User, at: datetime) -> None:
    """Keep in the applicant's profile who their manager is, so that nobody types it twice."""
    own = by.pk == row.person_id and relation is Asks.LINE_MANAGER
    if own and row.person.line_manager_email != email:
        change_profile(row.person, {"line_manager_email": email}, by=by, at=at)
