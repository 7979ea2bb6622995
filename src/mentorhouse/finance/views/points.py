"""Pages of the nine financial points."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.finance.actions import lines as actions
from mentorhouse.finance.forms import PointForm
from mentorhouse.finance.queries import budget as reads
from mentorhouse.finance.queries.budget import Standing
from mentorhouse.finance.views.pages import BOTH, Saved, one_form, ours, refused_kindly
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme


@door(Capability.MANAGE_BUDGET)
def points(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the nine points with where each stands and why."""
    programme = ours(request, programme_id)
    found = reads.standings(request.user, programme, today=timezone.localdate())
    return render(request, "finance/points.html", {"programme": programme, "standings": found})


@door(Capability.MANAGE_BUDGET, methods=BOTH)
@refused_kindly
def point(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Say what stands behind a point, with evidence and a note."""
    programme = ours(request, programme_id)
    standing = _standing(request, programme, key)
    row = standing.said
    began = {"state": row.state, "evidence": row.evidence, "note": row.note}
    answered = standing.answer is not None
    form = PointForm(
        request.POST or None, initial=began | {"version": row.version}, answered=answered
    )
    saved: Saved = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.answer_point(
                programme, key, said, version=said["version"], by=request.user, at=timezone.now()
            )
        except ChangedMeanwhile:
            saved = form.met_by(_standing(request, programme, key).said)
        if not saved:
            messages.success(request, say("Saved."))
            return redirect("finance:points", programme.pk)
    lede = [say(standing.point.asks)]
    if standing.answer:
        lede.append(
            say(
                "The books say: {state}. {reason}",
                state=say(standing.answer.state.value),
                reason=standing.answer.reason,
            )
        )
    return one_form(
        request, programme, form, title=say(standing.point.title), lede=lede, saved=saved,
        back=(say("The nine financial points"), "finance:points", programme.pk),
    )  # fmt: skip


def _standing(request: SignedInRequest, programme: Programme, key: str) -> Standing:
    found = reads.standings(request.user, programme, today=timezone.localdate())
    for standing in found:
        if standing.point.key == key:
            return standing
    raise NotVisible
