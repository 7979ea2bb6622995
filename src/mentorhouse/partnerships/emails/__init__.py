"""Letters of partnerships: about matches, phases, reviews, the last day and the end."""

from mentorhouse.partnerships.emails import changing, closing, living, shapes, waiting
from mentorhouse.partnerships.emails.matches import BEGINS, offer_subject, offer_words, went_on

__all__ = [
    "BEGINS",
    "changing",
    "closing",
    "living",
    "offer_subject",
    "offer_words",
    "shapes",
    "waiting",
    "went_on",
]
