"""Letters to sponsors, who need no account, and to whom they identify."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.links import token_of
from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.design.words import day
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes.states import OPEN_FOR, Work
from mentorhouse.recruitment.queries import sponsoring as queries


@letter("identification.link")
def link(_to: None, about: dict[str, str]) -> Letter | None:
    """Give a sponsor the link by which they identify people."""
    row = queries.sponsor_link_of_letter(about["link"])
    token = token_of(row) if row else None
    if row is None or token is None or row.link_until is None:
        return None
    if not queries.can_identify(row, at=timezone.now()):
        return None
    said = {"programme": row.programme.name, "most": row.most, "day": day(row.link_until)}
    page = reverse("recruitment:identify_by_link", args=[token])
    return Letter(
        subject=_("Whom do you see in %(programme)s?") % said,
        paragraphs=(
            _("You are asked to identify people of your organisation for “%(programme)s”.") % said,
            _("Each of them is invited to apply and decides freely. The invitation names you."),
            _("The link is for you alone. It works for up to %(most)s people, until %(day)s.")
            % said,
        ),
        link=Link(_("Identify somebody"), f"{settings.BASE_URL}{page}"),
        greeting=_("Hello %(name)s") % {"name": row.name},
        to=row.email,
    )


@letter("identification.made")
def made(to: User, about: dict[str, str]) -> Letter | None:
    """Invite somebody to apply, and say who has identified them."""
    row = queries.identification_of_letter(about["identification"], to.pk)
    if row is None or row.programme.state not in OPEN_FOR[Work.INVITE]:
        return None
    said = {"programme": row.programme.name, "sponsor": row.sponsor}
    page = reverse("recruitment:identification", args=[row.programme_id, row.pk])
    return Letter(
        subject=_("You are invited to apply: %(programme)s") % said,
        paragraphs=(
            _("%(sponsor)s sees you in “%(programme)s” and suggests that you apply.") % said,
            _("On the page you can read why, and what the programme is."),
            _("Whether you apply is up to you. Nothing happens if you do not."),
        ),
        link=Link(_("Read more"), welcome_link(to, at=timezone.now(), then=page)),
    )
