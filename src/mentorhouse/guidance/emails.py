"""Letters about comments on guides: that there is one, and that it was answered. No text of it."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.guidance import queries
from mentorhouse.guidance.states import CommentState
from mentorhouse.notifications import Letter, Link, letter


@letter("guidance.comment")
def commented(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that somebody commented; nothing when it is done already."""
    row = queries.comment_about(to, about["comment"])
    if row is None or row.state != CommentState.OPEN:
        return None
    page = settings.BASE_URL + reverse("guidance:comment", args=[row.programme_id, row.pk])
    return Letter(
        subject=f"A comment on a guide: {row.programme.name}",
        paragraphs=(
            f"Somebody in “{row.programme.name}” has written a comment on a guide.",
            "On the page you can read it, answer it, or mark it as done.",
        ),
        link=Link("Read the comment", page),
    )


@letter("guidance.answered")
def answered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the author that there is an answer."""
    row = queries.comment_about(to, about["comment"])
    if row is None or not row.answer:
        return None
    page = settings.BASE_URL + reverse("guidance:guide", args=[row.programme_id, row.guide])
    return Letter(
        subject="Your comment has an answer",
        paragraphs=(
            f"A co-ordinator of “{row.programme.name}” has answered your comment on a guide.",
        ),
        link=Link("Read the answer", page),
    )
