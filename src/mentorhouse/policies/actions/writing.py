"""Writing a version: first as a draft, then in force by a deed of its own, kept from then on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.organisations.models import Organisation
from mentorhouse.policies.actions.keeping import locked
from mentorhouse.policies.models import Document, Policy
from mentorhouse.policies.queries.keeping import draft_of, newest_number
from mentorhouse.policies.rules import AlreadyInForce, check_not_withdrawn
from mentorhouse.policies.states import DOCUMENT, DocumentMove, DocumentState

DRAFT_WRITTEN = audit.Act("policy.draft_written", mark("wrote a draft of a policy"))
DRAFT_DISCARDED = audit.Act("policy.draft_discarded", mark("discarded a draft of a policy"))
PUT_IN_FORCE = audit.Act("policy.put_in_force", mark("put a version of a policy in force"))


@dataclass(frozen=True)
class Wording:
    """What a version says: a text or a link, and what is new in it."""

    text: str = ""
    link: str = ""
    news: str = ""


def write(
    policy: Policy, organisation: Organisation | None, wording: Wording, *, based_on: int,
    by: User, at: datetime,
) -> Document:  # fmt: skip
    """Write the draft of everyone's document, or of one organisation's (R2.22).

    There is one draft at most. `based_on` is the revision that its writer saw, 0 for none; raises
    `ChangedMeanwhile` when somebody wrote meanwhile, and `IsWithdrawn`.
    """
    with transaction.atomic():
        row = locked(policy, by=by)
        check_not_withdrawn(withdrawn=row.withdrawn_at is not None)
        draft = draft_of(by, row, organisation)
        if (draft.revision if draft else 0) != based_on:
            raise ChangedMeanwhile
        if draft is None:
            number = newest_number(row, organisation) + 1
            draft = Document(
                policy=row, organisation=organisation, number=number, made_at=at, revision=0
            )
        draft.text, draft.link, draft.news = wording.text, wording.link, wording.news
        draft.revision += 1
        draft.save()
        audit.record(
            DRAFT_WRITTEN, by=by, on=draft, at=at, programme=row.programme_id,
            detail={"version": draft.number},
        )  # fmt: skip
    return draft


def discard(document: Document, *, by: User, at: datetime) -> None:
    """Discard a draft; pressing twice discards once. What was in force is never discarded."""
    with transaction.atomic():
        row = locked(document.policy, by=by)
        draft = Document.objects.filter(pk=document.pk, policy=row).first()
        if draft is None:
            return
        after(
            DOCUMENT, DocumentState(draft.state), DocumentMove.WRITE,
            refusal=say("This version is in force, so it is kept. Write a new version instead."),
        )  # fmt: skip
        number = draft.number
        audited = audit.Subject(draft._meta.label_lower, str(draft.pk))
        draft.delete()
        audit.record(
            DRAFT_DISCARDED, by=by, on=audited, at=at, programme=row.programme_id,
            detail={"version": number},
        )  # fmt: skip


def put_in_force(
    document: Document, *, based_on: int, approved_by: str, approved_on: date, by: User,
    at: datetime,
) -> Document:  # fmt: skip
    """Put a draft in force. It replaces the one before and asks again all whom it concerns (R2.11).

    Raises `AlreadyInForce`, `ChangedMeanwhile` when the draft is not the text that was on the page,
    and `IsWithdrawn`.
    """
    with transaction.atomic():
        policy = locked(document.policy, by=by)
        check_not_withdrawn(withdrawn=policy.withdrawn_at is not None)
        draft = Document.objects.filter(pk=document.pk, policy=policy).first()
        if draft is None:
            raise NotVisible  # discarded meanwhile
        if draft.state != DocumentState.DRAFT:
            raise AlreadyInForce
        if draft.revision != based_on:
            raise ChangedMeanwhile
        _replace(policy, draft)
        draft.state = after(DOCUMENT, DocumentState.DRAFT, DocumentMove.PUT_IN_FORCE).value
        draft.approved_by, draft.approved_on, draft.in_force_since = approved_by, approved_on, at
        draft.save(update_fields=["state", "approved_by", "approved_on", "in_force_since"])
        audit.record(
            PUT_IN_FORCE, by=by, on=draft, at=at, programme=policy.programme_id,
            detail={"version": draft.number},
        )  # fmt: skip
    draft.policy = policy
    return draft


def _replace(policy: Policy, draft: Document) -> None:
    """Replace the version in force of the same document, if there is one."""
    rows = Document.objects.filter(
        policy=policy, organisation=draft.organisation_id, state=DocumentState.IN_FORCE.value
    )
    rows.update(state=after(DOCUMENT, DocumentState.IN_FORCE, DocumentMove.REPLACE).value)
