"""Every write of this room: keep the library, say something about a guide, answer it."""

from mentorhouse.guidance.actions.comments import (
    TooMany,
    answer_comment,
    comment,
    reopen_comment,
)
from mentorhouse.guidance.actions.keeping import keep_help, put_guide, rearrange

__all__ = [
    "TooMany",
    "answer_comment",
    "comment",
    "keep_help",
    "put_guide",
    "rearrange",
    "reopen_comment",
]
