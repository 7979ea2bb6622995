"""Letters about comments on guides: that there is one, and that it was answered. No text of it."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.guidance import queries
from mentorhouse.guidance.states import CommentState
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, Link, letter


@letter("guidance.comment")
def commented(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that somebody commented; nothing when it is done already."""
    row = queries.comment_about(to, about["comment"])
    if row is None or row.state != CommentState.OPEN:
        return None
    page = settings.BASE_URL + reverse("guidance:comment", args=[row.programme_id, row.pk])
    return Letter(
        subject=say("A comment on a guide: {name}", name=row.programme.name),
        paragraphs=(
            say("Somebody in “{name}” has written a comment on a guide.", name=row.programme.name),
            say("On the page you can read it, answer it, or mark it as done."),
        ),
        link=Link(say("Read the comment"), page),
    )


@letter("guidance.answered")
def answered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the author that there is an answer."""
    row = queries.comment_about(to, about["comment"])
    if row is None or not row.answer:
        return None
    page = settings.BASE_URL + reverse("guidance:guide", args=[row.programme_id, row.guide])
    return Letter(
        subject=say("Your comment has an answer"),
        paragraphs=(
            say(
                "A co-ordinator of “{name}” has answered your comment on a guide.",
                name=row.programme.name,
            ),
        ),
        link=Link(say("Read the answer"), page),
    )
