"""Any two people looked at closely, and put together by hand; two pairs swapped (R5.04, R5.22)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.matching.actions import by_hand as deeds
from mentorhouse.matching.actions.wishes import note_trying
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms import NameFilter, ReasonForm, TwoFilter
from mentorhouse.matching.queries import counted as lists
from mentorhouse.matching.queries import judging, somebody
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.queries.why import why_no_pair
from mentorhouse.matching.views.listing import counted, cut
from mentorhouse.programmes.models import Participation, Programme

ROLE = Participation.Role
BOTH = ("GET", "POST")
MOST_OFFERED = 20
REASON = "reason"


@door(Capability.RUN_MATCHING)
def two(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Choose any mentee and any mentor to look at together."""
    programme = queries.matched_by_hand(request.user, programme_id)
    form = TwoFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    sides = {
        role: lists.taking_part(
            programme, role, asked.get(role, ""), most=MOST_OFFERED + 1, at=timezone.now()
        )
        for role in (ROLE.MENTEE, ROLE.MENTOR)
    }
    chosen = request.GET.get("one", ""), request.GET.get("other", "")
    both = [somebody.chosen_in(programme, *pair) for pair in zip(chosen, sides, strict=True)]
    if all(both):
        return redirect("matching:pair_up", programme_id, *(who.pk for who in both if who))
    return render(
        request,
        "matching/two.html",
        {
            "programme": programme,
            "form": form,
            "mentees": sides[ROLE.MENTEE][:MOST_OFFERED],
            "mentors": sides[ROLE.MENTOR][:MOST_OFFERED],
            "more": any(len(rows) > MOST_OFFERED for rows in sides.values()),
            "missing": bool(any(chosen)),
        },
    )


@door(Capability.RUN_MATCHING, methods=BOTH)
def pair_up(
    request: SignedInRequest, programme_id: UUID, mentee_id: UUID, mentor_id: UUID
) -> HttpResponse:
    """See what the rules say of two people, and put them together by hand."""
    programme = queries.matched_by_hand(request.user, programme_id)
    mentee = somebody.somebody_in(programme, mentee_id, ROLE.MENTEE)
    mentor = somebody.somebody_in(programme, mentor_id, ROLE.MENTOR)
    draft = queries.draft_of(programme)
    form = ReasonForm(request.POST if REASON in request.POST else None)
    if request.method == "POST":
        reason = form.cleaned_data[REASON] if form.is_valid() else ""
        try:
            done = _pair_up(request, programme, (mentor.pk, mentee.pk), reason)
        except deeds.NeedsReason as refusal:
            form = form if form.is_bound else ReasonForm({REASON: ""})
            if form.is_valid():
                form.add_error(REASON, str(refusal))
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            return done
    found = judging.judged(programme, mentor.pk, mentee.pk, at=timezone.now())
    return render(
        request,
        "matching/pair_up.html",
        {
            "programme": programme,
            "mentee": mentee,
            "mentor": mentor,
            "found": found,
            "draft": draft,
            "drafted": queries.pair_of_mentee(draft, mentee) if draft else None,
            "form": form,
            "points": points,
            "wish": queries.wish_about(mentor.pk, mentee.pk),
        },
    )


def _pair_up(
    request: SignedInRequest, programme: Programme, two: tuple[UUID, UUID], reason: str
) -> HttpResponse:
    """Put two people together as was pressed: in the draft, or offered to both at once."""
    deed, at = request.POST.get("deed"), timezone.now()
    if deed == "offer":
        deeds.offer_by_hand(programme, *two, reason=reason, by=request.user, at=at)
        messages.success(request, say("Offered. Both have an e-mail and answer for themselves."))
        return redirect("matching:two", programme.pk)
    draft = queries.draft_of(programme)
    if deed != "draft" or draft is None:
        raise NotNow(say("This is no draft any more, so nothing was changed."))
    deeds.put_together(draft, *two, reason=reason, by=request.user, at=at)
    messages.success(request, say("They are together in the draft, and locked."))
    return redirect("matching:run", programme.pk, draft.pk)


@door(Capability.RUN_MATCHING, methods=("POST",))
def why(
    request: SignedInRequest, programme_id: UUID, mentee_id: UUID, mentor_id: UUID
) -> HttpResponse:
    """Try two people in the whole: why a run does not make the pair, what would change it."""
    programme = queries.matched_by_hand(request.user, programme_id)
    mentee = somebody.somebody_in(programme, mentee_id, ROLE.MENTEE)
    mentor = somebody.somebody_in(programme, mentor_id, ROLE.MENTOR)
    at = timezone.now()
    note_trying(programme, mentor.pk, mentee.pk, by=request.user, at=at)
    return render(
        request,
        "matching/why_two.html",
        {
            "programme": programme,
            "mentee": mentee,
            "mentor": mentor,
            "answer": why_no_pair(
                programme, queries.draft_of(programme), mentor.pk, mentee.pk, at=at
            ),
        },
    )


@door(Capability.RUN_MATCHING, methods=BOTH)
def swap(request: SignedInRequest, programme_id: UUID, run_id: UUID, pair_id: UUID) -> HttpResponse:
    """Let the mentees of two pairs of a draft change mentors."""
    run = queries.run_for(request.user, programme_id, run_id)
    pair = queries.pair_for(run, pair_id)
    form = ReasonForm(request.POST if request.POST.get(REASON) else None)
    other = queries.chosen_pair(run, request.POST.get("other", request.GET.get("other", "")))
    refused = ""
    if request.method == "POST" and other is not None and (form.is_valid() or not form.is_bound):
        reason = form.cleaned_data[REASON] if form.is_bound else ""
        try:
            seen = _seen(request.POST.get("seen", ""))
            by, at = request.user, timezone.now()
            deeds.swap(run, pair.pk, other.pk, seen=seen, reason=reason, by=by, at=at)
        except deeds.NeedsReason as refusal:
            form = ReasonForm({REASON: reason})
            form.add_error(REASON, str(refusal))
        except NotNow as refusal:
            refused = str(refusal)
        else:
            messages.success(request, say("Swapped. Both pairs are locked, so a rerun keeps them."))
            return redirect("matching:run", programme_id, run_id)
    looked_for = NameFilter(request.GET)
    search = looked_for.cleaned_data["search"] if looked_for.is_valid() else ""
    rows = lists.to_swap(run, pair, search=search)
    return render(
        request,
        "matching/swap.html",
        {
            "run": run,
            "programme": run.programme,
            "pair": pair,
            "other": other,
            "form": form,
            "filter": looked_for,
            "refused": refused,
            "page": cut(rows, request),
            **counted(rows),
            "points": points,
        },
    )


def _seen(text: str) -> tuple[UUID, UUID]:
    """Return which mentors the two pairs had on the page."""
    try:
        one, other = (UUID(part) for part in text.split("."))
    except ValueError:
        raise NotNow(say("These pairs were changed meanwhile. Look at them again.")) from None
    return one, other
