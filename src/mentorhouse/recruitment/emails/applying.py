"""Letters to those who apply: the link to the form, and that the application has come."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.recruitment.queries.applying import own_letter
from mentorhouse.recruitment.queries.directory import found_recruiting
from mentorhouse.recruitment.rules.applying import next_words


@letter("application.way_in")
def way_in(to: User, about: dict[str, str]) -> Letter | None:
    """Lead somebody to the form; nothing once the programme is no longer open."""
    programme = found_recruiting(about["programme"])
    if programme is None:
        return None
    page = reverse("recruitment:apply", args=[programme.pk])
    there = f"{page}?{urlencode({'role': about['role']})}"
    return Letter(
        subject=_("Your link to apply: {programme}").format(programme=programme.name),
        paragraphs=(
            _("Somebody, probably you, would like to apply to “{programme}”.").format(
                programme=programme.name
            ),
            _("The link leads to the form. You can save what you write and come back later."),
            _("If it was not you, do nothing: no application is made."),
        ),
        link=Link(_("Go to the form"), welcome_link(to, at=timezone.now(), then=there)),
    )


@letter("application.received")
def received(to: User, about: dict[str, str]) -> Letter | None:
    """Confirm an application, and say who decides; what it holds is never in a letter."""
    row = own_letter(about["application"], to.pk)
    if row is None:
        return None
    page = reverse("recruitment:applied", args=[row.programme_id, row.pk])
    return Letter(
        subject=_("We have your application: {programme}").format(programme=row.programme.name),
        paragraphs=(
            _("Thank you for your application to “{programme}”.").format(
                programme=row.programme.name
            ),
            next_words(row.programme.design, row.role),
            _("You can change your answers until it is decided, and withdraw at any time."),
        ),
        link=Link(_("See where it stands"), welcome_link(to, at=timezone.now(), then=page)),
    )
