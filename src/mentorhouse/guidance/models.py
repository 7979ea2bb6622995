"""What people say about a guide, and what the co-ordinator answers (R13.05)."""

from typing import ClassVar, Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.guidance.states import CommentState
from mentorhouse.programmes.models import Programme

P = PrivacyClass
LONGEST_COMMENT: Final = 2000


class Comment(Identified):
    """One comment on one guide of a programme.

    Without a name there is no author in the database, and the day is all that is known of when.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="guide_comments"
    )
    guide = models.SlugField(max_length=60)  # its key in the library
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="guide_comments"
    )
    text = models.TextField(max_length=LONGEST_COMMENT)
    said_on = models.DateField()
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value.capitalize()) for state in CommentState],
        default=CommentState.OPEN.value,
    )
    answer = models.TextField(max_length=LONGEST_COMMENT, blank=True, default="")
    # Who answered or marked it done; empty once their account is gone.
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "guide": P.OPERATIONAL,
        "author": P.PERSONAL,
        "text": P.PERSONAL,
        "said_on": P.OPERATIONAL,
        "state": P.OPERATIONAL,
        "answer": P.PERSONAL,
        "settled_by": P.PERSONAL,
        "settled_at": P.OPERATIONAL,
    }

    class Meta:
        ordering = ("-said_on", "pk")
        indexes: ClassVar = [models.Index(fields=("programme", "state", "-said_on"))]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in CommentState]),
                name="guide_comment_state",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="guide_comment_says_something"),
        ]
