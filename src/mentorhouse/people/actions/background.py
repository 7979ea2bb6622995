"""Bringing evidence of a background, and verifying it (R1.09)."""

import base64
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.people.actions.following import tell_of_evidence
from mentorhouse.people.models import Evidence, EvidencePiece, Person
from mentorhouse.people.rules import ChangedSince, Said, Upload, file_name, type_of
from mentorhouse.people.states import EVIDENCE, EvidenceMove, EvidenceState
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.sealing import seal_all

EVIDENCE_ADDED = audit.Act("evidence.added", "added evidence of their background")
EVIDENCE_CHANGED = audit.Act("evidence.changed", "changed evidence of their background")
EVIDENCE_REMOVED = audit.Act("evidence.removed", "removed evidence of their background")
EVIDENCE_VERIFIED = audit.Act("evidence.verified", "verified evidence of someone’s background")
PERSON_READ = audit.Act("person.read", "read someone’s biography or background")
EVIDENCE_RETURNED = audit.Act("evidence.returned", "said what is missing from evidence")

PIECE = 768 * 1024
MOST = 50  # pieces of evidence that one person may keep


def add_evidence(
    person: Person, said: Said, file: Upload | None, *, by: User, at: datetime
) -> Evidence:
    """Add evidence. It is unverified until a co-ordinator has seen it."""
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        if Evidence.objects.filter(person=owner).count() >= MOST:
            raise NotNow(say("You have {most} entries, which is the most. Remove one.", most=MOST))
        row = Evidence(person=owner, **vars(said), changed_at=at)
        _put_file(row, file)
        audit.record(EVIDENCE_ADDED, by=by, on=row, at=at, detail={"bytes": row.size})
    return row


def change_evidence(
    evidence: Evidence, said: Said, file: Upload | None, *, version: int, by: User, at: datetime
) -> Evidence:
    """Change evidence; then it waits for a co-ordinator again. Without a new file the old stays."""
    with transaction.atomic():
        row = _locked(evidence, version)
        require(by, Capability.EDIT_OWN_PROFILE, row.person)
        row.state = after(EVIDENCE, EvidenceState(row.state), EvidenceMove.CHANGE)
        for name, value in vars(said).items():
            setattr(row, name, value)
        row.missing, row.decided_by, row.decided_at = "", None, None
        row.changed_at = at
        row.version += 1
        _put_file(row, file)
        audit.record(EVIDENCE_CHANGED, by=by, on=row, at=at, detail={"bytes": row.size})
    return row


def remove_evidence(evidence: Evidence, *, by: User, at: datetime) -> None:
    """Remove evidence and its file, here and in every backup. Twice is as once."""
    with transaction.atomic():
        rows = Evidence.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("person").filter(pk=evidence.pk).first()
        if row is None:
            return
        require(by, Capability.EDIT_OWN_PROFILE, row.person)
        subject = audit.Subject("people.evidence", str(row.pk))
        sealed = row.size > 0
        row.delete()
        if sealed:
            destroy_key(KeyOwner("evidence", evidence.pk), by=by, at=at)
        audit.record(EVIDENCE_REMOVED, by=by, on=subject, at=at)


def verify_evidence(evidence: Evidence, *, version: int, by: User, at: datetime) -> Evidence:
    """Say that the evidence was seen and is right. It may put its owner on the register."""
    with transaction.atomic():
        row = _decided(evidence, EvidenceMove.VERIFY, version, by=by, at=at)
        row.missing = ""
        row.save()
        tell_of_evidence(row.person_id, at=at)
        audit.record(EVIDENCE_VERIFIED, by=by, on=row, at=at)
    return row


def return_evidence(
    evidence: Evidence, missing: str, *, version: int, by: User, at: datetime
) -> Evidence:
    """Say what is missing; its owner reads it and can mend it."""
    if not missing.strip():
        raise ValueError("Evidence goes back with words.")
    with transaction.atomic():
        row = _decided(evidence, EvidenceMove.RETURN, version, by=by, at=at)
        row.missing = missing.strip()
        row.save()
        audit.record(EVIDENCE_RETURNED, by=by, on=row, at=at)
    return row


def note_reading(person: Person, *, by: User, at: datetime) -> None:
    """Leave a trace that a co-ordinator read someone's biography or evidence (spec 7, rule 4).

    Nobody else's reading leaves one: a biography is published to be read.
    """
    if by.pk != person.pk and may(by, Capability.VERIFY_EVIDENCE, Evidence(person=person)):
        audit.record(PERSON_READ, by=by, on=person, at=at)


def _decided(
    evidence: Evidence, move: EvidenceMove, version: int, *, by: User, at: datetime
) -> Evidence:
    row = _locked(evidence, version)
    require(by, Capability.VERIFY_EVIDENCE, row)
    if row.person_id == by.pk:
        raise NotNow(say("Somebody else has to look at your own evidence."))
    row.state = after(
        EVIDENCE, EvidenceState(row.state), move, refusal=say("This was verified already.")
    )
    row.decided_by, row.decided_at = by, at
    row.version += 1
    return row


def _locked(evidence: Evidence, version: int) -> Evidence:
    rows = Evidence.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    row = rows.filter(pk=evidence.pk).first()
    if row is None:
        raise NotVisible
    if row.version != version:
        raise ChangedSince
    return row


def _put_file(row: Evidence, file: Upload | None) -> None:
    """Save the row, with the file's pieces sealed in the place of those before."""
    if file is None:
        row.save()
        return
    row.filetype = type_of(file.content)
    row.filename, row.size = file_name(file.name, row.filetype), len(file.content)
    row.save()
    row.pieces.all().delete()
    pieces = [
        (EvidencePiece(evidence=row, number=number), file.content[place : place + PIECE])
        for number, place in enumerate(range(0, len(file.content), PIECE))
    ]
    seal_all([(piece, {"content": base64.b85encode(part).decode()}) for piece, part in pieces])
    EvidencePiece.objects.bulk_create([piece for piece, _ in pieces])
