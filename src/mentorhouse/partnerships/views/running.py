"""What a co-ordinator sees to: last days, talks that are asked for, people who leave."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say, say_many
from mentorhouse.partnerships.actions import handing_over, last_day, talking
from mentorhouse.partnerships.actions.leaving import goes_on_without
from mentorhouse.partnerships.forms.closing import HandOverForm, LastDayForm
from mentorhouse.partnerships.queries import closing as queries
from mentorhouse.partnerships.states import TalkMove
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import today

BOTH = ("GET", "POST")
DEEDS = {"mediate": TalkMove.MEDIATE, "held": TalkMove.HOLD}
_C = Capability


@door(_C.SET_END)
def last_days(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """List the running partnerships by their last day; nothing of what they write."""
    programme = programme_for(request.user, programme_id, _C.SET_END)
    page = page_of(queries.last_days_in(request.user, programme), request)
    shown = {"programme": programme, "page": page, "today": today()}
    return render(request, "partnerships/last_days.html", shown)


@door(_C.SET_END, methods=BOTH)
def set_last_day(
    request: SignedInRequest, programme_id: UUID, partnership_id: UUID
) -> HttpResponse:
    """Set another last day for one partnership, by the programme's rule."""
    programme = programme_for(request.user, programme_id, _C.SET_END)
    row = queries.last_day_for(request.user, programme, partnership_id)
    form = LastDayForm(request.POST or None, initial={"ends_on": row.ends_on})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["ends_on"]
        try:
            last_day.set_end(row, day, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, say("The last day is set, and the pair is told."))
            return redirect("partnerships:last_days", programme.pk)
    page = {"programme": programme, "row": row, "form": form}
    return render(request, "partnerships/set_last_day.html", page)


@door(_C.MEDIATE)
def talks(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See who asked for a talk about their partnership."""
    programme = programme_for(request.user, programme_id, _C.MEDIATE)
    page = page_of(queries.talks_wanted(request.user, programme), request)
    return render(request, "partnerships/talks.html", {"programme": programme, "page": page})


@door(_C.MEDIATE, methods=("POST",))
def see_to_talk(request: SignedInRequest, programme_id: UUID, talk_id: UUID) -> HttpResponse:
    """Offer to mediate, or note that you have talked."""
    programme = programme_for(request.user, programme_id, _C.MEDIATE)
    wish = queries.talk_for(request.user, programme, talk_id)
    move = DEEDS.get(request.POST.get("deed", ""))
    if move is None:
        messages.warning(request, say("Choose what to do with the talk."))
        return redirect("partnerships:talks", programme.pk)
    try:
        talking.see_to_talk(wish.partnership, wish.pk, move, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("Noted."))
    return redirect("partnerships:talks", programme.pk)


@door(_C.HAND_OVER, methods=BOTH)
def hand_over(request: SignedInRequest, programme_id: UUID, participation_id: UUID) -> HttpResponse:
    """Settle each partnership of somebody who leaves: nobody is left without a next step."""
    programme = programme_for(request.user, programme_id, _C.HAND_OVER)
    leaver = queries.leaver_for(request.user, programme, participation_id)
    running = queries.running_with(request.user, leaver)
    stays = [r for r in running if goes_on_without(r, r.members.all(), leaver.person_id)]
    rows = [row for row in running if row not in stays]
    form = HandOverForm(rows, leaver.person_id, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            count = handing_over.hand_over(leaver, form.chosen, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("partnerships:hand_over", programme.pk, leaver.pk)
        words = say_many(
            "They have left. {count} partnership is settled, and those who stay are told.",
            "They have left. {count} partnerships are settled, and those who stay are told.", count,
        )  # fmt: skip
        messages.success(request, words)
        return redirect("programmes:participation", programme.pk, leaver.pk)
    page = {"programme": programme, "leaver": leaver, "rows": running, "stays": stays, "form": form}
    return render(request, "partnerships/hand_over.html", page)
