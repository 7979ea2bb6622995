"""The hand-over: choose who leaves and who takes over, see what moves, confirm (R2.08)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.governance.actions.tasks import hand_over_all, hand_over_tasks
from mentorhouse.governance.forms.needs import HandOverForm
from mentorhouse.governance.queries import tasks as queries
from mentorhouse.governance.queries.entries import name_of
from mentorhouse.governance.views.pages import BOTH, kept, page
from mentorhouse.languages.saying import say_many
from mentorhouse.programmes.models import Programme


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def hand_over(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show what would move; move it when it is confirmed."""
    programme = kept(request, programme_id)
    data = request.POST or (request.GET if "leaver" in request.GET else None)
    form = HandOverForm(
        data,
        owners=queries.owners_of(request.user, programme),
        successors=queries.successors_of(request.user, programme),
        me=request.user.pk,
    )
    ready = form.is_valid()
    if request.method == "POST" and ready and _move(request, programme, form):
        left = form.cleaned_data["leaves"] and form.whose.pk == request.user.pk
        return redirect("home:start") if left else redirect("governance:start", programme.pk)
    tasks = queries.tasks_of(request.user, programme, form.whose) if ready else []
    names = (name_of(form.whose), name_of(form.heir)) if ready else ("", "")
    return page(request, "hand_over", programme, form=form, ready=ready, tasks=tasks, names=names)


def _move(request: SignedInRequest, programme: Programme, form: HandOverForm) -> bool:
    deed = hand_over_all if form.cleaned_data["leaves"] else hand_over_tasks
    try:
        count = deed(programme, form.whose, form.heir, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return False
    told = say_many(
        "{count} task is handed over to {heir}.",
        "{count} tasks are handed over to {heir}.",
        count,
        heir=name_of(form.heir),
    )
    messages.success(request, told)
    return True
