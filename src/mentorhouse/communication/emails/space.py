"""Letters about a space: that there is an answer, a report, a hidden post. No text of any."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.accounts.models import User
from mentorhouse.communication import queries
from mentorhouse.communication.models import Post
from mentorhouse.notifications import Letter, Link, letter


@letter("space.answered")
def answered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell whoever began a thread that there is an answer."""
    row = queries.post_about(about["post"])
    if row is None or row.hidden_at or not may(to, Capability.READ_SPACE, row.thread.programme):
        return None
    return Letter(
        subject=_("There is an answer in the mentors’ space"),
        paragraphs=(
            _("Somebody has answered you in the mentors’ space of “%(programme)s”.")
            % {"programme": row.thread.programme.name},
        ),
        link=Link(_("Read the answer"), _page(row)),
    )


@letter("space.reported")
def reported(to: User, about: dict[str, str]) -> Letter | None:
    """Ask a moderator to look at a post."""
    row = queries.report_about(about["report"])
    if row is None or not may(to, Capability.MODERATE_SPACE, row.post.thread.programme):
        return None
    programme = row.post.thread.programme
    page = settings.BASE_URL + reverse("communication:reports", args=[programme.pk])
    return Letter(
        subject=_("A post was reported: %(programme)s") % {"programme": programme.name},
        paragraphs=(_("A mentor asks you to look at a post in the mentors’ space."),),
        link=Link(_("Look at it"), page),
    )


@letter("space.hidden")
def hidden(to: User, about: dict[str, str]) -> Letter | None:
    """Tell an author that a post of theirs is hidden."""
    row = queries.post_about(about["post"])
    if row is None or not row.hidden_at or row.by_id != to.pk:
        return None
    return Letter(
        subject=_("A moderator has hidden your post"),
        paragraphs=(
            _("It is in the mentors’ space of “%(programme)s”. Other mentors cannot read it now.")
            % {"programme": row.thread.programme.name},
            _("On the page you can see why. If you think otherwise, write to a co-ordinator."),
        ),
        link=Link(_("See your post"), _page(row)),
    )


def _page(row: Post) -> str:
    thread = row.thread
    page = reverse("communication:thread", args=[thread.programme_id, thread.pk])
    return f"{settings.BASE_URL}{page}"
