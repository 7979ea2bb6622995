"""What a mentor tells of themselves: the draft, and what mentees read (R1.04)."""

from typing import ClassVar

from django.db import models

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models.profile import Person

P = PrivacyClass


class Biography(Identified):
    """A mentor's biography. A person has up to two: the draft and the published one.

    Both have the same columns, so that one query and one template draw either (R1.04).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="biographies")
    published = models.BooleanField(default=False)
    about = models.TextField(max_length=4000, blank=True)
    experience = models.TextField(max_length=4000, blank=True)
    # As typed; `rules.Vocabulary` says which term each one is.
    skills = models.JSONField(default=list, blank=True)
    sectors = models.CharField(max_length=300, blank=True)
    career_path = models.TextField(max_length=4000, blank=True)
    expect = models.TextField(max_length=4000, blank=True)
    ways = models.JSONField(default=list, blank=True)
    places = models.CharField(max_length=300, blank=True)
    availability = models.CharField(max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField()
    # Grows with each change of the draft, so that of two windows the second is told.
    version = models.PositiveIntegerField(default=1)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "published": P.OPERATIONAL,
        "about": P.PERSONAL,
        "experience": P.PERSONAL,
        "skills": P.PERSONAL,
        "sectors": P.PERSONAL,
        "career_path": P.PERSONAL,
        "expect": P.PERSONAL,
        "ways": P.PERSONAL,
        "places": P.PERSONAL,
        "availability": P.PERSONAL,
        "capacity": P.PERSONAL,
        "changed_at": P.PERSONAL,
        "version": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "published"), name="one_draft_and_one_published"
            )
        ]
