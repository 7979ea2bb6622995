"""Pages of co-ordinators: dates, supervisors, who looks after whom, released themes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import today
from mentorhouse.supervision import actions
from mentorhouse.supervision.forms.sessions import KeepFilter, LookAfterForm, SupervisorForm
from mentorhouse.supervision.queries import keeping as queries
from mentorhouse.supervision.rules import STANDINGS

BOTH = ("GET", "POST")


@door(Capability.KEEP_SUPERVISION)
def keep(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List mentors with their supervisor and the date by which a session is due."""
    programme = queries.supervised_programme(request.user, programme_id)
    narrowed = KeepFilter(request.GET)
    rows = queries.mentors_in(request.user, programme, without=narrowed.chosen())
    page = page_of(rows, request)
    found = queries.judged(programme, page, today=today())
    return _draw(
        request, "keep", programme,
        filter=narrowed, page=page, rows=found, standings=STANDINGS,
        supervisors=queries.supervisors_of(request.user, programme).count(),
    )  # fmt: skip


@door(Capability.KEEP_SUPERVISION)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the dates as a file."""
    programme = queries.supervised_programme(request.user, programme_id)
    if kind not in tables.TYPES:
        raise NotVisible
    rows = queries.mentors_in(request.user, programme)
    found = queries.judged(programme, rows, today=today())
    lines: list[tuple[tables.Cell, ...]] = [
        (
            one.row.person.name, one.supervisor, one.last.isoformat() if one.last else "",
            one.due.on.isoformat() if one.due.on else "", say(STANDINGS[one.due.standing][0]),
        )
        for one in found
    ]  # fmt: skip
    actions.note_export(programme, count=len(lines), by=request.user, at=timezone.now())
    headings = (_("Mentor"), _("Supervisor"), _("Last session"), _("Due"), _("Standing"))
    return tables.as_download(kind, "supervision", headings, lines)


@door(Capability.KEEP_SUPERVISION, methods=BOTH)
def supervisors(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List supervisors, and name another."""
    programme = queries.supervised_programme(request.user, programme_id)
    form = SupervisorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.name_supervisor(programme, email, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Named. They get an e-mail."))
            return redirect("supervision:supervisors", programme.pk)
    page = page_of(queries.supervisors_of(request.user, programme), request)
    return _draw(request, "supervisors", programme, form=form, page=page)


@door(Capability.KEEP_SUPERVISION, methods=("POST",))
def end(request: SignedInRequest, programme_id: UUID, supervisor_id: UUID) -> HttpResponseBase:
    """End somebody’s work as supervisor."""
    programme = queries.supervised_programme(request.user, programme_id)
    row = queries.supervisor_for(request.user, programme, supervisor_id)
    actions.end_supervisor(row, by=request.user, at=timezone.now())
    messages.success(request, _("Their mentors have no supervisor now. Choose another one."))
    return redirect("supervision:supervisors", programme.pk)


@door(Capability.KEEP_SUPERVISION, methods=BOTH)
def look_after(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Give mentors to a supervisor: a page of those who have none, or of all."""
    programme = queries.supervised_programme(request.user, programme_id)
    everyone = request.GET.get("all") == "yes"
    page = page_of(queries.mentors_in(request.user, programme, without=not everyone), request)
    found = queries.judged(programme, page, today=today())
    form = LookAfterForm(
        request.POST or None,
        supervisors=queries.supervisors_of(request.user, programme),
        mentors=[
            (str(one.row.pk), f"{one.row.person.name} ({one.supervisor or _('nobody yet')})")
            for one in found
        ],
    )
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        try:
            row = queries.supervisor_for(request.user, programme, UUID(said["supervisor"]))
            moved = actions.look_after(
                row, [UUID(key) for key in said["mentors"]], by=request.user, at=at
            )
        except NotNow as refusal:
            form.add_error("mentors", str(refusal))
        else:
            words = ngettext("%(count)s mentor given.", "%(count)s mentors given.", moved)
            messages.success(request, words % {"count": moved})
            return redirect("supervision:keep", programme.pk)
    return _draw(request, "look_after", programme, form=form, page=page, everyone=everyone)


@door(Capability.KEEP_SUPERVISION)
def themes(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show themes that everybody in a session has released."""
    programme = queries.supervised_programme(request.user, programme_id)
    found = queries.released_themes(request.user, programme, at=timezone.now())
    return _draw(request, "themes", programme, rows=found)


def _draw(
    request: SignedInRequest, template: str, programme: Programme, **more: Any
) -> HttpResponse:
    page = {"programme": programme, "here": "register"} | more
    return render(request, f"supervision/{template}.html", page)
