"""Every write of first talks. Everybody who touches one holds the participations of both first.

`asking` begins them, `answering` agrees a time or ends them, `deciding` leads to a partnership,
`times` are a mentor’s own, `rating` is private, `ending` and `forgetting` are done by the clock.
"""

from mentorhouse.matching.actions.inviting.answering import (
    decline,
    note_meeting,
    pick,
    propose,
    say_how_to_join,
    withdraw,
)
from mentorhouse.matching.actions.inviting.asking import Aims, book, book_instead, invite
from mentorhouse.matching.actions.inviting.deciding import choose, confirm
from mentorhouse.matching.actions.inviting.ending import end_overdue, let_go, remind
from mentorhouse.matching.actions.inviting.forgetting import forget
from mentorhouse.matching.actions.inviting.rating import rate
from mentorhouse.matching.actions.inviting.times import offer_times, take_time_back

__all__ = [
    "Aims",
    "book",
    "book_instead",
    "choose",
    "confirm",
    "decline",
    "end_overdue",
    "forget",
    "invite",
    "let_go",
    "note_meeting",
    "offer_times",
    "pick",
    "propose",
    "rate",
    "remind",
    "say_how_to_join",
    "take_time_back",
    "withdraw",
]
