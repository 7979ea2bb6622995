"""Every write of agreements: beginning one, writing a new version, signing.

The agreement's row is locked first, so whoever writes or signs at the same moment waits here.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.agreements import states
from mentorhouse.agreements.models import Agreement, Clause, Signature, Version
from mentorhouse.agreements.rules import PREAMBLE, ClauseText, digest_of
from mentorhouse.agreements.states import AGREEMENT, AgreementMove, AgreementState
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import say
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import seal_all

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
        _add_version(agreement, 1, clauses, by=None, at=at)
        audit.record(AGREEMENT_BEGUN, by=by, on=agreement, at=at, programme=row.programme_id)
    return agreement


def write(
    agreement: Agreement, texts: Mapping[str, str], *, based_on: int, by: User, at: datetime
) -> Agreement:
    """Save the pair's text as a new version; after a signature both are asked to sign again.

    Raises `ChangedMeanwhile` when somebody saved after version `based_on` was read.
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
        titles = row.versions.get(number=based_on).clauses.values_list("key", "title")
        clauses = [ClauseText(key, title, texts.get(key, "")) for key, title in titles]
        version = _add_version(row, row.newest, clauses, by=by, at=at)
        if move is AgreementMove.AMEND:
            _post("agreement.to_sign", row, version, at=at, but=by)
        audit.record(
            AGREEMENT_WRITTEN, by=by, on=row, at=at, programme=row.partnership.programme_id,
            detail={"version": row.newest},
        )  # fmt: skip
    return row


def sign(agreement: Agreement, *, digest: str, name: str, by: User, at: datetime) -> Agreement:
    """Sign the version with this digest; the last signature puts it in force (R6.03).

    Raises `OutdatedVersion` if another version is the newest by now, `AlreadySigned` if done.
    """
    with transaction.atomic():
        row = _locked(agreement)
        require(by, Capability.SIGN_AGREEMENT, row)
        version = row.versions.get(number=row.newest)
        if version.digest != digest:
            raise OutdatedVersion
        already = version.signatures.values_list("person_id", flat=True)
        if by.pk in already:
            raise AlreadySigned
        # Persons, not places: who mentors each other holds two and signs once.
        people = _members(row).values("participation__person").distinct().count()
        move = states.signing(already=len(already), members=people)
        row.state = after(AGREEMENT, AgreementState(row.state), move).value
        Signature.objects.create(
            version=version, person_id=by.pk, name=name, signed_at=at, digest=digest
        )
        if move is AgreementMove.SIGN_LAST:
            row.in_force, row.in_force_since = version.number, at
        row.save(update_fields=["state", "in_force", "in_force_since"])
        if move is AgreementMove.SIGN_LAST:
            _post("agreement.signed", row, version, at=at)
        else:
            _post("agreement.to_sign", row, version, at=at, but=by)
        audit.record(
            AGREEMENT_SIGNED, by=by, on=row, at=at, programme=row.partnership.programme_id,
            detail={"version": version.number, "digest": digest},
        )  # fmt: skip
    return row


def _locked(agreement: Agreement) -> Agreement:
    row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    row.partnership = agreement.partnership
    return row


def _add_version(
    agreement: Agreement, number: int, clauses: Sequence[ClauseText], *, by: User | None,
    at: datetime,
) -> Version:  # fmt: skip
    salt = secrets.token_hex(16)
    version = Version(
        agreement=agreement, number=number, written_by_id=by.pk if by else None, written_at=at,
        digest=digest_of(number, clauses, salt=salt),
    )  # fmt: skip
    rows = [
        Clause(version=version, place=place, key=clause.key, title=clause.title)
        for place, clause in enumerate(clauses, start=1)
    ]
    texts = [{"text": clause.text} for clause in clauses]
    seal_all([(version, {"salt": salt}), *zip(rows, texts, strict=True)])
    version.save(force_insert=True)
    Clause.objects.bulk_create(rows)
    return version


def _members(agreement: Agreement) -> QuerySet[Member]:
    return Member.objects.filter(partnership=agreement.partnership_id)


def _post(
    kind: str, agreement: Agreement, version: Version, *, at: datetime, but: User | None = None
) -> None:
    about = {"partnership": agreement.partnership_id, "version": version.pk}
    people = _members(agreement).values_list("participation__person_id", flat=True)
    to = [person for person in people if but is None or person != but.pk]
    post_all(kind, ((person, about, str(version.pk)) for person in to), at=at)
