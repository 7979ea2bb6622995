"""Every write of partnerships: offering matches, answering them, agreeing, ending."""

from mentorhouse.partnerships.actions.agreeing import agree
from mentorhouse.partnerships.actions.answering import (
    accept,
    decline,
    go_on,
    let_go,
    share_adjustments,
    take_adjustments_back,
)
from mentorhouse.partnerships.actions.ending import (
    ask_rematch,
    decide_rematch,
    end,
    withdraw_rematch,
)
from mentorhouse.partnerships.actions.offering import offer
from mentorhouse.partnerships.actions.reminding import remind_of_matches

__all__ = [
    "accept",
    "agree",
    "ask_rematch",
    "decide_rematch",
    "decline",
    "end",
    "go_on",
    "let_go",
    "offer",
    "remind_of_matches",
    "share_adjustments",
    "take_adjustments_back",
    "withdraw_rematch",
]
