"""A person's profile (R1.01, R1.03)."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.organisations.models import Organisation

P = PrivacyClass


class Person(models.Model):
    """One profile per account, reused in every programme (R1.01).

    The primary key is the account's, so `person_id == viewer.pk` says "themselves".
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="person"
    )
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True)
    pronouns = models.CharField(max_length=50, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    # What somebody does, in a few words: a job title says it only to those who know the body.
    work_role = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=60, blank=True)
    profession = models.CharField(max_length=100, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    # The team that somebody works in: a programme may match across teams only (R5.04).
    team = models.CharField(max_length=200, blank=True)
    location = models.CharField(max_length=200, blank=True)
    # How partners reach them, in their own words, beside the address that they sign in with.
    contact = models.CharField(max_length=300, blank=True)
    # Separated by commas; `rules.listed` takes it apart.
    languages = models.CharField(max_length=300, blank=True)
    # How they can meet, by the keys of `rules.WAYS`, separated by commas (R5.04).
    ways = models.CharField(max_length=60, blank=True)
    biography = models.TextField(max_length=4000, blank=True)
    # Only for rules: nobody is matched with their own line manager (R5.04, R2.16). It is shown to
    # the person alone.
    line_manager_email = models.EmailField(blank=True)
    # Someone who withdrew is asked again only by themselves: no import brings the answers back.
    identity_withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    privacy: ClassVar[PrivacyClasses] = {
        "user": P.OPERATIONAL,
        "given_name": P.PERSONAL,
        "family_name": P.PERSONAL,
        "pronouns": P.PERSONAL,
        "job_title": P.PERSONAL,
        "work_role": P.PERSONAL,
        "grade": P.PERSONAL,
        "profession": P.PERSONAL,
        "organisation": P.PERSONAL,
        "team": P.PERSONAL,
        "location": P.PERSONAL,
        "contact": P.PERSONAL,
        "languages": P.PERSONAL,
        "ways": P.PERSONAL,
        "biography": P.PERSONAL,
        "line_manager_email": P.PERSONAL,
        "identity_withdrawn_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("family_name", "given_name", "pk")
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as shown."""
        return f"{self.given_name} {self.family_name}".strip()
