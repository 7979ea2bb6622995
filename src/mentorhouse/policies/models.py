"""Policies of a programme, the versions of their documents, who accepted which (R2.11, R2.22)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.models import Person
from mentorhouse.policies.rules import EVERYONE, REQUIRED_WORDS, Required
from mentorhouse.policies.states import DocumentState
from mentorhouse.programmes.models import Programme

P = PrivacyClass
_DRAFT = Q(state=DocumentState.DRAFT.value)
_IN_FORCE = Q(state=DocumentState.IN_FORCE.value)
_COMMON = Q(organisation=None)


class Policy(Identified):
    """A place for one policy. The thirteen of `rules.SLOTS` get a row when first written to."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="policies")
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    # Who looks after it: somebody with an account, or somebody by name.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    owner_name = models.CharField(max_length=200, blank=True)
    required_of = models.CharField(
        max_length=10,
        choices=[(one.value, words) for one, words in REQUIRED_WORDS.items()],
        default=Required.NOBODY.value,
    )
    review_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    # Grows with every change: of two co-ordinators who save at once, the second is told.
    revision = models.PositiveIntegerField(default=0)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "key": P.OPERATIONAL,
        "title": P.OPERATIONAL,
        "owner": P.PERSONAL,
        "owner_name": P.PERSONAL,
        "required_of": P.OPERATIONAL,
        "review_on": P.OPERATIONAL,
        "withdrawn_at": P.OPERATIONAL,
        "reminded_on": P.OPERATIONAL,
        "revision": P.OPERATIONAL,
    }

    class Meta:
        verbose_name_plural = "policies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("programme", "key"), name="one_policy_a_key"),
            models.CheckConstraint(condition=~Q(title=""), name="policy_has_title"),
            models.CheckConstraint(
                condition=Q(required_of__in=[r.value for r in Required]), name="policy_required_of"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Document(Identified):
    """One version: a text of our own, or a link to the organisation's own document.

    A document without an organisation is the programme's common one. Once in force it is never
    changed; the database refuses it (`triggers`).
    """

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="documents")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=DocumentState.DRAFT.value)
    text = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    news = models.CharField(max_length=500, blank=True)  # what is new, for those asked again
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    in_force_since = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "policy": P.OPERATIONAL,
        "organisation": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "text": P.OPERATIONAL,
        "link": P.OPERATIONAL,
        "news": P.OPERATIONAL,
        "approved_on": P.OPERATIONAL,
        "approved_by": P.PERSONAL,
        "in_force_since": P.OPERATIONAL,
        "made_at": P.OPERATIONAL,
        "revision": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-number", "pk")
        constraints: ClassVar = [
            *(
                models.UniqueConstraint(
                    fields=("policy", *(() if common else ("organisation",)), *extra),
                    condition=which & (_COMMON if common else ~_COMMON),
                    name=f"policy_{name}_{'common' if common else 'own'}",
                )
                for common in (True, False)
                for name, which, extra in (
                    ("one_number", Q(), ("number",)),
                    ("one_draft", _DRAFT, ()),
                    ("one_in_force", _IN_FORCE, ()),
                )
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in DocumentState]),
                name="policy_document_state",
            ),
            models.CheckConstraint(
                condition=Q(text="", link__startswith="https://") | (~Q(text="") & Q(link="")),
                name="policy_text_or_https_link",
            ),
            models.CheckConstraint(
                condition=(_DRAFT & Q(approved_on=None, in_force_since=None))
                | (~_DRAFT & ~Q(approved_by="") & Q(approved_on__isnull=False)
                   & Q(in_force_since__isnull=False)),
                name="policy_in_force_is_approved",
            ),
        ]  # fmt: skip

    @property
    def whose(self) -> str:
        """Whose document it is, as addresses say it."""
        return str(self.organisation_id) if self.organisation_id else EVERYONE


class Acceptance(Identified):
    """That a person accepted this very version, and when. Kept when the policy is withdrawn."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="acceptances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "document": P.OPERATIONAL,
        "person": P.PERSONAL,
        "accepted_at": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("document", "person"), name="accepted_once")
        ]
