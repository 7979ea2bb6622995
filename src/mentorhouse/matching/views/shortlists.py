"""Shortlists of a programme, for whoever runs it: made, looked through, changed (R5.05)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions import listing as deeds
from mentorhouse.matching.actions.by_hand import NeedsReason
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms import ListFilter, NameFilter, ReasonForm
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries import counted as long
from mentorhouse.matching.queries import judging
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.queries import shortlists as lists
from mentorhouse.matching.queries.tallies import nearest_to
from mentorhouse.matching.states import STANDING, UNDER_WAY, RunState
from mentorhouse.matching.views.drafts import under_way
from mentorhouse.matching.views.listing import counted, cut
from mentorhouse.programmes.models import Participation

BOTH = ("GET", "POST")
KIND = MatchRun.Kind.SHORTLIST
ROLE = Participation.Role
DONE = {
    "out": mark("Taken off the list."),
    "in": mark("Put on the list."),
}


@door(Capability.RUN_MATCHING, methods=BOTH)
def shortlists(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See who would get a shortlist, make shortlists, and see those that were made."""
    programme = lists.programme_with_shortlists(request.user, programme_id)
    if request.method == "POST":
        try:
            made = start(programme, KIND, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("matching:shortlists", programme_id)
        return redirect("matching:shortlist_run", programme_id, made.pk)
    page = page_of(queries.runs_in(request.user, programme, KIND), request)
    ready, when = long.ready(programme, at=timezone.now())
    return render(
        request,
        "matching/shortlists/runs.html",
        {
            "programme": programme,
            "asks": programme.design.matching.shortlist,
            "ready": ready,
            "counted": when,
            "page": page,
            "under_way": next((row for row in page if row.state in UNDER_WAY), None),
            "draft": next((row for row in page if row.state in STANDING), None),
        },
    )


@door(Capability.RUN_MATCHING)
def run(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See how far a run is, or its shortlists with the reasons for each mentor."""
    row = queries.run_for(request.user, programme_id, run_id, KIND)
    if row.state in UNDER_WAY:
        return under_way(request, row)
    if row.state == RunState.FAILED:
        return render(request, "matching/failed.html", {"run": row, "programme": row.programme})
    form = ListFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = long.shortlists_of(row, search=asked.get("search", ""), show=asked.get("show", ""))
    return render(
        request,
        "matching/shortlists/run.html",
        {
            "run": row,
            "programme": row.programme,
            "asks": row.design.matching.shortlist,
            "form": form,
            "page": cut(rows, request),
            **counted(rows),
            "standing": lists.standing_of(row),
            "nobody": row.unmatched.count(),
            "points": points,
            "laid_down_since": queries.laid_down_since(row),
        },
    )


@door(Capability.RUN_MATCHING)
def spread(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See on how many shortlists each mentor is."""
    row = queries.run_for(request.user, programme_id, run_id, KIND)
    rows = long.spread(row)
    names = {"run": row, "programme": row.programme, "asks": row.design.matching.shortlist}
    names |= {"page": cut(rows, request)}
    return render(request, "matching/shortlists/spread.html", names | counted(rows))


@door(Capability.RUN_MATCHING)
def nobody(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See whom no mentor could be offered to, and why."""
    row = queries.run_for(request.user, programme_id, run_id, KIND)
    form = NameFilter(request.GET)
    search = form.cleaned_data["search"] if form.is_valid() else ""
    rows = long.left(row, ROLE.MENTEE, search=search)
    names = {"run": row, "programme": row.programme, "form": form, "page": cut(rows, request)}
    return render(request, "matching/shortlists/nobody.html", names | counted(rows))


@door(Capability.RUN_MATCHING)
def one(
    request: SignedInRequest, programme_id: UUID, run_id: UUID, mentee_id: UUID
) -> HttpResponse:
    """See one mentee’s shortlist with its reasons, and the other mentors that were looked at."""
    row = queries.run_for(request.user, programme_id, run_id, KIND)
    mentee = queries.participation_in(row, mentee_id, ROLE.MENTEE)
    shortlist = lists.list_of(row, mentee)
    places = list(shortlist.places.all()) if shortlist else []
    there = {place.mentor_id for place in places}
    drafted = row.state == RunState.DRAFT
    near = nearest_to(row, mentee.pk)
    found = (
        judging.considered(row.programme, mentee.pk, at=timezone.now(), among=near)
        if drafted
        else []
    )
    page = page_of([other for other in found if other.mentor not in there], request)
    looked_at = [other.mentor for other in page]
    return render(
        request,
        "matching/shortlists/one.html",
        {
            "run": row,
            "programme": row.programme,
            "asks": row.design.matching.shortlist,
            "mentee": mentee,
            "shortlist": shortlist,
            "places": places,
            "page": page,
            "mentors": queries.people(looked_at),
            "on": lists.on_lists(row, looked_at),
            "near": near is not None,
            "points": points,
        },
    )


@door(Capability.RUN_MATCHING, methods=BOTH)
def change(  # the address says which run, deed and two people
    request: SignedInRequest,
    programme_id: UUID,
    run_id: UUID,
    deed: str,
    mentee_id: UUID,
    mentor_id: UUID,
) -> HttpResponse:
    """Take a mentor off a shortlist or put one on; asked before it is done."""
    if deed not in DONE:
        raise Http404
    run = queries.run_for(request.user, programme_id, run_id, KIND)
    mentee = queries.participation_in(run, mentee_id, ROLE.MENTEE)
    mentor = queries.participation_in(run, mentor_id, ROLE.MENTOR)
    at, by = timezone.now(), request.user
    found = judging.judged(run.programme, mentor.pk, mentee.pk, at=at)
    form = ReasonForm(request.POST if request.POST.get("reason") else None)
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        reason = form.cleaned_data["reason"] if form.is_bound else ""
        try:
            if deed == "out":
                deeds.take_out(run, mentee.pk, mentor.pk, by=by, at=at)
            else:
                deeds.put_in(run, mentee.pk, mentor.pk, reason=reason, by=by, at=at)
        except NeedsReason as refusal:
            form = ReasonForm({"reason": reason})
            form.add_error("reason", str(refusal))
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("matching:shortlist", programme_id, run_id, mentee_id)
        else:
            messages.success(request, say(DONE[deed]))
            return redirect("matching:shortlist", programme_id, run_id, mentee_id)
    names = {"run": run, "programme": run.programme, "mentee": mentee, "mentor": mentor}
    page = names | {"deed": deed, "found": found, "form": form, "points": points}
    return render(request, "matching/shortlists/change.html", page)
