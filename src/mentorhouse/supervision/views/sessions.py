"""Pages of supervisors: their mentors, and the sessions that they lead."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import today
from mentorhouse.supervision import actions
from mentorhouse.supervision.forms.sessions import PlanForm, RecordForm
from mentorhouse.supervision.models import Session
from mentorhouse.supervision.queries import sessions as queries
from mentorhouse.supervision.queries.keeping import supervised_programme
from mentorhouse.supervision.rules import STANDINGS

BOTH = ("GET", "POST")
CONFLICT = 409


@door(Capability.SUPERVISE)
def sessions(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the viewer’s mentors and sessions."""
    programme = supervised_programme(request.user, programme_id, Capability.SUPERVISE)
    supervisor = queries.supervisor_of(request.user, programme)
    return _draw(
        request, "sessions", programme,
        mentors=queries.own_mentors(supervisor, today=today()),
        page=page_of(queries.sessions_of(supervisor), request), standings=STANDINGS,
    )  # fmt: skip


@door(Capability.SUPERVISE, methods=BOTH)
def plan(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Plan a session."""
    programme = supervised_programme(request.user, programme_id, Capability.SUPERVISE)
    supervisor = queries.supervisor_of(request.user, programme)
    mentors = queries.own_mentors(supervisor, today=today())
    choices = [(str(one.row.pk), one.row.person.name) for one in mentors]
    form = PlanForm(request.POST or None, mentors=choices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        what = actions.Plan(
            said["on"], said["minutes"], said["way"], said["place"],
            [UUID(key) for key in said["mentors"]],
        )  # fmt: skip
        try:
            row = actions.plan(
                supervisor, what, once=said["once"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            wrong = "on" if isinstance(refusal, actions.WrongDay) else "mentors"
            form.add_error(wrong, str(refusal))
        else:
            ahead = row.on >= today()
            planned, noted = _("Planned. Each mentor gets an e-mail."), _("Noted. Record it now.")
            messages.success(request, planned if ahead else noted)
            return redirect("supervision:session", programme.pk, row.pk)
    return _draw(request, "plan", programme, form=form, mentors=mentors)


@door(Capability.SUPERVISE)
def session(request: SignedInRequest, programme_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Show one session: facts, what mentors bring, themes, actions."""
    programme = supervised_programme(request.user, programme_id, Capability.SUPERVISE)
    row, at = queries.session_for(request.user, programme, session_id), timezone.now()
    return _draw(
        request, "session", programme,
        session=row, said=queries.words_of(request.user, row, at=at),
        parts=queries.parts_of(request.user, row, at=at), today=today(),
    )  # fmt: skip


@door(Capability.SUPERVISE, methods=BOTH)
def record(request: SignedInRequest, programme_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Record what became of a session, or correct it."""
    programme = supervised_programme(request.user, programme_id, Capability.SUPERVISE)
    row, at = queries.session_for(request.user, programme, session_id), timezone.now()
    form, saved = _record_form(request, row), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        came = [UUID(key) for key in said["attended"]]
        what = actions.Record(
            said["on"], said["minutes"], said["way"], said["themes"], came, said["version"]
        )
        try:
            actions.record(row, what, by=request.user, at=at)
        except actions.ChangedMeanwhile as refusal:
            row = queries.session_for(request.user, programme, session_id)
            saved = queries.words_of(request.user, row, at=at)["themes"]
            form = _record_form(request, row, version=row.version)
            form.add_error("themes", str(refusal))
        except NotNow as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("The session is recorded."))
            return redirect("supervision:session", programme.pk, row.pk)
    status = 200 if saved is None else CONFLICT
    return _draw(request, "record", programme, status=status, form=form, session=row, saved=saved)


@door(Capability.SUPERVISE, methods=("POST",))
def call_off(request: SignedInRequest, programme_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Call a planned session off."""
    programme = supervised_programme(request.user, programme_id, Capability.SUPERVISE)
    row = queries.session_for(request.user, programme, session_id)
    try:
        actions.call_off(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Called off. Each mentor gets an e-mail."))
    return redirect("supervision:session", programme.pk, row.pk)


def _record_form(
    request: SignedInRequest, row: Session, *, version: int | None = None
) -> RecordForm:
    """Return the form as it was typed, on top of another version if there is one by now."""
    there = list(row.attendances.all())
    choices = [(str(one.participation_id), one.participation.person.name) for one in there]
    if request.method == "POST":
        typed = request.POST.copy()
        if version is not None:
            typed["version"] = str(version)
        form = RecordForm(typed, mentors=choices)
        form.is_valid()
        return form
    planned = row.state == "planned"
    initial = {
        "on": row.on, "minutes": row.minutes, "way": row.way, "version": row.version,
        "attended": [
            str(one.participation_id) for one in there if planned or one.attended
        ],
        "themes": queries.words_of(request.user, row, at=timezone.now())["themes"],
    }  # fmt: skip
    return RecordForm(initial=initial, mentors=choices)


def _draw(
    request: SignedInRequest, template: str, programme: Programme, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = {"programme": programme} | more
    return render(request, f"supervision/{template}.html", page, status=status)
