"""What one gives another in a partnership, sealed with the pair's key (R8.11, R8.12, R8.14)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.development.rules.exchanges import CLOSED, KINDS
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Exchange(Identified):
    """A request for feedback, an opportunity that is offered, or something shared."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="exchanges")
    once = models.UUIDField()
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    filetype = models.CharField(max_length=10, blank=True)
    # What was said and what was answered, by the key of the box, as JSON; and the file's name.
    words = SealedField(readable_by=Capability.READ_EXCHANGE)
    answer = SealedField(readable_by=Capability.READ_EXCHANGE)
    filename = SealedField(readable_by=Capability.READ_EXCHANGE)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "once": P.OPERATIONAL,
        "kind": P.PERSONAL,
        "state": P.PERSONAL,
        "given_by": P.PERSONAL,
        "given_at": P.PERSONAL,
        "answered_by": P.PERSONAL,
        "answered_at": P.PERSONAL,
        "filetype": P.OPERATIONAL,
        "words": P.CONFIDENTIAL,
        "answer": P.CONFIDENTIAL,
        "filename": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("-given_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("partnership", "once"), name="each_exchange_once"),
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS), state__in=list(CLOSED)), name="exchange_known"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return KeyOwner("partnership", self.partnership_id)


class ExchangePiece(Identified):
    """A piece of a file that was shared, in text; the pieces in order are the file."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = SealedField(readable_by=Capability.READ_EXCHANGE)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "exchange": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "content": P.CONFIDENTIAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("exchange", "number"), name="one_piece_of_a_file_a_number"
            )
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's own key."""
        return self.exchange.sealed_for()
