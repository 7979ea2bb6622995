"""The applicant's own pages: whom to ask for support, what they will read, and whether it came."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.recruitment.actions import endorsing as actions
from mentorhouse.recruitment.forms.endorsing import AnswerForm, AskForm
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries import endorsing as queries
from mentorhouse.recruitment.rules.endorsing import asked_of, before_sending, own_view
from mentorhouse.recruitment.states import OPEN, Asks
from mentorhouse.recruitment.views.endorsing_pages import BOTH, asked_page


@door(Capability.ASK_FOR_SUPPORT)
def support(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Show whom one has asked, and of the answer only whether support was given (spec 7)."""
    row, at = queries.application_to_support(request.user, application_id), timezone.now()
    asked = queries.own_questions(request.user, row)
    known = {relation: queries.question_of(question) for relation, question in asked.items()}
    wanted = asked_of(row.programme.design, row.role)
    page = {
        "programme": row.programme,
        "application": row,
        "open": row.state in OPEN,
        "questions": [
            (relation, asked.get(relation), own_view(known.get(relation), at=at))
            for relation in wanted
        ],
        "missing": before_sending(
            row.programme.design, row.role, queries.standing_of(row, at=at)
        ),
    }  # fmt: skip
    return render(request, "recruitment/endorsing/support.html", page)


@door(Capability.ASK_FOR_SUPPORT, methods=BOTH)
def ask(request: SignedInRequest, application_id: UUID, relation: str) -> HttpResponseBase:
    """Say who is asked, having read all that they will read."""
    row = queries.application_to_support(request.user, application_id)
    who = _wanted(row, relation)
    known = queries.own_questions(request.user, row).get(who)
    manager = row.person.line_manager_email if who is Asks.LINE_MANAGER else ""
    began = {"name": known.name, "email": known.email} if known else {"email": manager}
    form = AskForm(request.POST or None, initial=began)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for(row, form.who(who), by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The question is sent. You hear from us when they answer."))
            return redirect("recruitment:support", row.pk)
    page = asked_page(row, who) | {
        "application": row,
        "form": form,
        "preview": AnswerForm(holding=queries.local_readers(row)),
    }
    return render(request, "recruitment/endorsing/ask.html", page)


@door(Capability.ASK_FOR_SUPPORT, methods=("POST",))
def send_again(request: SignedInRequest, application_id: UUID, relation: str) -> HttpResponse:
    """Send the same question again; the link of the first letter then opens nothing."""
    row = queries.application_to_support(request.user, application_id)
    question = queries.own_questions(request.user, row).get(_wanted(row, relation))
    if question is None:
        raise NotVisible
    try:
        actions.send_again(question, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The question is sent again, with a new link."))
    return redirect("recruitment:support", row.pk)


def _wanted(row: Application, relation: str) -> Asks:
    wanted = {asks.value: asks for asks in asked_of(row.programme.design, row.role)}
    if relation not in wanted:
        raise NotVisible
    return wanted[relation]
