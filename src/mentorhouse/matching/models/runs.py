"""Match runs, the pairs they draft, who is left and why, and what a co-ordinator laid down."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.matching.states import STANDING, UNDER_WAY, RunState
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.design import Design, parse_design
from mentorhouse.programmes.models import Participation, Programme

P = PrivacyClass


class MatchRun(Identified):
    """One run over everybody who is free, under the design as it was then.

    In a run of several, `pair_count` counts the partnerships that it drafts, and `total` sums up
    their scores.

    The same people, design and seed give the same pairs. Scores are whole hundredths. A trial tries
    another design out and is never published.
    """

    class Kind(models.TextChoices):
        """Whether it makes pairs, or shortlists for mentees to choose from."""

        COHORT = "cohort", _("Pairs")
        SHORTLIST = "shortlist", _("Shortlists")
        SEVERAL = "several", _("Other shapes")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="match_runs")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COHORT)
    # Which shape of partnership it drafts; other than one to one only in a run of that kind.
    shape = models.CharField(max_length=12, default=Shape.ONE_TO_ONE.value)
    # What the co-ordinator named besides: the members of a team, who belongs to it, whom to keep.
    asked = models.JSONField(default=dict, blank=True)
    is_trial = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=RunState.WAITING.value)
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    seed = models.PositiveIntegerField(default=0)
    design_data = models.JSONField()
    # The version of the programme's design that a trial began from: it is taken only if it stands.
    design_version = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    step = models.CharField(max_length=60, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Published, while the letters are held: who did it, and when they leave.
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    send_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # How far the sending of a large draft is: after which row, how many, and what is left out.
    sending = models.JSONField(default=dict, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    # The figures of the draft. The gap is how many hundredths, at most, the pairs are from the best
    # possible; 0 is proved best. The sums behind it hold private criteria and are not kept.
    mentors = models.PositiveIntegerField(default=0)
    mentees = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    pair_count = models.PositiveIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    lowest = models.PositiveIntegerField(default=0)
    gap = models.PositiveBigIntegerField(default=0)
    # In a run of several: how many more, at most, a better choice might place.
    missed = models.PositiveIntegerField(default=0)
    # The per cent of the total that might be given up for the worst-off pair; None: not sought.
    floor = models.PositiveIntegerField(null=True, blank=True)
    by_hand = models.PositiveIntegerField(default=0)  # changes since; the proof is of the run

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "kind": P.OPERATIONAL,
        "shape": P.OPERATIONAL,
        "asked": P.PERSONAL,
        "is_trial": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "earlier": P.OPERATIONAL,
        "seed": P.OPERATIONAL,
        "design_data": P.OPERATIONAL,
        "design_version": P.OPERATIONAL,
        "made_by": P.PERSONAL,
        "made_at": P.OPERATIONAL,
        "step": P.OPERATIONAL,
        "finished_at": P.OPERATIONAL,
        "held_by": P.PERSONAL,
        "send_at": P.OPERATIONAL,
        "published_at": P.OPERATIONAL,
        "sending": P.PERSONAL,
        "failure": P.PERSONAL,
        "mentors": P.OPERATIONAL,
        "mentees": P.OPERATIONAL,
        "places": P.OPERATIONAL,
        "pair_count": P.OPERATIONAL,
        "total": P.OPERATIONAL,
        "lowest": P.OPERATIONAL,
        "gap": P.OPERATIONAL,
        "missed": P.OPERATIONAL,
        "floor": P.OPERATIONAL,
        "by_hand": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-made_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in RunState]), name="match_run_state"
            ),
            models.UniqueConstraint(
                fields=("programme",),
                condition=Q(state__in=sorted(s.value for s in UNDER_WAY)),
                name="one_run_under_way",
            ),
            models.UniqueConstraint(
                fields=("programme", "kind", "is_trial"),
                condition=Q(state__in=sorted(s.value for s in STANDING)),
                name="one_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_trial=False) | ~Q(state__in=["held", "sending", "published"]),
                name="a_trial_is_never_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_by__isnull=False, send_at__isnull=False),
                name="letters_are_held_until_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(held_by__isnull=False),
                name="somebody_answers_for_what_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(shape__in=[s.value for s in Shape])
                & (Q(kind="several") | Q(shape="one_to_one")),
                name="match_run_shape",
            ),
        ]

    @property
    def design(self) -> Design:
        """The design that the run followed."""
        return parse_design(self.design_data)

    @property
    def average(self) -> int:
        """The average score in hundredths."""
        return self.total // self.pair_count if self.pair_count else 0

    @property
    def free_places(self) -> int:
        """Places that the run left free."""
        return self.places - self.pair_count

    @property
    def unmatched_mentees(self) -> int:
        """Mentees that the run left without a mentor."""
        return self.mentees - self.pair_count


class DraftPair(Identified):
    """A mentor and a mentee that a run put together, with the parts of the score."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="pairs")
    mentor = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveIntegerField()
    # [{"title", "points", "most", "words"}]: visible criteria only; the points add up to the score.
    parts = models.JSONField()
    warnings = models.JSONField(
        default=list
    )  # rules with exceptions that the pair breaks, in words
    by_hand = models.BooleanField(default=False)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "run": P.OPERATIONAL,
        "mentor": P.PERSONAL,
        "mentee": P.PERSONAL,
        "score": P.PERSONAL,
        "parts": P.PERSONAL,
        "warnings": P.PERSONAL,
        "by_hand": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "mentee"), name="one_mentor_a_mentee_in_a_run")
        ]
        # A draft is shown the weakest pairs first, a page at a time.
        indexes: ClassVar = [
            models.Index(fields=("run", "score", "id"), name="pairs_by_score"),
            models.Index(fields=("run",), condition=Q(by_hand=True), name="pairs_by_hand"),
        ]


class Unmatched(Identified):
    """Somebody whom a run left without a partner, and why."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="unmatched")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "run": P.OPERATIONAL,
        "participation": P.PERSONAL,
        "reasons": P.PERSONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("run", "participation"), name="unmatched_once_in_a_run")
        ]


class Wish(Identified):
    """What a co-ordinator laid down about two people; it holds for every run that follows."""

    class Kind(models.TextChoices):
        """Together, or never."""

        LOCKED = "locked", _("Locked together")
        FORBIDDEN = "forbidden", _("Never together")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    mentor = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "kind": P.PERSONAL,
        "mentor": P.PERSONAL,
        "mentee": P.PERSONAL,
        "by": P.PERSONAL,
        "at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["locked", "forbidden"]), name="wish_kind"),
            models.UniqueConstraint(fields=("mentor", "mentee"), name="one_wish_a_pair"),
            models.UniqueConstraint(
                fields=("mentee",), condition=Q(kind="locked"), name="mentee_locked_once"
            ),
        ]
