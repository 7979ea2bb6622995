"""The letter about an update: that there is one, and no word of it."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorhouse.access.relations import NotVisible
from mentorhouse.accounts.models import User
from mentorhouse.communication.queries import update_for
from mentorhouse.notifications import Letter, Link, letter


@letter("update.sent")
def sent(to: User, about: dict[str, str]) -> Letter | None:
    """Tell who runs the programme that somebody wrote; nothing once it was read."""
    try:
        row = update_for(to, UUID(about["update"]))
    except NotVisible:
        return None
    if row.read_at is not None:
        return None
    page = settings.BASE_URL + reverse("communication:update", args=[row.pk])
    return Letter(
        subject=_("%(programme)s: an update has come") % {"programme": row.by.programme.name},
        paragraphs=(
            _("Somebody who takes part in “%(programme)s” has sent you an update.")
            % {"programme": row.by.programme.name},
        ),
        link=Link(_("Read it"), page),
    )
