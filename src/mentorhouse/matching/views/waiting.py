"""Who waits for a mentor, for whoever runs the programme; and where oneself stands (R5.20)."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.tables import TYPES, as_download
from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms import WaitingFilter
from mentorhouse.matching.queries import checking, waiting
from mentorhouse.matching.queries import counted as lists
from mentorhouse.matching.queries.inviting.talks import open_mentors
from mentorhouse.matching.queries.readiness import looked_at
from mentorhouse.matching.queries.telling import told_to
from mentorhouse.matching.rules import inviting, label_of
from mentorhouse.matching.views.listing import counted, cut
from mentorhouse.programmes.actions import note_export
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.queries import programme_for


@door(Capability.RUN_MATCHING)
def waiting_list(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See who waits, since when, how often they went without, and for what they wait."""
    programme = programme_for(request.user, programme_id, Capability.RUN_MATCHING)
    form = WaitingFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = lists.waiting(
        programme,
        search=asked.get("search", ""),
        show=asked.get("show", ""),
        at=timezone.now(),
    )
    page = cut(rows, request)
    return render(
        request,
        "matching/waiting.html",
        {
            **counted(rows),
            "programme": programme,
            "form": form,
            "page": page,
            "people": waiting.people_of(page),
        },
    )


@door(Capability.RUN_MATCHING)
def export_waiting(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponse:
    """Take the waiting list out as CSV or XLSX; an audit entry says so."""
    programme = programme_for(request.user, programme_id, Capability.RUN_MATCHING)
    if kind not in TYPES:
        raise Http404
    at = timezone.now()
    rows = waiting.export_rows(waiting.waiting_in(programme, at=at))
    note_export(programme, count=len(rows), by=request.user, at=at)
    return as_download(kind, f"waiting-list-{at:%Y-%m-%d}", waiting.EXPORTED, rows)


@door(Capability.RUN_MATCHING)
def missing(request: SignedInRequest, programme_id: UUID, column: str, role: str) -> HttpResponse:
    """See who would be in a run and lacks what the rules look at."""
    programme = programme_for(request.user, programme_id, Capability.RUN_MATCHING)
    if role not in Participation.Role.values or column not in looked_at(programme.design):
        raise Http404
    found = lists.without(programme, column, role, at=timezone.now())
    page = cut(found, request)
    names = {"programme": programme, "column": say(label_of(column)), "role": role}
    names |= {"page": page, "rows": checking.named(page)}
    return render(request, "matching/missing.html", names | counted(found))


@door(Capability.SEE_OWN_WAITING)
def mine(request: SignedInRequest, participation_id: UUID) -> HttpResponse:
    """See one’s own shortlist with the mentors’ biographies, or what comes next while one waits."""
    found = waiting.own_standing(request.user, participation_id, at=timezone.now())
    design = found.participation.programme.design
    return render(
        request,
        "matching/waiting_mine.html",
        {
            "found": found,
            "points": points,
            "told_to": partial(told_to, Participation.Role.MENTEE.value),
            "terms": inviting.terms_of(design, inviting.SHORTLIST),
            "talking": open_mentors(found.participation),
            "ways_of_talking": inviting.is_used(design),
        },
    )


@door(Capability.RUN_MATCHING)
def check(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See whether the programme is ready for a run, and what to do about what is missing."""
    programme = programme_for(request.user, programme_id, Capability.RUN_MATCHING)
    told, when = lists.check(programme, at=timezone.now())
    names = {"programme": programme, "told": told, "counted": when}
    return render(request, "matching/check.html", names)
