"""What the keystore holds: data keys, wrapped, and the names of the master keys that wrap them."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses

P = PrivacyClass


class MasterKey(models.Model):
    """A generation of the master key: its name and a known answer, never the key itself.

    The known answer tells a right key file from a wrong one before anything is sealed with it.
    A generation that still wraps a data key cannot be deleted.
    """

    id = models.CharField(primary_key=True, max_length=40)
    known_answer = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "known_answer": P.OPERATIONAL,
        "created_at": P.OPERATIONAL,
    }


class DataKey(Identified):
    """The key of one owner, wrapped by a master key.

    One key an owner seals with. A closed key still opens what it sealed, and seals nothing more. A
    destroyed key stays as a row without its bytes, so that pages can
    say that the text was deleted; the owner may begin again with a new key.
    """

    owner_kind = models.CharField(max_length=40)
    owner_id = models.CharField(max_length=64)
    wrapped = models.BinaryField(null=True)
    master_key = models.ForeignKey(MasterKey, on_delete=models.PROTECT, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "owner_kind": P.OPERATIONAL,
        "owner_id": P.PERSONAL,
        "wrapped": P.SECRET,
        "master_key": P.OPERATIONAL,
        "created_at": P.OPERATIONAL,
        "closed_at": P.OPERATIONAL,
        "destroyed_at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("owner_kind", "owner_id"),
                condition=models.Q(destroyed_at=None, closed_at=None),
                name="one_sealing_key_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    destroyed_at=None, wrapped__isnull=False, master_key__isnull=False
                )
                | models.Q(destroyed_at__isnull=False, wrapped=None, master_key=None),
                name="destroyed_means_no_key",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("owner_kind", "owner_id"), name="data_key_by_owner")
        ]
