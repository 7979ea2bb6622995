"""Letters to managers and sponsors, who need no account, and about their answers.

Letters to a manager name the applicant and the programme and nothing else of the application.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.links import token_of
from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.design.words import day, hours
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.recruitment.models import Endorsement
from mentorhouse.recruitment.queries import endorsing as queries
from mentorhouse.recruitment.rules.endorsing import counts_silence
from mentorhouse.recruitment.states import EndorsementState


@letter("endorsement.asked")
def asked(_to: None, about: dict[str, str]) -> Letter | None:
    """Ask a manager or sponsor; nothing is sent once they answered or were asked anew."""
    row = _waiting(about)
    if row is None or row.letters != int(about["letter"]):
        return None
    said = {"name": row.application.person.name, "programme": _programme(row)}
    return _with_link(row, _("%(name)s asks for your support") % said, opening_words(row))


@letter("endorsement.reminder")
def reminder(_to: None, about: dict[str, str]) -> Letter | None:
    """Remind somebody who has not answered; the link is the one they have."""
    row = _waiting(about)
    if row is None:
        return None
    said = {"name": row.application.person.name}
    first = _("We wrote to you some days ago and have not had an answer. It takes five minutes.")
    subject = _("%(name)s still waits for your answer") % said
    return _with_link(row, subject, (first, *opening_words(row)))


def opening_words(row: Endorsement) -> tuple[str, ...]:
    """Say who asks for what; the applicant reads the same before it is sent."""
    said = {"name": row.application.person.name, "programme": _programme(row)}
    as_mentor = row.application.role == "mentor"
    what = (
        _("%(name)s would like to be a mentor in “%(programme)s” and has named you.")
        if as_mentor
        else _("%(name)s would like to have a mentor in “%(programme)s” and has named you.")
    )
    return (
        what % said,
        _("You are asked whether you support this, and how much time a month you can grant."),
        _("What is talked about in mentoring is confidential. You will not be told of it."),
    )


def _with_link(row: Endorsement, subject: str, paragraphs: tuple[str, ...]) -> Letter | None:
    token = token_of(row)
    if token is None or row.link_until is None:
        return None
    until = {"day": day(row.link_until), "name": row.application.person.name}
    ends = (
        _("Please answer by %(day)s. If you do not answer, that counts as a yes in this programme.")
        if counts_silence(row.application.programme.design, row.application.role)
        else _("Please answer by %(day)s. No answer is not taken as a yes.")
    )
    page = reverse("recruitment:answer_support", args=[token])
    return Letter(
        subject=subject,
        paragraphs=(
            *paragraphs,
            ends % until,
            _("You need no account. The link is for you alone and works for one answer."),
        ),
        link=Link(_("Read what is asked and answer"), f"{settings.BASE_URL}{page}"),
        greeting=_("Hello %(name)s") % {"name": row.name},
        to=row.email,
    )


@letter("endorsement.answered")
def answered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the applicant that there is an answer; what it is stands on their own page."""
    row = queries.question_of_letter(about["endorsement"])
    waiting = (EndorsementState.ASKED, EndorsementState.SUPERSEDED)
    if row is None or row.application.person_id != to.pk or row.state in waiting:
        return None
    subject = _("The answer about your application has come: %(programme)s")
    return _to_applicant(to, row, subject, _("The person whom you asked for support has answered."))


@letter("endorsement.no_answer")
def no_answer(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the applicant that nobody answered in time, and what they can do."""
    row = queries.question_of_letter(about["endorsement"])
    if row is None or row.application.person_id != to.pk or row.escalated_at is None:
        return None
    subject = _("No answer about your application yet: %(programme)s")
    words = _(
        "The person whom you asked for support has not answered in time. Perhaps a word helps. "
        "You can send the question again, and the co-ordinators know of it."
    )
    return _to_applicant(to, row, subject, words)


def _to_applicant(to: User, row: Endorsement, subject: str, words: str) -> Letter:
    page = reverse("recruitment:support", args=[row.application_id])
    return Letter(
        subject=subject % {"programme": _programme(row)},
        paragraphs=(words,),
        link=Link(_("See where it stands"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("endorsement.to_look_at")
def to_look_at(to: User, about: dict[str, str]) -> Letter | None:
    """Tell co-ordinators that somebody should have a word; who and what stands on the page."""
    row = queries.question_to_look_at(to, about["endorsement"])
    if row is None or row.state in {EndorsementState.SUPPORTS, EndorsementState.SUPERSEDED}:
        return None
    page = reverse("recruitment:endorsement", args=[row.application.programme_id, row.pk])
    words = (
        _("A manager or sponsor who was asked to support an applicant has not answered in time.")
        if row.state == EndorsementState.ASKED
        else _("A manager or sponsor who was asked to support an applicant has not said yes.")
    )
    subject = _("Please look at a question of support: %(programme)s")
    return Letter(
        subject=subject % {"programme": _programme(row)},
        paragraphs=(words, _("A word with them, or with the applicant, may help.")),
        link=Link(_("See who it is"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("endorsement.mentoring_starts")
def mentoring_starts(_to: None, about: dict[str, str]) -> Letter | None:
    """Tell a manager that mentoring starts and how much time was agreed: no more (R3.17)."""
    row = queries.question_of_letter(about["endorsement"])
    if row is None or row.state != EndorsementState.SUPPORTS:
        return None
    said = {"name": row.application.person.name, "programme": _programme(row)}
    starts = (
        _("%(name)s starts as a mentor in “%(programme)s”.")
        if row.application.role == "mentor"
        else _("Mentoring starts for %(name)s in “%(programme)s”.")
    )
    time = (
        _("You agreed to %(time)s a month.") % {"time": hours(row.minutes_a_month)}
        if row.minutes_a_month
        else _("No amount of time was agreed. Please settle it together.")
    )
    return Letter(
        subject=_("Mentoring starts for %(name)s") % said,
        paragraphs=(
            starts % said,
            time,
            _("Thank you for your support. What is talked about stays confidential, so please do "
              "not ask. There is nothing that you have to do."),
        ),
        greeting=_("Hello %(name)s") % {"name": row.name},
        to=row.email,
    )  # fmt: skip


def _waiting(about: dict[str, str]) -> Endorsement | None:
    row = queries.question_of_letter(about["endorsement"])
    return row if row and queries.can_answer(row, at=timezone.now()) else None


def _programme(row: Endorsement) -> str:
    return row.application.programme.name
