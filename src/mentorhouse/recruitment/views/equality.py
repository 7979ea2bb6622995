"""What applicants may say of themselves to be counted, and for nothing else (R3.11)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.recruitment.actions import equality as actions
from mentorhouse.recruitment.forms.equality import CountedForm
from mentorhouse.recruitment.queries import equality as queries
from mentorhouse.recruitment.queries.deciding import own_application


@door(Capability.GIVE_EQUALITY, methods=("GET", "POST"))
def counted(request: SignedInRequest, application_id: UUID) -> HttpResponseBase:
    """Ask, where the programme compares; say who sees it and what it is for."""
    at = timezone.now()
    row = own_application(request.user, application_id)
    questions = queries.questions_for(row.programme)
    given = queries.said_by(request.user, row.programme)
    if not questions and given is None:
        raise NotVisible
    said = queries.own_words(request.user, given, at=at) if given else {}
    form = CountedForm(request.POST or None, questions=questions, said=said)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_answers(row, form.answers(), by=request.user, at=at)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thank you. It is counted, and shown to nobody."))
            return redirect("recruitment:news", row.pk)
    page = {"row": row, "programme": row.programme, "form": form, "given": given}
    return render(request, "recruitment/deciding/counted.html", page)


@door(Capability.GIVE_EQUALITY, methods=("POST",))
def withdraw(request: SignedInRequest, application_id: UUID) -> HttpResponseBase:
    """Delete what was said."""
    row = own_application(request.user, application_id)
    actions.withdraw_answers(row, by=request.user, at=timezone.now())
    messages.success(request, _("It is deleted and counted no longer."))
    return redirect("recruitment:news", row.pk)
