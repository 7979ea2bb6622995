"""Needs per year: asking managers, their own form, and the figures (R2.27)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.governance.actions import needs as actions
from mentorhouse.governance.forms.needs import AskForm, NeedForm
from mentorhouse.governance.models import Need
from mentorhouse.governance.queries import needs as queries
from mentorhouse.governance.rules import needs as rules
from mentorhouse.governance.views.pages import BOTH, kept, page
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.relations import today


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def needs(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the years; ask managers."""
    programme = kept(request, programme_id)
    form = AskForm(request.POST or None, initial={"year": today().year + 1})
    if request.method == "POST" and form.is_valid():
        year, addresses = form.cleaned_data["year"], form.cleaned_data["addresses"]
        try:
            count = actions.ask(programme, year, addresses, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(request, rules.asked_words(count))
            return redirect("governance:needs_year", programme.pk, year)
    years = page_of(queries.years_of(request.user, programme), request)
    return page(request, "needs", programme, page=years, form=form)


@door(Capability.RUN_GOVERNANCE)
def needs_year(request: SignedInRequest, programme_id: UUID, year: int) -> HttpResponseBase:
    """Show the figures of a year, and who has answered."""
    programme = kept(request, programme_id)
    row = queries.year_of(request.user, programme, year)
    return page(
        request,
        "needs_year",
        programme,
        year=row,
        needs=queries.needs_of(request.user, programme, year),
        page=page_of(queries.statements_of(request.user, row), request),
    )


DEEDS = {"close": actions.close, "reopen": actions.reopen}


@door(Capability.RUN_GOVERNANCE, methods=("POST",))
def needs_deed(
    request: SignedInRequest, programme_id: UUID, year: int, deed: str
) -> HttpResponseBase:
    """Close a year, open it again, or remind those who have not answered."""
    programme = kept(request, programme_id)
    row = queries.year_of(request.user, programme, year)
    at = timezone.now()
    try:
        if deed == "remind":
            count = actions.remind(row, by=request.user, at=at)
            messages.success(request, rules.reminded_words(count))
        elif deed in DEEDS:
            DEEDS[deed](row, by=request.user, at=at)
            messages.success(request, say("Saved."))
        else:
            raise NotVisible
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("governance:needs_year", programme.pk, row.year)


COLUMNS = (
    mark("Organisation"),
    mark("Managers who answered"),
    mark("Mentees wanted"),
    mark("Mentees now"),
    mark("Mentors offered"),
    mark("Mentor places now"),
    mark("Mentees without a place"),
    mark("Places short"),
)


@door(Capability.RUN_GOVERNANCE)
def needs_export(
    request: SignedInRequest, programme_id: UUID, year: int, kind: str
) -> HttpResponseBase:
    """Hand out the figures of a year as a file."""
    programme = kept(request, programme_id)
    row = queries.year_of(request.user, programme, year)
    if kind not in tables.TYPES:
        raise NotVisible
    found = queries.needs_of(request.user, programme, row.year)
    lines = [_line(total) for total in (*found.organisations, found.all)]
    return tables.as_download(kind, f"needs-{row.year}", COLUMNS, lines)


def _line(total: rules.Total) -> tables.Row:
    return (
        total.organisation, total.statements, total.wanted, total.mentees, total.offered,
        total.places, total.without_place, total.places_short,
    )  # fmt: skip


@door(Capability.STATE_NEEDS, methods=BOTH)
def need(request: SignedInRequest, need_id: UUID) -> HttpResponseBase:
    """Let a manager state what their staff need, or correct it."""
    row = queries.need_for(request.user, need_id)
    form = _need_form(request, row)
    if request.method == "POST" and form.is_valid():
        said = {k: v for k, v in form.cleaned_data.items() if k != "version"}
        version = form.cleaned_data["version"]
        now = timezone.now()
        try:
            actions.state(row, actions.Stated(**said), version=version, by=request.user, at=now)
        except actions.StatedMeanwhile as refusal:
            row = queries.need_for(request.user, need_id)
            form = _need_form(request, row, newest=True)
            form.add_error(None, str(refusal))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("Thank you. Your statement is saved."))
            return redirect("governance:need", row.pk)
    return _need_page(request, row, form)


def _need_form(request: SignedInRequest, row: Need, *, newest: bool = False) -> NeedForm:
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and newest:
        data["version"] = str(row.version)
    person = getattr(request.user, "person", None)
    organisation = row.organisation or (person.organisation if person else None)
    return NeedForm(data, need=row, organisation=organisation.name if organisation else "")


def _need_page(request: SignedInRequest, row: Need, form: NeedForm) -> HttpResponse:
    shown = {"need": row, "programme": row.year.programme, "form": form}
    return render(request, "governance/need.html", shown)
