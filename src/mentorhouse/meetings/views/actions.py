"""Pages of actions: what is to be done, by whom and by when, and how it stands (R7.09)."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions.acting import add_action, move_on
from mentorhouse.meetings.forms import ActionForm, MoveOnForm
from mentorhouse.meetings.states import ActionMove
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.relations import conditional_readers

_C = Capability
SAID = {
    ActionMove.DO: mark("Done. Well done."),
    ActionMove.BE_LATE: mark("Thank you for saying so ahead. Your partner is told."),
    ActionMove.CARRY: mark("Carried over to another day."),
    ActionMove.DROP: mark("Taken off the list. It stays under what is settled."),
    ActionMove.REOPEN: mark("It is open again."),
}


@door(_C.WRITE_MEETING_LOG, methods=("GET", "POST"))
def actions(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List what is to be done, and add to it."""
    at = timezone.now()
    row = queries.running_partnership(request.user, partnership_id, _C.WRITE_MEETING_LOG)
    data = request.POST if request.method == "POST" else None
    form = action_form(row, data, at=at)
    if data is not None and form.is_valid():
        add_action(row, form.doing, once=form.cleaned_data["once"], by=request.user, at=at)
        messages.success(request, say("It is on your list."))
        return redirect("meetings:actions", partnership_id)
    is_settled = "settled" in request.GET
    rows = queries.settled_actions if is_settled else queries.going_actions
    page = page_of(rows(request.user, row), request)
    read = queries.read_actions(request.user, page, partnership=row, at=at)
    late = queries.overdue([action for action, _ in read], today=timezone.localdate(at))
    return render(request, "meetings/actions.html", {
        "partnership": row, "form": form, "page": page, "going": read, "more_open": 0,
        "is_settled": is_settled,
        "overdue": {action.pk for action in late},
        "readers": who_can_read(_C.READ_MEETING_LOG, holding=conditional_readers(row)),
    })  # fmt: skip


@door(_C.WRITE_MEETING_LOG, methods=("GET", "POST"))
def action(request: SignedInRequest, partnership_id: UUID, action_id: UUID) -> HttpResponse:
    """Say how one action stands, or carry it over to another day."""
    at = timezone.now()
    row = queries.action_for(request.user, partnership_id, action_id)
    data = request.POST if request.method == "POST" else None
    form = MoveOnForm(data, today=timezone.localdate(at))
    if data is None or not form.is_valid():
        ((_, words),) = queries.read_actions(
            request.user, [row], partnership=row.partnership, at=at
        )
        return render(request, "meetings/action.html", {
            "partnership": row.partnership, "action": row, "words": words, "form": form,
            "mine": row.owner_id == request.user.pk,
            "is_overdue": rules.is_overdue(row.due_on, today=timezone.localdate(at)),
        })  # fmt: skip
    try:
        move_on(row, form.says, due_on=form.cleaned_data["due_on"], by=request.user, at=at)
    except NotNow as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, say(SAID[form.says]))
    return redirect("meetings:actions", partnership_id)


def action_form(row: Partnership, data: object, *, at: datetime) -> ActionForm:
    """Return the box in which an action is agreed."""
    people = [(pk, person.name) for pk, person in queries.people_in(row).items()]
    return ActionForm(
        data, people=people, today=timezone.localdate(at),  # type: ignore[arg-type]  # what was sent
        holding=conditional_readers(row),
    )  # fmt: skip
