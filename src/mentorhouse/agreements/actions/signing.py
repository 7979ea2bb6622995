"""Every write of agreements: beginning one, writing a new version, signing.

The agreement's row is locked first, so whoever writes or signs at the same moment waits here.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.agreements import queries, states
from mentorhouse.agreements.actions.joining import for_those_here_now
from mentorhouse.agreements.actions.looking import settle_by_signing
from mentorhouse.agreements.actions.versions import add_version, post_to
from mentorhouse.agreements.models import Agreement, Signature
from mentorhouse.agreements.rules import PREAMBLE, ClauseText
from mentorhouse.agreements.rules.library import GROUND_RULES, TITLE
from mentorhouse.agreements.states import AGREEMENT, AgreementMove, AgreementState
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState

EMPTIED = mark(
    "“{title}” is empty. Write what you agree on. If it is nothing, say so: “We agree on nothing "
    "here.”"
)
AGREEMENT_BEGUN = audit.Act("agreement.begun", "began the agreement from the programme's clauses")
AGREEMENT_WRITTEN = audit.Act("agreement.written", "wrote a new version of the agreement")
AGREEMENT_SIGNED = audit.Act("agreement.signed", "signed a version of the agreement")


class OutdatedVersion(NotNow):
    """What was about to be signed is not the newest text any more."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "The agreement was changed while you were reading, so nothing was signed. "
                "This is the new text: read it and sign it if you agree."
            )
        )


class AlreadySigned(NotNow):
    """The person has signed this version."""

    def __init__(self) -> None:
        super().__init__(say("You have already signed this version."))


class EmptiedClause(NotNow):
    """A clause has no words any more. `key` names it."""

    def __init__(self, key: str, title: str) -> None:
        self.key = key
        super().__init__(say(EMPTIED, title=title))


def begin(partnership: Partnership, *, by: User, at: datetime) -> Agreement:
    """Begin the agreement with the programme's clauses; opening it twice begins it once (R6.03)."""
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.WRITE_AGREEMENT, row)
        if existing := Agreement.objects.filter(partnership=row).first():
            return existing
        design = row.programme.design.agreement
        if row.state != PartnershipState.ACTIVE.value or not design.in_use:
            raise NotVisible
        agreement = Agreement.objects.create(partnership=row, began_at=at)
        clauses = [ClauseText(clause.key, clause.title, clause.text) for clause in design.clauses]
        if design.preamble.strip():
            clauses.insert(0, ClauseText(PREAMBLE, "Opening words", design.preamble))
        add_version(agreement, 1, clauses, by=None, at=at)
        audit.record(AGREEMENT_BEGUN, by=by, on=agreement, at=at, programme=row.programme_id)
    return agreement


def write(
    agreement: Agreement, texts: Mapping[str, str], *, based_on: int, by: User, at: datetime
) -> Agreement:
    """Save the pair's text as a new version; after a signature both are asked to sign again.

    Raises `ChangedMeanwhile` when somebody saved after version `based_on` was read, and
    `EmptiedClause` where nothing is left of a clause; only opening words and ground rules may go.
    """
    with transaction.atomic():
        row = _locked(agreement)
        require(by, Capability.WRITE_AGREEMENT, row)
        if row.newest != based_on:
            raise ChangedMeanwhile
        move = states.saving(AgreementState(row.state))
        row.state = after(AGREEMENT, AgreementState(row.state), move).value
        row.newest += 1
        row.save(update_fields=["state", "newest"])
        clauses = _clauses(row, texts, based_on)
        version = add_version(row, row.newest, clauses, by=by, at=at)
        if move is AgreementMove.AMEND:
            post_to("agreement.to_sign", version, queries.parties_of(version), at=at, but=by)
        audit.record(
            AGREEMENT_WRITTEN, by=by, on=row, at=at, programme=row.partnership.programme_id,
            detail={"version": row.newest},
        )  # fmt: skip
    return row


def sign(agreement: Agreement, *, digest: str, name: str, by: User, at: datetime) -> Agreement:
    """Sign the version with this digest; the last signature puts it in force (R6.03).

    Raises `OutdatedVersion` if another version is the newest by now, `AlreadySigned` if done.
    """
    if for_those_here_now(
        agreement, by=by, at=at
    ):  # somebody joined or left: all sign a new version
        raise OutdatedVersion
    with transaction.atomic():
        row = _locked(agreement)
        require(by, Capability.SIGN_AGREEMENT, row)
        version = row.versions.get(number=row.newest)
        if version.digest != digest:
            raise OutdatedVersion
        already = version.signatures.values_list("person_id", flat=True)
        if by.pk in already:
            raise AlreadySigned
        people = queries.parties_of(version)
        if by.pk not in people:
            raise NotVisible
        move = states.signing(already=len(already), members=len(people))
        row.state = after(AGREEMENT, AgreementState(row.state), move).value
        Signature.objects.create(
            version=version, person_id=by.pk, name=name, signed_at=at, digest=digest
        )
        last = move is AgreementMove.SIGN_LAST
        if last:
            row.in_force, row.in_force_since = version.number, at
            settle_by_signing(row, at=at)
        row.save(update_fields=["state", "in_force", "in_force_since", "look_on"])
        kind, but = ("agreement.signed", None) if last else ("agreement.to_sign", by)
        post_to(kind, version, people, at=at, but=but)
        audit.record(
            AGREEMENT_SIGNED, by=by, on=row, at=at, programme=row.partnership.programme_id,
            detail={"version": version.number, "digest": digest},
        )  # fmt: skip
    return row


def _locked(agreement: Agreement) -> Agreement:
    row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    row.partnership = agreement.partnership
    return row


def _clauses(row: Agreement, texts: Mapping[str, str], based_on: int) -> list[ClauseText]:
    """Return the clauses of the next version. Raises `EmptiedClause`."""
    titles = dict(row.versions.get(number=based_on).clauses.values_list("key", "title"))
    if texts.get(GROUND_RULES):
        titles.setdefault(GROUND_RULES, say(TITLE))
    clauses = []
    for key, title in titles.items():
        text = texts.get(key, "").strip()
        if not text and key not in (PREAMBLE, GROUND_RULES):
            raise EmptiedClause(key, title)
        if text:
            clauses.append(ClauseText(key, title, text))
    return clauses
