"""What conversations lead to, and what counts for CPD (R8.04, R8.08)."""

from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.development.actions.goals import Aim, set_goal
from mentorhouse.development.queries.sheets import opened, sheet_for
from mentorhouse.documents import as_html
from mentorhouse.documents.downloads import KINDS, response
from mentorhouse.home.forms import OutcomeForm
from mentorhouse.home.queries.cpd import cpd_of
from mentorhouse.home.rules.cpd import statement
from mentorhouse.languages.saying import say
from mentorhouse.meetings.actions.acting import Doing, add_action
from mentorhouse.meetings.queries import people_in
from mentorhouse.partnerships.queries import running_for

BOTH = ("GET", "POST")


@door(Capability.WRITE_SHEET, methods=BOTH)
def outcome(request: SignedInRequest, partnership_id: UUID, sheet_id: UUID) -> HttpResponseBase:
    """Make actions and a goal of what somebody wants to do after a conversation."""
    row = running_for(request.user, partnership_id, Capability.WRITE_SHEET)
    sheet, at = sheet_for(request.user, row, sheet_id), timezone.now()
    found = opened(request.user, [sheet], at=at)
    if sheet.notebook.person_id != request.user.pk or not found:
        raise NotVisible
    people = [(str(pk), person.name) for pk, person in people_in(row).items()]
    form = OutcomeForm(request.POST or None, people=people, me=str(request.user.pk))
    if request.method == "GET" or not form.is_valid():
        page = {"partnership": row, "form": form, "sheet": sheet, "found": found[0]}
        return render(request, "home/outcome.html", page)
    once = form.cleaned_data["once"]
    for number, (words, owner, due) in enumerate(form.actions):
        doing = Doing(words, owner, due)
        add_action(row, doing, once=uuid5(once, str(number)), by=request.user, at=at)
    if form.cleaned_data["goal"]:
        texts = {"statement": form.cleaned_data["goal"]}
        set_goal(row, Aim("short"), texts, once=once, by=request.user, at=at)
    messages.success(request, say("It is in your actions and goals now."))
    return redirect("home:partnership", row.pk)


@door(Capability.READ_OWN_CPD)
def cpd(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Show what counts for one's own CPD."""
    made = statement(cpd_of(request.user, participation_id, at=timezone.now()))
    page = {
        "participation_id": participation_id, "title": made.title,
        "drawn": as_html(made), "readers": who_can_read(Capability.READ_OWN_CPD),
    }  # fmt: skip
    return render(request, "home/cpd.html", page)


@door(Capability.READ_OWN_CPD)
def cpd_file(request: SignedInRequest, participation_id: UUID, kind: str) -> HttpResponseBase:
    """Hand the statement out as PDF or Word."""
    if kind not in KINDS:
        raise NotVisible
    return response(statement(cpd_of(request.user, participation_id, at=timezone.now())), kind)
