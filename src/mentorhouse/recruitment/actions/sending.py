"""Sending decisions: what was previewed and nothing else, all together or none (R3.07, R3.08)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say, say_many
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.actions.taking_on import lock_parts, take_on
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import in_force
from mentorhouse.programmes.rules import Place
from mentorhouse.recruitment.actions.deciding import (
    ChangedMeanwhile,
    Kind,
    Ruling,
    check,
    forget_decision,
    move_of,
)
from mentorhouse.recruitment.models import Application, SentDecision
from mentorhouse.recruitment.queries import deciding as queries
from mentorhouse.recruitment.relations import asked_together
from mentorhouse.recruitment.states import (
    APPLICATION,
    DECIDABLE,
    ApplicationMove,
    ApplicationState,
    Decision,
)
from mentorhouse.register.actions import enter
from mentorhouse.vault.sealing import open_rows, seal

DECISIONS_SENT = audit.Act("application.decisions_sent", "sent decisions about applications")
DECISION_SENT = audit.Act("application.decision_sent", "was told the decision on their application")
QUESTION_ANSWERED = audit.Act(
    "application.question_answered", "answered a question about their application"
)


@dataclass(frozen=True)
class Seen:
    """What a co-ordinator saw in the preview: which decision, about which version."""

    version: int
    decided_at: datetime


def send(programme: Programme, seen: Mapping[UUID, Seen], *, by: User, at: datetime) -> int:
    """Send the decisions that were previewed; return how many. A second press sends nothing."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.DECIDE_APPLICATION, row)
        due = _due(row, seen, by)
        if not due:
            return 0
        _check_places(row, due)
        lock_parts(row, [application.person_id for application in due])
        for application, words, reasons in _opened(due, by, at):
            _send_one(application, words, reasons, by=by, at=at)
        detail = {"count": len(due)}
        audit.record(DECISIONS_SENT, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return len(due)


def _due(programme: Programme, seen: Mapping[UUID, Seen], by: User) -> list[Application]:
    """Lock what is to be sent. Raises `ChangedMeanwhile` if anything is not as it was seen."""
    rows = Application.objects.select_for_update(no_key=True, of=("self",))
    rows = rows.select_related("person__organisation").filter(programme=programme)
    found = list(rows.filter(pk__in=list(seen)).order_by("pk"))
    due = []
    for row in found:
        row.programme = programme
        if row.person_id == by.pk:
            raise NotNow(say("Another co-ordinator decides about your own application."))
        known = seen[row.pk]
        if not row.decision and _is_sent(row, known):
            continue
        as_seen = (known.version, known.version, known.decided_at)
        stands = (row.version, row.decided_version, row.decided_at)
        if row.state not in DECIDABLE or stands != as_seen:
            raise ChangedMeanwhile(
                say(
                    "Nothing was sent. The application of {name}, or the decision about it, has "
                    "changed since you opened this page. Look at it again.",
                    name=row.person.name,
                )
            )
        due.append(row)
    return due


def _is_sent(row: Application, known: Seen) -> bool:
    return row.sentdecisions.filter(decided_at=known.decided_at).exists()


def _check_places(programme: Programme, due: Sequence[Application]) -> None:
    for role in ("mentor", "mentee"):
        free = queries.free_places(programme, role)
        wanted = sum(row.decision == Decision.APPROVE and row.role == role for row in due)
        if free is not None and wanted > free:
            raise NotNow(
                say_many(
                    "Nothing was sent. You have approved {wanted}, and {count} place is free. "
                    "Take some back, or put them on the waiting list.",
                    "Nothing was sent. You have approved {wanted}, and {count} places are free. "
                    "Take some back, or put them on the waiting list.",
                    free,
                    wanted=wanted,
                )
            )


Opened = tuple[Application, str, Mapping[str, str]]


def _opened(due: Sequence[Application], by: User, at: datetime) -> list[Opened]:
    """Open words and reasons of decisions that are being sent."""
    asked_together(due)
    texts = open_rows(by, due, at=at, purpose="send decisions")
    found: list[Opened] = []
    for row, text in zip(due, texts, strict=True):
        reasons = list(row.decisionreasons.all())
        for reason in reasons:
            reason.application = row
        opened = open_rows(by, reasons, at=at, purpose="send decisions")
        told = {r.kind: said["text"] for r, said in zip(reasons, opened, strict=True)}
        found.append((row, text["decision_words"], told))
    return found


def _send_one(
    row: Application, words: str, reasons: Mapping[str, str], *, by: User, at: datetime
) -> None:
    decision = Decision(row.decision)
    ruling = Ruling(
        decision, words, reasons.get(Kind.WAIVER, ""), reasons.get(Kind.OUT_OF_TURN, "")
    )
    check(row, ruling)
    state = move_of(row, decision)
    sent = SentDecision(
        application=row, decision=decision.value, decided_by_id=row.decided_by_id,
        decided_at=row.decided_at or at, sent_by=by, sent_at=at,
    )  # fmt: skip
    seal(sent, words=words)
    sent.save()
    forget_decision(row)
    row.state = state.value
    if state is ApplicationState.WAITING and row.waiting_since is None:
        row.waiting_since = at
    row.save(update_fields=["state", "waiting_since"])
    if decision is Decision.APPROVE:
        place = Place(row.person_id, row.role, row.places or 1)
        part = take_on(row.programme, place, by=by, at=at, waiver=ruling.waiver)
        enter(part, by=by, at=at)  # onto the register, if its rule admits them now
    about = {"sent": str(sent.pk)}
    post_all("application.decided", [(row.person_id, about, str(sent.pk))], at=at)
    detail = {"decision": decision.value, "out_of_turn": bool(ruling.out_of_turn)}
    programme = row.programme_id
    audit.record(DECISION_SENT, by=by, on=row, at=at, programme=programme, detail=detail)


def answer_question(sent: SentDecision, text: str, *, by: User, at: datetime) -> Application:
    """Answer a question about one's own application; it goes back to the co-ordinators."""
    with transaction.atomic():
        rows = Application.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("programme", "person").get(pk=sent.application_id)
        require(by, Capability.ANSWER_QUESTION, row)
        question = row.sentdecisions.get(pk=sent.pk)
        if question.answered_at is not None:
            return row
        if question.decision != Decision.ASK or not text.strip():
            raise NotNow(say("Write your answer first."))
        refusal = say("This question needs no answer any more.")
        state = ApplicationState(row.state)
        row.state = after(APPLICATION, state, ApplicationMove.SUBMIT, refusal=refusal).value
        row.version, row.changed_at = row.version + 1, at
        row.save(update_fields=["state", "version", "changed_at"])
        question.application = row
        seal(question, answer=text.strip())
        question.answered_at = at
        question.save(update_fields=["answer", "answered_at"])
        people = in_force().central().filter(programme=row.programme_id)
        told = people.exclude(user=row.person_id).order_by("pk").values_list("user_id", flat=True)
        about = {"sent": str(question.pk)}
        letters = [(user, about, f"{question.pk}:{user}") for user in told]
        post_all("application.answered", letters, at=at)
        audit.record(QUESTION_ANSWERED, by=by, on=row, at=at, programme=row.programme_id)
    return row
