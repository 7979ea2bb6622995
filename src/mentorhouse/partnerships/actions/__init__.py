"""Every write of partnerships: offering matches, answering them, agreeing without an offer."""

from mentorhouse.partnerships.actions.agreeing import agree
from mentorhouse.partnerships.actions.answering import (
    accept,
    decline,
    let_go,
    offer,
    share_adjustments,
    take_adjustments_back,
)

__all__ = [
    "accept",
    "agree",
    "decline",
    "let_go",
    "offer",
    "share_adjustments",
    "take_adjustments_back",
]
