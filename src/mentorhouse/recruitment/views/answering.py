"""Pages for people without an account: a private link, for one purpose, until a day.

Opening a link records nothing: scanners of mail open links.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from mentorhouse.access.doors import by_private_link, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.forms import once_of
from mentorhouse.documents import as_html, from_markdown
from mentorhouse.recruitment.actions import endorsing as actions
from mentorhouse.recruitment.actions import sponsoring
from mentorhouse.recruitment.forms.endorsing import AnswerForm, IdentifyForm
from mentorhouse.recruitment.queries import endorsing as queries
from mentorhouse.recruitment.queries.sponsoring import sponsor_by_link
from mentorhouse.recruitment.views.endorsing_pages import BOTH, managers_page


@sensitive_post_parameters()
@door(Capability.ANSWER_SUPPORT, methods=BOTH)
@by_private_link
def answer_support(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say whether one supports an applicant: a manager or sponsor, once."""
    at = timezone.now()
    row, holder = queries.by_link(token, at=at, once=once_of(request))
    form = AnswerForm(request.POST or None, holding=queries.local_readers(row.application))
    if request.method == "POST" and form.is_valid():
        said = form.said()
        actions.answer(said, once=form.cleaned_data["once"], by=holder, at=at)
        page = {"said": said, "hours": form.cleaned_data["hours"]} | managers_page(row)
        return render(request, "recruitment/endorsing/thanks.html", page)
    page = {"form": form} | managers_page(row)
    return render(request, "recruitment/endorsing/answer.html", page)


@sensitive_post_parameters()
@door(Capability.IDENTIFY, methods=BOTH)
@by_private_link
def identify_by_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Identify somebody for a programme, who is then invited to apply."""
    at = timezone.now()
    link, holder = sponsor_by_link(token, at=at, once=once_of(request))
    form = IdentifyForm(request.POST or None)
    page = {"form": form, "link": link, "programme": link.programme}
    if request.method == "POST" and form.is_valid():
        once = form.cleaned_data["once"]
        sponsoring.identify_by_link(form.seen(), once=once, by=holder, at=at)
        link.refresh_from_db(fields=["used"])
        page["name"] = form.cleaned_data["name"]
        return render(request, "recruitment/endorsing/identified.html", page)
    return render(request, "recruitment/endorsing/identify.html", page)


@door(Capability.SEE_PUBLIC_PAGES)
def for_managers(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Show what a programme tells managers beforehand (R4.16). It names nobody."""
    programme, guides = queries.briefing(programme_id)
    drawn = [(guide, as_html(from_markdown(guide.text), below=2)) for guide in guides]
    page = {"programme": programme, "guides": drawn}
    return render(request, "recruitment/endorsing/for_managers.html", page)
