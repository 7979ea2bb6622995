"""The reminder of a training or induction that is not finished."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorhouse.accounts.models import User
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.training.queries.people import still_to_do


@letter("training.reminder")
def reminder(to: User, about: dict[str, str]) -> Letter | None:
    """Remind somebody, unless there is nothing left to do by now."""
    part = still_to_do(about["programme"], to.pk)
    if part is None:
        return None
    name = part.programme.name
    if part.role == part.Role.MENTOR:
        subject = _("Your training as a mentor: {programme}").format(programme=name)
        line = _("Your training as a mentor in “{programme}” is not finished yet.")
    else:
        subject = _("Your induction as a mentee: {programme}").format(programme=name)
        line = _("Your induction as a mentee in “{programme}” is not finished yet.")
    path = reverse("training:mine", args=[part.programme_id])
    return Letter(
        subject=subject,
        paragraphs=(
            line.format(programme=name),
            _(
                "You can go on where you stopped, at your own pace. If you would rather not take "
                "part, you can step back there, and nobody asks you why."
            ),
        ),
        link=Link(_("Go on"), settings.BASE_URL + path),
    )
