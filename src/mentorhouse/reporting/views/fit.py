"""How well matches fit: asked privately, shown only as sums over many (R5.16)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.languages.saying import say
from mentorhouse.programmes.queries import programme_for
from mentorhouse.reporting.actions.fit import say_how_it_fits
from mentorhouse.reporting.forms import FitForm
from mentorhouse.reporting.models import FitAnswer
from mentorhouse.reporting.queries.fit import asked_about, report_on


@door(Capability.SAY_HOW_IT_FITS, methods=("GET", "POST"))
def fit(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Ask one of a pair how well it fits."""
    asked = asked_about(request.user, partnership_id)
    if asked is None:
        return render(request, "reporting/fit_said.html", {"partnership_id": partnership_id})
    form = FitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say_how_it_fits(asked.partnership, form.points, by=request.user, at=timezone.now())
        messages.success(request, say("Thank you. Nobody reads your answer by itself."))
        return redirect("reporting:fit", partnership_id)
    return render(request, "reporting/fit.html", {"asked": asked, "form": form})


@door(Capability.SEE_FIT_REPORT)
def match_quality(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Show which criteria go with matches that people find good."""
    programme = programme_for(request.user, programme_id, Capability.SEE_FIT_REPORT)
    reports = report_on(request.user, programme, at=timezone.now())
    words = dict(FitAnswer.Moment.choices)
    page = {
        "programme": programme,
        "reports": [(words[one.moment], one) for one in reports],
        "limit": programme.design.evaluation.small_number,
    }
    return render(request, "reporting/match_quality.html", page)
