"""Letters about concerns: that there is something to read, and nothing of what it is."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.concerns.models import Concern, Opening
from mentorhouse.concerns.queries.handling import concern_about, contact_about
from mentorhouse.concerns.queries.openings import opening_about
from mentorhouse.concerns.relations import was_told
from mentorhouse.concerns.states import ConcernState, OpeningState
from mentorhouse.notifications import Letter, Link, letter


@letter("concerns.named")
def named(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody that they hear concerns of a programme."""
    row = contact_about(about["contact"], to.pk)
    if row is None:
        return None
    page = reverse("concerns:concerns", args=[row.programme_id])
    name = {"programme": row.programme.name}
    return Letter(
        subject=_("You are a named contact in %(programme)s") % name,
        paragraphs=(
            _("You have been named as somebody to whom people in “%(programme)s” speak up.") % name,
            _("You get an e-mail when somebody does. What they write is on the page only."),
        ),
        link=Link(_("See your page"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("concerns.sent")
def sent(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a named contact that there is something to read."""
    row = _heard_by(to, about)
    if row is None or row.state == ConcernState.CLOSED:
        return None
    return Letter(
        subject=_("Somebody has spoken up to you"),
        paragraphs=(
            _("In “%(programme)s” there is something for you to read.") % _name(row),
            _("Only you can open it. Each opening is recorded."),
        ),
        link=Link(_("Sign in and read"), _page(row)),
    )


@letter("concerns.late")
def late(to: User, about: dict[str, str]) -> Letter | None:
    """Remind a named contact of what waits longer than was promised."""
    row = _heard_by(to, about)
    if row is None or row.state == ConcernState.CLOSED:
        return None
    return Letter(
        subject=_("Somebody waits for an answer from you"),
        paragraphs=(
            _("In “%(programme)s” something waits longer than people were told.") % _name(row),
        ),
        link=Link(_("Sign in and answer"), _page(row)),
    )


@letter("concerns.answered")
def answered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the other side that there is something new to read."""
    row = concern_about(about["concern"])
    if row is None or not may(to, Capability.READ_CONCERN, row):
        return None
    return Letter(
        subject=_("There is something for you to read"),
        paragraphs=(_("In “%(programme)s” there is something new for you.") % _name(row),),
        link=Link(_("Sign in and read"), _page(row)),
    )


@letter("concerns.told")
def told(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentee that there is something about their partnership to read."""
    row = concern_about(about["concern"])
    if row is None or row.mentee is None or row.mentee.person_id != to.pk or not was_told(row):
        return None
    page = settings.BASE_URL + reverse("concerns:passed_on", args=[row.pk])
    return Letter(
        subject=_("Something about your mentoring for you to read"),
        paragraphs=(_("In “%(programme)s” there is something you should know.") % _name(row),),
        link=Link(_("Sign in and read"), page),
    )


@letter("concerns.asked")
def asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask a second person to decide about an emergency opening; nothing once it is decided."""
    row = opening_about(about["opening"])
    if row is None or row.state != OpeningState.ASKED:
        return None
    if not may(to, Capability.DECIDE_OPENING, row):
        return None
    return Letter(
        subject=_("Somebody asks for your decision"),
        paragraphs=(
            _("In “%(programme)s” a decision needs a second person.") % _in(row),
            _("Whoever decides first decides. You sign in once more for it."),
        ),
        link=Link(_("Sign in and read"), _opening(row)),
    )


@letter("concerns.decided")
def decided(to: User, about: dict[str, str]) -> Letter | None:
    """Tell who asked that the second person has decided."""
    row = opening_about(about["opening"])
    if row is None or not may(to, Capability.READ_OPENING, row):
        return None
    return Letter(
        subject=_("The second person has decided"),
        paragraphs=(_("In “%(programme)s” what you asked for is decided.") % _in(row),),
        link=Link(_("Sign in and read"), _opening(row)),
    )


@letter("concerns.opened")
def opened(to: User, about: dict[str, str]) -> Letter | None:
    """Tell one of a pair that something about what they wrote is to be read."""
    row = opening_about(about["opening"])
    if row is None or not may(to, Capability.SEE_OWN_OPENINGS, row):
        return None
    page = reverse("concerns:own_openings", args=[row.partnership_id])
    return Letter(
        subject=_("Something about your mentoring for you to read"),
        paragraphs=(_("In “%(programme)s” there is something you should know.") % _in(row),),
        link=Link(_("Sign in and read"), settings.BASE_URL + page),
    )


def _in(row: Opening) -> dict[str, str]:
    return {"programme": row.programme.name}


def _opening(row: Opening) -> str:
    return settings.BASE_URL + reverse("concerns:opening", args=[row.pk])


def _heard_by(to: User, about: dict[str, str]) -> Concern | None:
    row = concern_about(about["concern"])
    return row if row and may(to, Capability.HANDLE_CONCERN, row) else None


def _name(row: Concern) -> dict[str, str]:
    return {"programme": row.programme.name}


def _page(row: Concern) -> str:
    return settings.BASE_URL + reverse("concerns:concern", args=[row.pk])
