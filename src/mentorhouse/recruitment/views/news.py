"""How one's own application stands: what was written, a question to answer, what comes next."""

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
from mentorhouse.recruitment.actions.sending import answer_question
from mentorhouse.recruitment.forms.deciding import AnswerForm
from mentorhouse.recruitment.queries import deciding as queries
from mentorhouse.recruitment.queries.equality import questions_for, said_by
from mentorhouse.recruitment.rules import deciding as rules
from mentorhouse.recruitment.states import ApplicationState, Decision


@door(Capability.ANSWER_QUESTION, methods=("GET", "POST"))
def news(request: SignedInRequest, application_id: UUID) -> HttpResponseBase:
    """Show the applicant how it stands, and take the answer to a question."""
    at = timezone.now()
    row = queries.own_application(request.user, application_id)
    sent = queries.sent_about(request.user, row, at=at)
    waits = [one for one, _texts in sent if one.decision == Decision.ASK and not one.answered_at]
    asked = waits[-1] if waits and row.state == ApplicationState.ASKED else None
    form = AnswerForm(request.POST or None) if asked else None
    if request.method == "POST":
        if asked is None or form is None:
            raise NotVisible
        if form.is_valid():
            try:
                text = form.cleaned_data["answer"]
                answer_question(asked, text, by=request.user, at=at)
            except NotNow as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(
                    request, _("Thank you. Your answer is on its way to the co-ordinators.")
                )
            return redirect("recruitment:news", row.pk)
    title, follows = rules.NEWS[ApplicationState(row.state)]
    page = {
        "row": row,
        "programme": row.programme,
        "news": title,
        "follows": follows,
        "sent": sent,
        "asked": asked,
        "form": form,
        "part": queries.own_part(request.user, row),
        "counts": bool(questions_for(row.programme)),
        "counted": said_by(request.user, row.programme),
    }
    return render(request, "recruitment/deciding/news.html", page)
