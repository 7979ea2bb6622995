"""The register for those who run the programme: list, one entry, admit and renew (R4.01, R4.02)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow, possible
from mentorhouse.design import tables
from mentorhouse.design.paging import Page, page_of, sort_of
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import organisation_of, participation_for, programme_for
from mentorhouse.programmes.relations import today
from mentorhouse.register import actions, forms
from mentorhouse.register.models import Entry
from mentorhouse.register.queries import entry_of, shelf, standing_of
from mentorhouse.register.queries import lists as reads
from mentorhouse.register.queries import renewal as more
from mentorhouse.register.rules.renewal import YEAR, hours_in_words, may_renew, unmet
from mentorhouse.register.rules.standing import Facts, supervision_due
from mentorhouse.register.states import ENTRY, EntryState
from mentorhouse.register.views.ways import renewed_until

BOTH = ("GET", "POST")
DEEDS = {
    "pause": actions.pause,
    "resume": actions.resume,
    "withdraw": actions.withdraw,
    "take_back": actions.take_back,
    "review": actions.review,
}


@door(Capability.SEE_REGISTER)
def register(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the mentors of the programme and how they stand."""
    programme, at = _programme(request, programme_id, Capability.SEE_REGISTER), timezone.now()
    listed = forms.RegisterFilter(request.GET)
    counted = shelf.counted(request.user, programme, at=at)
    page = _listed(request, programme, counted, at=at)
    keeps = may(request.user, Capability.KEEP_REGISTER, programme)
    return render(
        request,
        "register/register.html",
        {
            "programme": programme,
            "local": organisation_of(request.user, programme),
            "supervises": keeps and programme.design.supervision.kind != "off",
            "filter": listed,
            "page": page,
            "standings": reads.standings_on(programme, list(page), at=at),
            "counted": counted,
            "counts": counted.figures if counted else reads.counts(request.user, programme, at=at),
            "ready": _ready(request, programme, counted, at=at) if keeps else 0,
        },
    )


def _listed(
    request: SignedInRequest, programme: Programme, counted: shelf.Counted | None, *, at: datetime
) -> Page[Participation]:
    """Cut the page that is asked for."""
    chosen = forms.RegisterFilter(request.GET).chosen()
    order = sort_of(request, list(reads.ORDERS))
    if counted is None:
        rows = reads.register_of(request.user, programme, at=at, order=order, **chosen)
        return page_of(rows, request)
    page = page_of(counted.shelf.found(order=order, **chosen), request)
    return Page(counted.mentors(page.rows), page.number, page.total, page.size, page.asked)


def _ready(
    request: SignedInRequest, programme: Programme, counted: shelf.Counted | None, *, at: datetime
) -> int:
    """Count whom the rule admits."""
    return counted.ready if counted else len(reads.ready_to_admit(request.user, programme, at=at))


@door(Capability.SEE_REGISTER)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand the register out as a file: the same filters, facts only."""
    programme, at = _programme(request, programme_id, Capability.SEE_REGISTER), timezone.now()
    if kind not in tables.TYPES:
        raise NotVisible
    chosen = forms.RegisterFilter(request.GET).chosen()
    rows = list(reads.register_of(request.user, programme, at=at, **chosen))
    found = reads.standings_on(programme, rows, at=at)
    lines = [_line(row, found[row.pk].words) for row in rows]
    actions.note_export(programme, count=len(lines), by=request.user, at=at)
    headings = (
        _("Given name"), _("Family name"), _("Organisation"), _("Status"), _("Entered"),
        _("Review"), _("Renewal"), _("Places"), _("Places taken"),
    )  # fmt: skip
    return tables.as_download(kind, "register", headings, lines)


def _line(row: Participation, status: str) -> tuple[tables.Cell, ...]:
    person, entry = row.person, getattr(row, "register_entry", None)
    dates = (entry.admitted_on, entry.review_on, entry.renew_by) if entry else (None, None, None)
    return (
        person.given_name,
        person.family_name,
        person.organisation.name if person.organisation else "",
        status,
        *(one.isoformat() if one else "" for one in dates),
        row.capacity,
        row.places_taken,
    )


@door(Capability.READ_REGISTER_ENTRY)
def entry(request: SignedInRequest, programme_id: UUID, participation_id: UUID) -> HttpResponseBase:
    """Show one mentor’s entry, and what can be done with it."""
    programme, part = _part(request, programme_id, participation_id, Capability.SEE_REGISTER)
    at, row = timezone.now(), entry_of(part)
    actions.note_reading(row, by=request.user, at=at)
    return render(request, "register/entry.html", _entry_page(request, programme, row))


def _entry_page(request: SignedInRequest, programme: Programme, row: Entry) -> dict[str, Any]:
    part, at = row.participation, timezone.now()
    ready = more.readiness_of(part)
    opens = ready is not None and may(request.user, Capability.READ_READINESS, ready)
    keeps = may(request.user, Capability.KEEP_REGISTER, programme)
    facts = Facts(admitted_on=row.admitted_on, supervised_on=row.supervised_on)
    minutes = more.minutes_between(part.person_id, today() - YEAR, today())
    return {
        "programme": programme,
        "local": organisation_of(request.user, programme),
        "part": part,
        "entry": row,
        "standing": standing_of(part, at=at),
        "supervision": supervision_due(programme.design, facts),
        "conditions": more.conditions_of(row, at=at),
        "hours": hours_in_words(minutes),
        "asked_hours": programme.design.recognition.mentor_hours_a_year,
        "code": more.code_in_force(programme),
        "acceptances": more.acceptances_of(part),
        "readiness": ready,
        "hopes": more.read_hopes(request.user, ready, at=at) if ready and opens else "",
        "keeps": keeps,
        "moves": {move.name.lower() for move in possible(ENTRY, EntryState(row.state))},
        "renews": row.admitted_on is not None and not may_renew(row.renew_by, on=today()),
        "checks": programme.design.mentors.check_done_by != "off",
    }


@door(Capability.KEEP_REGISTER, methods=("POST",))
def deed(request: SignedInRequest, programme_id: UUID, participation_id: UUID) -> HttpResponse:
    """Pause, resume, withdraw, take back, or note a review."""
    programme, part = _part(request, programme_id, participation_id, Capability.KEEP_REGISTER)
    wanted = DEEDS.get(request.POST.get("deed", ""))
    if wanted is None:
        messages.error(request, _("Choose what to do with the entry."))
        return redirect("register:entry", programme.pk, part.pk)
    try:
        wanted(part, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _done(request.POST["deed"]))
    return redirect("register:entry", programme.pk, part.pk)


def _done(name: str) -> str:
    return {
        "pause": _("The entry is paused. Partnerships that run go on."),
        "resume": _("The pause has ended."),
        "withdraw": _("The mentor is off the register. Partnerships that run go on."),
        "take_back": _("The mentor is back, and is admitted once the rule is met."),
        "review": _("The review is noted."),
    }[name]


@door(Capability.KEEP_REGISTER, methods=BOTH)
def admit(request: SignedInRequest, programme_id: UUID, participation_id: UUID) -> HttpResponseBase:
    """Put one mentor on the register; where the rule is not met, with a reason."""
    programme, part = _part(request, programme_id, participation_id, Capability.KEEP_REGISTER)
    stands = standing_of(part, at=timezone.now())
    needs = not (stands.may_be_admitted or stands.active)
    form = forms.ReasonForm(request.POST or None) if needs else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            actions.admit(part, by=request.user, at=timezone.now(), reason=reason)
        except NotNow as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return redirect("register:entry", programme.pk, part.pk)
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("The mentor is on the register."))
            return redirect("register:entry", programme.pk, part.pk)
    page = {"programme": programme, "part": part, "form": form, "reasons": stands.reasons}
    return render(request, "register/admit.html", page)


@door(Capability.KEEP_REGISTER, methods=BOTH)
def renew(request: SignedInRequest, programme_id: UUID, participation_id: UUID) -> HttpResponseBase:
    """Renew one place; where a condition is not met, with a reason."""
    programme, part = _part(request, programme_id, participation_id, Capability.KEEP_REGISTER)
    row = entry_of(part)
    waits = unmet(more.conditions_of(row, at=timezone.now()))
    form = forms.ReasonForm(request.POST or None) if waits else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            row = actions.renew(part, by=request.user, at=timezone.now(), reason=reason)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, renewed_until(row))
        return redirect("register:entry", programme.pk, part.pk)
    page = {"programme": programme, "part": part, "entry": row, "form": form, "waits": waits}
    return render(request, "register/renew.html", page)


@door(Capability.KEEP_REGISTER, methods=BOTH)
def check(request: SignedInRequest, programme_id: UUID, participation_id: UUID) -> HttpResponseBase:
    """Record a background check: its day, and yes or no."""
    programme, part = _part(request, programme_id, participation_id, Capability.KEEP_REGISTER)
    if programme.design.mentors.check_done_by == "off":
        raise NotVisible
    form = forms.CheckForm(request.POST or None, today=today())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.record_check(
            part, on=said["on"], passed=said["passed"] == "yes", by=request.user, at=timezone.now()
        )
        messages.success(request, _("The check is recorded."))
        return redirect("register:entry", programme.pk, part.pk)
    return render(
        request, "register/check.html", {"programme": programme, "part": part, "form": form}
    )


def _programme(request: SignedInRequest, pk: UUID, capability: Capability) -> Programme:
    return programme_for(request.user, pk, capability)


def _part(
    request: SignedInRequest, programme_id: UUID, participation_id: UUID, capability: Capability
) -> tuple[Programme, Participation]:
    programme = _programme(request, programme_id, capability)
    part = participation_for(request.user, participation_id, Capability.READ_REGISTER_ENTRY)
    if part.programme_id != programme.pk or part.role != Participation.Role.MENTOR:
        raise NotVisible
    part.programme = programme
    return programme, part
