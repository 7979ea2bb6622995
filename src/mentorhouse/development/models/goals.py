"""Goals: where they stand is a fact, what they say is sealed in the changes that made them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.policy import Capability
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.development.models.notes import Notebook
from mentorhouse.development.states import ChangeKind, GoalState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Person
from mentorhouse.vault.fields import SealedField
from mentorhouse.vault.keys import KeyOwner

P = PrivacyClass


class Goal(Identified):
    """One goal of somebody: shared in the partnership, or private in their notebook (R8.01)."""

    class Term(models.TextChoices):
        """How far away it is."""

        LONG = "long", _("Long term")
        MEDIUM = "medium", _("Medium term")
        SHORT = "short", _("Short term")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="goals")
    # In whose notebook it is, if it is private.
    notebook = models.ForeignKey(
        Notebook, null=True, blank=True, on_delete=models.CASCADE, related_name="goals"
    )
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="sub_goals"
    )
    # The name of the form that made it, so that sending it twice makes one goal.
    once = models.UUIDField()
    state = models.CharField(max_length=10, default=GoalState.OPEN.value)
    term = models.CharField(max_length=10, choices=Term)
    due_on = models.DateField(null=True, blank=True)
    # What comes first; moved by buttons.
    place = models.PositiveIntegerField()
    # The number of the newest change, and of the one whose words are in force.
    revision = models.PositiveIntegerField(default=1)
    worded = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "partnership": P.OPERATIONAL,
        "notebook": P.PERSONAL,
        "owner": P.PERSONAL,
        "parent": P.OPERATIONAL,
        "once": P.OPERATIONAL,
        "state": P.PERSONAL,
        "term": P.PERSONAL,
        "due_on": P.PERSONAL,
        "place": P.OPERATIONAL,
        "revision": P.OPERATIONAL,
        "worded": P.OPERATIONAL,
        "set_at": P.PERSONAL,
        "closed_at": P.PERSONAL,
    }

    class Meta:
        ordering = ("place", "set_at", "pk")
        indexes: ClassVar = [models.Index(fields=("partnership", "state"), name="goals_of_pair")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("partnership", "once"), name="each_goal_once"),
            models.CheckConstraint(
                condition=Q(state=GoalState.OPEN.value, closed_at=None)
                | Q(
                    state__in=[GoalState.REACHED.value, GoalState.LET_GO.value],
                    closed_at__isnull=False,
                ),
                name="goal_closed_or_not",
            ),
            models.CheckConstraint(
                condition=Q(worded__lte=F("revision")), name="goal_worded_by_a_change"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the pair's key; of a private goal, the key of its author's notebook."""
        if self.notebook_id:
            return KeyOwner("notebook", self.notebook_id)
        return KeyOwner("partnership", self.partnership_id)


def _sealed() -> SealedField:
    return SealedField(readable_by=Capability.READ_GOAL)


class GoalChange(Identified):
    """What somebody did with a goal, and when: never changed, so that earlier words are kept."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    term = models.CharField(max_length=10, choices=Goal.Term)
    due_on = models.DateField(null=True, blank=True)
    statement = _sealed()
    level = _sealed()
    criteria = _sealed()
    measures = _sealed()
    note = _sealed()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "goal": P.OPERATIONAL,
        "number": P.OPERATIONAL,
        "kind": P.PERSONAL,
        "by": P.PERSONAL,
        "at": P.PERSONAL,
        "term": P.PERSONAL,
        "due_on": P.PERSONAL,
        "statement": P.CONFIDENTIAL,
        "level": P.CONFIDENTIAL,
        "criteria": P.CONFIDENTIAL,
        "measures": P.CONFIDENTIAL,
        "note": P.CONFIDENTIAL,
    }

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("goal", "number"), name="one_change_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ChangeKind]), name="goal_change_kind"
            ),
        ]

    def sealed_for(self) -> KeyOwner:
        """Return the key of the goal."""
        return self.goal.sealed_for()
