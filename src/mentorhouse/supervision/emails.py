"""Letters about supervision. No theme, and no other mentor's name, stands in any."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes.queries import coordinated
from mentorhouse.programmes.relations import today
from mentorhouse.supervision.models import Attendance
from mentorhouse.supervision.queries import letters
from mentorhouse.supervision.states import SessionState


@letter("supervision.named")
def named(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody that they supervise mentors of a programme."""
    row = letters.supervisor_about(about["supervisor"], to.pk)
    if row is None:
        return None
    page = reverse("supervision:sessions", args=[row.programme_id])
    name = {"programme": row.programme.name}
    return Letter(
        subject=_("You supervise mentors of %(programme)s") % name,
        paragraphs=(
            _("You have been named as a supervisor of mentors in “%(programme)s”.") % name,
            _("On the page you see who your mentors are, plan sessions and record them."),
        ),
        link=Link(_("See your mentors"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("supervision.planned")
def planned(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentor of a session; nothing once it is over."""
    row = letters.attendance_about(about["attendance"], to.pk)
    if row is None or row.session.state != SessionState.PLANNED:
        return None
    return Letter(
        subject=_("A supervision session is planned"),
        paragraphs=(
            _("Your supervisor in “%(programme)s” has planned a session with you.") % _name(row),
            _("On the page you see when and where, and can write down what you bring."),
        ),
        link=Link(_("See the session"), _page(row)),
    )


@letter("supervision.called_off")
def called_off(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentor that a session does not take place."""
    row = letters.attendance_about(about["attendance"], to.pk)
    if row is None or row.session.state != SessionState.CALLED_OFF:
        return None
    return Letter(
        subject=_("A supervision session is called off"),
        paragraphs=(
            _("A session in “%(programme)s” does not take place as planned.") % _name(row),
            _("Your supervisor will suggest another date."),
        ),
        link=Link(_("See your supervision"), _page(row)),
    )


@letter("supervision.due")
def due(to: User, about: dict[str, str]) -> Letter | None:
    """Remind a mentor whose supervision is overdue; nothing once there was a session."""
    found = letters.standing_of(about["participation"], to.pk, today=today())
    if found is None or not found.due.late:
        return None
    programme = found.row.programme
    page = reverse("supervision:mine", args=[found.row.pk])
    return Letter(
        subject=_("Your supervision is overdue"),
        paragraphs=(
            _("As a mentor in “%(programme)s” you meet your supervisor regularly.")
            % {"programme": programme.name},
            found.due.words,
        ),
        link=Link(_("See your supervision"), f"{settings.BASE_URL}{page}"),
    )


@letter("supervision.overdue")
def overdue(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that mentors are late, without a name."""
    programme = coordinated(about["programme"], to.pk)
    if programme is None or not letters.late_in(programme, today=today()):
        return None
    page = reverse("supervision:keep", args=[programme.pk])
    return Letter(
        subject=_("Supervision is overdue: %(programme)s") % {"programme": programme.name},
        paragraphs=(
            _("Some mentors should have met their supervisor two weeks ago or earlier."),
            _("They have had a reminder. Perhaps they need a date, or another supervisor."),
        ),
        link=Link(_("See who it is"), f"{settings.BASE_URL}{page}?late=on"),
    )


def _name(row: Attendance) -> dict[str, str]:
    return {"programme": row.participation.programme.name}


def _page(row: Attendance) -> str:
    return settings.BASE_URL + reverse("supervision:mine", args=[row.participation_id])
