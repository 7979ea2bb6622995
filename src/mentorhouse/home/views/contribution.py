"""A statement of one's own contribution, for one's own appraisal (R1.11). Nothing is kept."""

from dataclasses import replace
from datetime import timedelta

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.documents import as_html
from mentorhouse.documents.downloads import response
from mentorhouse.home.forms import StatementForm
from mentorhouse.home.queries.contribution import contribution, partners_of
from mentorhouse.home.queries.start import taking_parts
from mentorhouse.home.rules.contribution import statement
from mentorhouse.people.queries import own_profile
from mentorhouse.programmes.states import ParticipationState

YEAR = timedelta(days=365)


@door(Capability.READ_OWN_PROFILE, methods=("GET", "POST"))
def statement_page(request: SignedInRequest) -> HttpResponseBase:
    """Ask for programme, time and a sentence; show the statement or hand it out."""
    own_profile(request.user)
    today = timezone.localdate()
    parts = [
        part for part in taking_parts(request.user) if part.state == ParticipationState.ACCEPTED
    ]
    form = StatementForm(
        request.POST or None,
        parts=parts,
        partners=partners_of(request.user),
        initial={"since": today - YEAR, "until": today},
    )
    page = {"form": form, "parts": parts, "drawn": "", "title": ""}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts = contribution(
            request.user, form.parts[said["part"]], since=said["since"], until=said["until"]
        )
        made = replace(statement(facts, said["sentence"]), made_on=today)
        if said["kind"] != "page":
            return response(made, said["kind"])
        page |= {"drawn": as_html(made, below=2), "title": made.title}
    return render(request, "home/statement.html", page)
