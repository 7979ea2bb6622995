"""Imports on their way: the file and what was found in it, sealed until they are over."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.recruitment.rules import Field
from mentorhouse.recruitment.states import AT_WORK, OVER, ImportState
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass
SMALL_BYTES = 512 * 1024  # what is read, checked and saved while its owner waits


class ImportBatch(Identified):
    """One spreadsheet on its way into a programme. Kept afterwards: counts, who and when.

    Everything that comes from inside the file is sealed with a key of the import's own. The key is
    destroyed when the import is over, so that identity data which nobody consented to is gone.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="imports")
    role = models.CharField(max_length=10, choices=Participation.Role)
    filename = models.CharField(max_length=255)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=ImportState.UPLOADED.value)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    # Position of a column → what it holds; "" means left out.
    columns = models.JSONField(default=dict)
    # Who declared that the people in the file consented, and when (R1.07); empty: not declared.
    consent_declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_declared_at = models.DateTimeField(null=True)
    keep_biographies = models.BooleanField(default=False)
    # Headings, samples and remarks as JSON.
    picture = SealedField(readable_by=Capability.IMPORT_PEOPLE)
    counts = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "role": P.OPERATIONAL,
        "filename": P.PERSONAL,
        "size": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "made_by": P.PERSONAL,
        "made_at": P.OPERATIONAL,
        "columns": P.OPERATIONAL,
        "consent_declared_by": P.PERSONAL,
        "consent_declared_at": P.OPERATIONAL,
        "keep_biographies": P.OPERATIONAL,
        "picture": P.SPECIAL,
        "counts": P.OPERATIONAL,
        "done": P.OPERATIONAL,
        "total": P.OPERATIONAL,
        "saved_by": P.PERSONAL,
        "finished_at": P.OPERATIONAL,
        "forgotten_at": P.OPERATIONAL,
        "failure": P.OPERATIONAL,
    }

    class Meta:
        """Newest first; only states of the table."""

        ordering = ("-made_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ImportState]), name="import_state"
            ),
            models.CheckConstraint(
                condition=Q(consent_declared_by=None, consent_declared_at=None)
                | Q(consent_declared_by__isnull=False, consent_declared_at__isnull=False),
                name="consent_declared_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        # Never the file's name: `str(batch)` reaches logs.
        return f"import {self.pk}"

    def sealed_for(self) -> KeyOwner:
        """Seal with a key of this import's own, which is destroyed when it is over."""
        return KeyOwner("import", self.pk)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.programme_id

    @property
    def chosen(self) -> dict[int, Field | None]:
        """What each column holds, as the rules take it."""
        return {int(p): Field(field) if field else None for p, field in self.columns.items()}

    @property
    def at_work(self) -> bool:
        """Whether a worker has it in hand."""
        return self.state in AT_WORK

    @property
    def over(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self.state in OVER

    @property
    def small(self) -> bool:
        """Whether it is done while its owner waits."""
        return self.size <= SMALL_BYTES


class FilePiece(Identified):
    """A piece of the packed file, in text; the pieces in order are the file."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = SealedField(readable_by=Capability.IMPORT_PEOPLE)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "batch": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "content": P.SPECIAL,
    }

    class Meta:
        """Each piece once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=("batch", "number"), name="one_piece_a_number")
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal as the import."""
        return KeyOwner("import", self.batch_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.batch.programme_id


class ProblemPage(Identified):
    """Some of the problems of an import, errors first, as JSON: what a page shows."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="problem_pages")
    number = models.PositiveIntegerField()
    problems = SealedField(readable_by=Capability.IMPORT_PEOPLE)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "batch": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "problems": P.SPECIAL,
    }

    class Meta:
        """Each page once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=("batch", "number"), name="one_problem_page_a_number")
        ]

    def sealed_for(self) -> KeyOwner:
        """Seal as the import."""
        return KeyOwner("import", self.batch_id)

    def programme_id_for_audit(self) -> UUID:
        """Name the programme in the entry about opening."""
        return self.batch.programme_id


class ColumnChoice(Identified):
    """What the columns of a spreadsheet were said to hold: right already the next time (R3.09).

    The headings themselves are not kept: a sheet without headings would leave a person here.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Participation.Role)
    headings_hash = models.CharField(max_length=64)
    columns = models.JSONField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "role": P.OPERATIONAL,
        "headings_hash": P.OPERATIONAL,
        "columns": P.OPERATIONAL,
    }

    class Meta:
        """One choice for the same headings."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("programme", "role", "headings_hash"), name="one_choice_of_columns"
            )
        ]
