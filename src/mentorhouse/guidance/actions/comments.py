"""Deeds on comments: somebody says something about a guide; a co-ordinator answers (R13.05)."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from mentorhouse import audit, notifications
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.guidance.models import Comment
from mentorhouse.guidance.states import COMMENT, CommentMove, CommentState
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import coordinators_of
from mentorhouse.programmes.states import ProgrammeState

COMMENTED = audit.Act("guide.commented", mark("commented on a guide"))
SETTLED = audit.Act("guide.comment_settled", mark("answered a comment or marked it done"))
REOPENED = audit.Act("guide.comment_reopened", mark("opened a comment again"))
MOST_A_DAY: Final = 10
MOST_NAMELESS_A_DAY: Final = 30
NOBODY_ANSWERS: Final = mark(
    "This programme is in the archive, so nobody answers comments any more. If you have a "
    "question, write to a co-ordinator."
)


class TooMany(NotNow):
    """More comments than anyone can answer."""


def comment(
    programme: Programme, guide: str, text: str, *, named: bool, by: User, at: datetime
) -> Comment:
    """Say something about a guide. Without a name, nothing in the database leads to who said it.

    The same words again on the same day are the same comment.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.COMMENT_ON_GUIDE, row)
        if row.state == ProgrammeState.ARCHIVED:
            raise NotNow(say(NOBODY_ANSWERS))
        author = by if named else None
        day = timezone.localdate(at, timezone.get_default_timezone())
        today = Comment.objects.filter(programme=row, author=author, said_on=day)
        same = today.filter(guide=guide, text=text).first()
        if same is not None:
            return same
        _refuse_too_many(today.count(), named=named)
        made = Comment.objects.create(
            programme=row, guide=guide, author=author, text=text, said_on=day
        )
        for each in coordinators_of(by, row).filter(organisation=None):
            notifications.post(
                "guidance.comment",
                to=each.user,
                about={"comment": str(made.pk)},
                at=at,
                key=str(made.pk),
            )
        task = "" if named else "nameless_comment"
        audit.record(COMMENTED, by=author, task=task, on=made, at=at, programme=row.pk)
    return made


def _refuse_too_many(today: int, *, named: bool) -> None:
    if named and today >= MOST_A_DAY:
        raise TooMany(
            say(
                "You have written many comments today. Please go on tomorrow, or write to the "
                "co-ordinator."
            )
        )
    if not named and today >= MOST_NAMELESS_A_DAY:
        raise TooMany(
            say(
                "Many comments without a name came in today, and no more fit. Send yours with your "
                "name, or come back tomorrow."
            )
        )


def answer_comment(row: Comment, answer: str, *, by: User, at: datetime) -> Comment:
    """Mark a comment done, with an answer if there is one. A named author gets a letter."""
    with transaction.atomic():
        row = _locked(row)
        require(by, Capability.RUN_PROGRAMME, row.programme)
        move = CommentMove.SETTLE
        row.state = after(COMMENT, CommentState(row.state), move).value
        news = bool(answer) and answer != row.answer
        row.answer, row.settled_by, row.settled_at = answer, by, at
        row.save(update_fields=["state", "answer", "settled_by", "settled_at"])
        if news and row.author is not None and row.author != by:
            about = {"comment": str(row.pk)}
            key = f"{row.pk}:{at.isoformat()}"
            notifications.post("guidance.answered", to=row.author, about=about, at=at, key=key)
        audit.record(SETTLED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def reopen_comment(row: Comment, *, by: User, at: datetime) -> Comment:
    """Open a comment again."""
    with transaction.atomic():
        row = _locked(row)
        require(by, Capability.RUN_PROGRAMME, row.programme)
        refusal = say("This comment is open already.")
        row.state = after(
            COMMENT, CommentState(row.state), CommentMove.REOPEN, refusal=refusal
        ).value
        row.save(update_fields=["state"])
        audit.record(REOPENED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def _locked(row: Comment) -> Comment:
    rows = Comment.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("programme").get(pk=row.pk)
