"""Letters of the register: a place ends soon."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.accounts.models import User
from mentorhouse.design.words import day
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.register.queries.renewal import count_ending, entry_about
from mentorhouse.register.states import EntryState


@letter("register.place_ends")
def place_ends(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentor that their place ends soon; nothing once it is renewed or left."""
    row = entry_about(about["entry"])
    if row is None or row.state != EntryState.ADMITTED or row.renew_by != _day(about):
        return None
    if row.participation.person_id != to.pk:
        return None
    programme = row.participation.programme.name
    return Letter(
        subject=_("Your place on the register of mentors ends soon: %(programme)s")
        % {"programme": programme},
        paragraphs=(
            _("Your place on the register of “%(programme)s” ends on %(day)s.")
            % {"programme": programme, "day": day(_day(about))},
            _("After that day nobody new can find you. Partnerships that run go on."),
            _("The page shows what renewing asks and how you stand."),
        ),
        link=Link(_("See your place"), reverse("register:mine", args=[row.participation_id])),
    )


@letter("register.places_end")
def places_end(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # who is as good
    """Tell a co-ordinator how many places end on a day; no names leave in an e-mail."""
    ends = _day(about)
    count = count_ending(UUID(about["programme"]), ends, ends)
    if not count:
        return None
    return Letter(
        subject=_("Places on the register of mentors end soon"),
        paragraphs=(
            ngettext(
                "%(count)s place on the register ends on %(day)s.",
                "%(count)s places on the register end on %(day)s.",
                count,
            )
            % {"count": count, "day": day(ends)},
            _("The mentors have been told. The register shows who they are and what is missing."),
        ),
        link=Link(
            _("Open the register"),
            reverse("register:register", args=[about["programme"]]) + "?show=renewal",
        ),
    )


def _day(about: dict[str, str]) -> date:
    return date.fromisoformat(about["ends"])
