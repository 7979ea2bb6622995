"""Letters about decisions: that there is news, never what was written (R3.07, R3.08)."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes.queries import coordinated
from mentorhouse.recruitment.queries.deciding import answered_question, letter_about
from mentorhouse.recruitment.rules.deciding import letter as words_of
from mentorhouse.recruitment.states import ApplicationState, Decision


@letter("application.decided")
def decided(to: User, about: dict[str, str]) -> Letter | None:
    """Tell an applicant that there is a decision; the link lets them in, once where need be."""
    sent = letter_about(about["sent"], to.pk)
    if sent is None:
        return None
    application = sent.application
    subject, paragraphs = words_of(
        Decision(sent.decision), programme=application.programme.name, role=application.role
    )
    page = reverse("recruitment:news", args=[application.pk])
    link = welcome_link(to, at=timezone.now(), then=page)
    return Letter(subject=subject, paragraphs=paragraphs, link=Link(_("Open your page"), link))


@letter("application.answered")
def answered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that a question is answered; nothing once it is looked after."""
    sent = answered_question(about["sent"])
    if sent is None or sent.application.state != ApplicationState.SUBMITTED:
        return None
    application = sent.application
    if coordinated(str(application.programme_id), to.pk) is None:
        return None
    page = reverse("recruitment:application", args=[application.programme_id, application.pk])
    return Letter(
        subject=_("An answer about an application: %(programme)s")
        % {"programme": application.programme.name},
        paragraphs=(_("An applicant has answered your question. You can decide now."),),
        link=Link(_("Look at the application"), f"{settings.BASE_URL}{page}"),
    )
