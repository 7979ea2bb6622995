"""Deciding about applications. A decision is made first and sent afterwards (R3.07)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import Work
from mentorhouse.recruitment.models import Application, Appraisal, DecisionReason
from mentorhouse.recruitment.queries import deciding as queries
from mentorhouse.recruitment.rules import deciding as rules
from mentorhouse.recruitment.states import (
    APPLICATION,
    DECIDABLE,
    ApplicationState,
    Decision,
)
from mentorhouse.vault.sealing import seal, seal_all

JUDGED = audit.Act("application.judged", "judged a criterion of an application")
DECIDED = audit.Act("application.decided", "decided about an application; nothing was sent yet")
TAKEN_BACK = audit.Act("application.decision_taken_back", "took back a decision before it was sent")
APPLICATION_READ = audit.Act("application.read", "read an application")
LIST_EXPORTED = audit.Act("application.list_exported", "exported the list of applications")
Kind = DecisionReason.Kind


@dataclass(frozen=True)
class Ruling:
    """What a co-ordinator decides: the words for the applicant, and reasons where one is needed."""

    decision: Decision
    words: str = ""
    waiver: str = ""
    out_of_turn: str = ""


class ChangedMeanwhile(NotNow):
    """The application is not the one that was read."""


class AlreadyDecided(NotNow):
    """Somebody else has decided about it."""


class NeedsReason(NotNow):
    """The decision goes beside a rule; `kind` says which reason is missing."""

    def __init__(self, words: str, kind: str) -> None:
        super().__init__(words)
        self.kind = kind


def judge(
    application: Application, criterion: str, *, met: bool | None, by: User, at: datetime
) -> None:
    """Say whether an applicant meets a criterion that a person has to judge; None: not yet."""
    with transaction.atomic():
        row = locked_application(application, by)
        found = {one.key: one for one in queries.criteria_of(row)}
        if criterion not in found or not found[criterion].for_a_person:
            raise NotNow(say("This is known from the profile, so there is nothing to judge."))
        rows = Appraisal.objects.filter(application=row, criterion=criterion)
        if met is None:
            rows.delete()
        else:
            said = {"met": met, "by": by, "at": at}
            Appraisal.objects.update_or_create(
                application=row, criterion=criterion, defaults=said
            )  # fmt: skip
        detail = {"met": "open" if met is None else met}
        programme = row.programme_id
        audit.record(JUDGED, by=by, on=row, at=at, programme=programme, detail=detail)


def decide(
    application: Application, ruling: Ruling, *, version: int, by: User, at: datetime
) -> Application:
    """Decide about an application as it was read. Nothing is sent, and it can be taken back."""
    with transaction.atomic():
        row = locked_application(application, by)
        if row.version != version:
            raise ChangedMeanwhile(rules.changed_words(row.person.given_name, ()))
        if row.decision:
            if (row.decision, row.decided_by_id) == (ruling.decision, by.pk):
                return row  # pressed twice
            raise AlreadyDecided(_already(row))
        check(row, ruling)
        row.decision, row.decided_by, row.decided_at = ruling.decision.value, by, at
        row.decided_version = version
        seal(row, decision_words=ruling.words.strip())
        row.save(update_fields=DECISION_FIELDS)
        _keep_reasons(row, {Kind.WAIVER: ruling.waiver, Kind.OUT_OF_TURN: ruling.out_of_turn})
        detail = {"decision": ruling.decision.value, "version": version}
        programme = row.programme_id
        audit.record(DECIDED, by=by, on=row, at=at, programme=programme, detail=detail)
    return row


DECISION_FIELDS = ["decision", "decided_by", "decided_at", "decided_version", "decision_words"]


def take_back(application: Application, *, by: User, at: datetime) -> Application:
    """Take a decision back that nobody has been told of; a second press changes nothing."""
    with transaction.atomic():
        row = locked_application(application, by)
        if not row.decision:
            return row
        detail = {"decision": row.decision}
        forget_decision(row)
        programme = row.programme_id
        audit.record(TAKEN_BACK, by=by, on=row, at=at, programme=programme, detail=detail)
    return row


def forget_decision(row: Application) -> None:
    """Empty what was decided, in a deed that holds the row and audits."""
    row.decision, row.decided_by, row.decided_at, row.decided_version = "", None, None, None
    row.decision_words = None
    row.save(update_fields=DECISION_FIELDS)
    row.decisionreasons.all().delete()


def check(row: Application, ruling: Ruling) -> None:
    """Raise in words where a decision is not possible as things are."""
    move_of(row, ruling.decision)
    check_open(row.programme.state, Work.INVITE)
    if ruling.decision is Decision.ASK and not ruling.words.strip():
        raise NotNow(say("Write the question that you want to ask."))
    if ruling.decision is not Decision.APPROVE:
        return
    if stops := rules.what_stops(queries.criteria_of(row)):
        _need(ruling.waiver, " ".join(stops), Kind.WAIVER)
    line = queries.waiting_line(row.programme, row.role)
    together = queries.approved_unsent(row.programme, row.role)
    limited = queries.free_places(row.programme, row.role) is not None
    if rules.passed_over(row.pk, line, together, limited=limited):
        _need(
            ruling.out_of_turn, say("Others have waited longer for this place."), Kind.OUT_OF_TURN
        )


def move_of(row: Application, decision: Decision) -> ApplicationState:
    """Return the state that a decision leads to, or refuse in words."""
    refusal = say(
        "This cannot be decided now: the application is “{state}”.",
        state=say(rules.STANDINGS[ApplicationState(row.state)][0]),
    )
    return after(APPLICATION, ApplicationState(row.state), rules.MOVES[decision], refusal=refusal)


def locked_application(application: Application, by: User) -> Application:
    """Lock an application for a deed of a co-ordinator, the programme first."""
    programmes = Programme.objects.select_for_update(no_key=True)
    programme = programmes.get(pk=application.programme_id)
    rows = Application.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("person__organisation", "decided_by").get(pk=application.pk)
    row.programme = programme
    if row.person_id == by.pk:
        raise NotNow(say("This is your own application. Another co-ordinator decides about it."))
    require(by, Capability.DECIDE_APPLICATION, row)
    return row


def note_reading(application: Application, *, by: User, at: datetime) -> None:
    """Leave a trace that somebody read an application, which the applicant can see (spec 7)."""
    require(by, Capability.SEE_APPLICATIONS, application)
    programme = application.programme_id
    audit.record(APPLICATION_READ, by=by, on=application, at=at, programme=programme)


def note_list_export(programme: Programme, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that the list of applications left the house."""
    require(by, Capability.SEE_APPLICATIONS, programme)
    detail = {"count": count}
    audit.record(LIST_EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail)


def _need(reason: str, why: str, kind: str) -> None:
    if problem := rules.reason_problem(reason):
        raise NeedsReason(f"{why} {problem}", kind)


def _keep_reasons(row: Application, reasons: Mapping[Kind, str]) -> None:
    made = [
        (DecisionReason(application=row, kind=kind.value), {"text": text.strip()})
        for kind, text in reasons.items()
        if text.strip()
    ]
    seal_all(made)
    DecisionReason.objects.bulk_create([reason for reason, _ in made])


def _already(row: Application) -> str:
    if row.state not in DECIDABLE:
        return say("This application is decided, and the applicant has been told.")
    person = getattr(row.decided_by, "person", None)
    return say(
        "{name} has decided already: {decision}. If you see it differently, talk to them. The "
        "decision can be taken back until it is sent.",
        name=person.name if person else say("Another co-ordinator"),
        decision=say(rules.DEEDS[Decision(row.decision)]).lower(),
    )
