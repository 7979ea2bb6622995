"""What every noun of the house has: an identifier that cannot be guessed (design 6)."""

import uuid

from django.db import models

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses


class Identified(models.Model):
    """A row whose identifier is random, so that an address tells nothing about others.

    The identifier exists before the row is saved; sealed fields are bound to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


LINK_PRIVACY: PrivacyClasses = {
    "id": PrivacyClass.OPERATIONAL,
    "link_nonce": PrivacyClass.SECRET,
    "link_hash": PrivacyClass.SECRET,
    "link_until": PrivacyClass.OPERATIONAL,
}


class PrivatelyLinked(Identified):
    """A row that a private link opens, without an account (`access.links`)."""

    link_nonce = models.CharField(max_length=43, blank=True)
    link_hash = models.CharField(  # noqa: DJ001  # many rows without a link, no two with the same
        max_length=64, null=True, unique=True
    )
    link_until = models.DateTimeField(null=True)

    class Meta:
        abstract = True
