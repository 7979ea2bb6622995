"""The steering group: its page, its seats, its terms, its meetings and papers (R2.07)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.documents import Document, as_html, from_markdown
from mentorhouse.governance.actions import board as actions
from mentorhouse.governance.actions.entries import ChangedMeanwhile
from mentorhouse.governance.forms.board import GroupForm, NewSeatForm, seat_form
from mentorhouse.governance.queries import board as queries
from mentorhouse.governance.views.pages import BOTH, kept, page, seen, tried
from mentorhouse.languages.saying import say
from mentorhouse.programmes.relations import today

SEE = Capability.SEE_GOVERNANCE


@door(Capability.SEE_GOVERNANCE)
def board(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show who is in the group, what it is for, and its meetings."""
    programme = seen(request, programme_id)
    found = queries.board_of(request.user, programme, on=today())
    return page(
        request,
        "board",
        programme,
        readers=SEE,
        board=found,
        meetings=page_of(queries.meetings_of(request.user, programme), request),
        open_actions=queries.open_actions(request.user, programme),
        on=today(),
    )


def _text(title: str, text: str) -> str:
    return as_html(Document(title, blocks=from_markdown(text, below=1))) if text else ""


@door(Capability.SEE_GOVERNANCE)
def terms(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show what the group is for."""
    programme = seen(request, programme_id)
    row = queries.group_of(request.user, programme)
    return page(request, "terms", programme, readers=SEE, text=_text(row.name, row.terms))


@door(Capability.SEE_GOVERNANCE)
def meeting(request: SignedInRequest, programme_id: UUID, meeting_id: UUID) -> HttpResponseBase:
    """Show one meeting: papers, decisions, actions."""
    programme = seen(request, programme_id)
    row = queries.meeting_for(request.user, programme, meeting_id)
    return page(
        request,
        "meeting",
        programme,
        readers=SEE,
        meeting=row,
        papers=row.papers.all(),
        decisions=row.decisions.all(),
        actions=queries.actions_of(request.user, row),
        on=today(),
    )


@door(Capability.SEE_GOVERNANCE)
def paper(request: SignedInRequest, programme_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """Show one paper."""
    programme = seen(request, programme_id)
    row = queries.paper_for(request.user, programme, paper_id)
    return page(
        request, "paper", programme, readers=SEE, paper=row, text=_text(row.title, row.text)
    )


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def group(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Write the group's name and terms of reference."""
    programme = kept(request, programme_id)
    row, theirs = queries.group_of(request.user, programme), list[tuple[str, str]]()
    meanwhile = False
    form = GroupForm(request.POST or None, programme=programme, row=row)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        now = timezone.now()
        try:
            actions.write_group(
                programme, **form.values(), version=version, by=request.user, at=now
            )
        except ChangedMeanwhile as refusal:
            theirs, meanwhile = form.differences(refusal.row), True
            data = request.POST.copy()
            data["version"] = str(refusal.row.version)
            form = GroupForm(data, programme=programme, row=row)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("Saved."))
            return redirect("governance:board", programme.pk)
    return page(request, "group", programme, form=form, theirs=theirs, meanwhile=meanwhile)


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def seats(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List every seat, those that have ended too; give another."""
    programme, on = kept(request, programme_id), today()
    form = NewSeatForm(request.POST or None, initial={"role": "member", "since": on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.seat(programme, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, say("The seat is given, and an e-mail is on its way."))
            return redirect("governance:seats", programme.pk)
    rows = page_of(queries.members_of(request.user, programme), request)
    return page(request, "seats", programme, page=rows, form=form, on=on)


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def seat(request: SignedInRequest, programme_id: UUID, member_id: UUID) -> HttpResponseBase:
    """Change one seat, or end it."""
    programme = kept(request, programme_id)
    row = queries.member_for(request.user, programme, member_id)
    form = seat_form(request.POST or None, row)
    if request.method == "POST" and form.is_valid():
        how = form.cleaned_data | {"by": request.user, "at": timezone.now()}
        tried(request, lambda: actions.change_seat(row, **how), say("The seat is changed."))
        return redirect("governance:seats", programme.pk)
    return page(request, "seat", programme, member=row, form=form)
