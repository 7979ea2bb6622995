"""A large register as it was last counted. Derived; it may be thrown away and counted again."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Programme

P = PrivacyClass


class Shelf(Identified):
    """Who is listed on one programme’s register, packed by `rules.shelf`."""

    programme = models.OneToOneField(
        Programme, on_delete=models.CASCADE, related_name="register_shelf"
    )
    counted_at = models.DateTimeField()
    mentors = models.BinaryField()
    flags = models.BinaryField()
    names = models.BinaryField()
    by_organisation = models.BinaryField()
    by_entered = models.BinaryField()
    by_review = models.BinaryField()
    by_renewal = models.BinaryField()
    not_ready = models.BinaryField()
    ready = models.BinaryField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "counted_at": P.OPERATIONAL,
        "mentors": P.PERSONAL,
        "flags": P.PERSONAL,
        "names": P.PERSONAL,
        "by_organisation": P.PERSONAL,
        "by_entered": P.PERSONAL,
        "by_review": P.PERSONAL,
        "by_renewal": P.PERSONAL,
        "not_ready": P.PERSONAL,
        "ready": P.PERSONAL,
    }

    class Meta:
        verbose_name_plural = "shelves"
