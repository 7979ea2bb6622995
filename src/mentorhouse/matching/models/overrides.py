"""Exceptions that a co-ordinator answered for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mentorhouse.access.models import Identified
from mentorhouse.access.privacy import PrivacyClass, PrivacyClasses
from mentorhouse.programmes.models import Participation, Programme

P = PrivacyClass


class Override(Identified):
    """Why two people were put together by hand although a rule with exceptions is against it.

    There is none for a hard rule: nobody overrides one (R5.04).
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    mentee = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    rules = models.JSONField()  # the rules that spoke against it, in words
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    privacy: ClassVar[PrivacyClasses] = {
        "id": P.OPERATIONAL,
        "programme": P.OPERATIONAL,
        "mentor": P.PERSONAL,
        "mentee": P.PERSONAL,
        "rules": P.PERSONAL,
        "reason": P.PERSONAL,
        "by": P.PERSONAL,
        "at": P.OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_has_a_reason")
        ]
