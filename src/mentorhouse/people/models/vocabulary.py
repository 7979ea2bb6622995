"""The vocabulary of skills with its synonyms, and the words that people use (R1.05)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.people.models.profile import Person

P = PrivacyClass
LONGEST = 100


class Term(Identified):
    """A skill, interest or area of development, whatever words people have for it."""

    # Grows with each change, so that of two co-ordinators who save at once the second is told.
    version = models.PositiveIntegerField(default=1)

    privacy: ClassVar[PrivacyClasses] = {"id": P.OPERATIONAL, "version": P.OPERATIONAL}


class Word(Identified):
    """One word for a term: its name or a synonym. Case and accents do not tell words apart."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="words")
    text = models.CharField(max_length=LONGEST)
    folded = models.CharField(max_length=LONGEST * 2, unique=True, editable=False)
    is_name = models.BooleanField(default=False)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "term": P.OPERATIONAL,
        "text": P.OPERATIONAL,
        "folded": P.OPERATIONAL,
        "is_name": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("folded",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("term",), condition=Q(is_name=True), name="one_name_a_term"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Skill(Identified):
    """What somebody offers, is interested in or wants to develop, in the words that they chose.

    The words stay as typed. Which term they are is said by the vocabulary when it is asked, so
    that a synonym added today finds who wrote it last year.
    """

    class Kind(models.TextChoices):
        """What the words say of the person."""

        OFFERED = "offered", _("Skills offered")
        INTEREST = "interest", _("Interests")
        DEVELOPING = "developing", _("What they want to develop")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=LONGEST)
    folded = models.CharField(max_length=LONGEST * 2, editable=False, db_index=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "person": P.PERSONAL,
        "kind": P.PERSONAL,
        "text": P.PERSONAL,
        "folded": P.PERSONAL,
    }

    class Meta:
        ordering = ("folded",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "kind", "folded"), name="one_word_of_a_kind_a_person"
            )
        ]
