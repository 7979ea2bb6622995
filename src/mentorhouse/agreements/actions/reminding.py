"""Reminding those who still have to sign, where it was to be done at the first meeting (R6.05)."""

from datetime import datetime

from mentorhouse.agreements.queries.looking import unsigned
from mentorhouse.notifications.actions import post_all
from mentorhouse.programmes.relations import day_of


def remind_to_sign(*, at: datetime) -> None:
    """Post the reminder that is due, each once however often the clock comes by."""
    for partnership, number, people in unsigned(today=day_of(at)):
        about, key = {"partnership": partnership.pk}, f"{partnership.pk}:{number}"
        post_all("agreement.reminder", [(who, about, key) for who in people], at=at)
