"""One pair closely: its parts, why not another, and what a co-ordinator lays down."""

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
from mentorhouse.matching.actions import wishes as deeds
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.models import Wish
from mentorhouse.matching.queries import judging
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.queries.tallies import nearest_to
from mentorhouse.matching.queries.why import why_no_pair
from mentorhouse.matching.views.publishing import home_of
from mentorhouse.programmes.models import Participation

ROLE = Participation.Role
KINDS = {"lock": Wish.Kind.LOCKED, "forbid": Wish.Kind.FORBIDDEN, "lift": None}
DONE = {
    "lock": mark("Locked. These two stay together in every run."),
    "forbid": mark("Forbidden. No run puts these two together. Run again to find others for them."),
    "lift": mark("Lifted. The next run decides freely about these two."),
}


@door(Capability.RUN_MATCHING)
def pair(request: SignedInRequest, programme_id: UUID, run_id: UUID, pair_id: UUID) -> HttpResponse:
    """See one pair with the parts of its score."""
    run = queries.run_for(request.user, programme_id, run_id)
    row = queries.pair_for(run, pair_id)
    return render(
        request,
        "matching/pair.html",
        {"run": run, "programme": run.programme, "pair": row, "points": points},
    )


@door(Capability.RUN_MATCHING)
def considered(
    request: SignedInRequest, programme_id: UUID, run_id: UUID, mentee_id: UUID
) -> HttpResponse:
    """See the mentors looked at for a mentee, and what stood against each."""
    run = queries.run_for(request.user, programme_id, run_id)
    mentee = queries.participation_in(run, mentee_id, ROLE.MENTEE)
    near = nearest_to(run, mentee.pk)
    found = judging.considered(run.programme, mentee.pk, at=timezone.now(), among=near)
    page = page_of(found, request)
    looked_at = [row.mentor for row in page]
    return render(
        request,
        "matching/considered.html",
        {
            "run": run,
            "programme": run.programme,
            "mentee": mentee,
            "pair": queries.pair_of_mentee(run, mentee),
            "page": page,
            "mentors": queries.people(looked_at),
            "holders": queries.holders_of(run, looked_at),
            "near": near is not None,
            "points": points,
        },
    )


@door(Capability.RUN_MATCHING)
def why_not(
    request: SignedInRequest, programme_id: UUID, run_id: UUID, mentee_id: UUID, mentor_id: UUID
) -> HttpResponse:
    """See why two people are no pair, and what would change it (R5.22)."""
    run = queries.run_for(request.user, programme_id, run_id)
    mentee = queries.participation_in(run, mentee_id, ROLE.MENTEE)
    mentor = queries.participation_in(run, mentor_id, ROLE.MENTOR)
    at = timezone.now()
    deeds.note_trying(run.programme, mentor.pk, mentee.pk, by=request.user, at=at)
    return render(
        request,
        "matching/why_not.html",
        {
            "run": run,
            "programme": run.programme,
            "mentee": mentee,
            "mentor": mentor,
            "answer": why_no_pair(run.programme, run, mentor.pk, mentee.pk, at=at),
            "holders": queries.holders_of(run, [mentor.pk]).get(mentor.pk, []),
            "wish": queries.wish_about(mentor.pk, mentee.pk),
            "points": points,
        },
    )


@door(Capability.RUN_MATCHING, methods=("GET", "POST"))
def lay_down(  # the address says which run, deed and two people
    request: SignedInRequest,
    programme_id: UUID,
    run_id: UUID,
    deed: str,
    mentor_id: UUID,
    mentee_id: UUID,
) -> HttpResponse:
    """Lock two people together, forbid them, or lift what was laid down; asked before done."""
    if deed not in KINDS:
        raise Http404
    run = queries.run_for(request.user, programme_id, run_id, None)
    mentor = queries.participation_in(run, mentor_id, ROLE.MENTOR)
    mentee = queries.participation_in(run, mentee_id, ROLE.MENTEE)
    if request.method == "GET":
        names = {"run": run, "programme": run.programme, "mentor": mentor, "mentee": mentee}
        more = {"deed": deed, "home": home_of(run)}
        return render(request, "matching/lay_down.html", names | more)
    at, kind = timezone.now(), KINDS[deed]
    try:
        if kind is None:
            deeds.lift(run.programme, mentor.pk, mentee.pk, by=request.user, at=at)
        else:
            deeds.lay_down(run.programme, kind, mentor.pk, mentee.pk, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say(DONE[deed]))
    return redirect(home_of(run))


@door(Capability.RUN_MATCHING)
def wishes(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See all that was laid down about pairs."""
    programme = queries.matched_by_hand(request.user, programme_id)
    page = page_of(queries.wishes_in(programme), request)
    newest = queries.newest_of(programme)
    return render(
        request,
        "matching/wishes.html",
        {"programme": programme, "page": page, "newest": newest},
    )
