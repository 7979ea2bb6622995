"""The plan: drawing, table, files, and the first set that is offered (R2.04)."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of, sort_of
from mentorhouse.design.words import short_day
from mentorhouse.governance.actions.plan import take_first_set
from mentorhouse.governance.forms.entry import FIRST, LAST
from mentorhouse.governance.forms.plan import FirstSetForm, PlanFilter, StartDayForm
from mentorhouse.governance.models import Milestone
from mentorhouse.governance.queries import plan as queries
from mentorhouse.governance.rules import plan as rules
from mentorhouse.governance.rules.timeline import Span, drawn
from mentorhouse.governance.views.pages import BOTH, kept, page, seen
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import today

SIZE = 40  # as many as one drawing holds
COLUMNS = (
    mark("Milestone"),
    mark("Stage"),
    mark("Who"),
    mark("Begins"),
    mark("Due"),
    mark("How it stands"),
    mark("Done on"),
    mark("Note"),
)


@door(Capability.SEE_GOVERNANCE)
def plan(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the plan as a drawing and as a table."""
    programme, on = seen(request, programme_id), today()
    narrowed = PlanFilter(request.GET)
    order = sort_of(request, list(queries.ORDERS))
    rows = queries.milestones_of(request.user, programme, on=on, order=order, **narrowed.chosen())
    shown = page_of(rows, request, size=SIZE)
    numbered = list(enumerate(shown, start=shown.first_row))
    spans = [Span(row.title, row.start, row.due, row.done_on) for row in shown]
    return page(
        request,
        "plan",
        programme,
        readers=Capability.SEE_GOVERNANCE,
        filter=narrowed,
        page=shown,
        rows=[(number, row, _standing(row)) for number, row in numbered],
        timeline=drawn(spans, on=on, first_number=shown.first_row),
        counts=queries.counts(request.user, programme, on=on),
        late={row.pk: rules.late_words(row.due, on) for row in shown},
    )


def _standing(row: Milestone) -> rules.Standing:
    return rules.standing(start=row.start, due=row.due, done_on=row.done_on, on=today())


@door(Capability.SEE_GOVERNANCE)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the plan as a file."""
    programme = seen(request, programme_id)
    if kind not in tables.TYPES:
        raise NotVisible
    order = sort_of(request, list(queries.ORDERS))
    chosen = PlanFilter(request.GET).chosen()
    rows = queries.milestones_of(request.user, programme, on=today(), order=order, **chosen)
    return tables.as_download(kind, "plan", COLUMNS, [_line(row) for row in rows])


def _line(row: Milestone) -> tables.Row:
    return (
        row.title,
        row.get_stage_display(),
        row.owner_words,
        short_day(row.start),
        short_day(row.due),
        say(_standing(row).value).capitalize(),
        short_day(row.done_on) if row.done_on else "",
        row.note,
    )


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def first_plan(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Ask for a day, offer milestones counted from it, and take those that are chosen."""
    programme = kept(request, programme_id)
    if request.method == "POST":
        return _take(request, programme)
    asked = any(name.startswith("start") for name in request.GET)
    form = StartDayForm(request.GET if asked else None)
    chosen = None
    if asked and form.is_valid():
        chosen = _offer(request, programme, form.cleaned_data["start"])
    return page(request, "first_plan", programme, form=form, chosen=chosen)


def _offer(request: SignedInRequest, programme: Programme, start: date) -> FirstSetForm:
    """Offer what is not in the plan yet; what was sent twice is still known the second time."""
    sent = request.method == "POST"
    taken = frozenset[str]() if sent else queries.seeds_taken(request.user, programme)
    months = programme.design.timing.length_months or rules.USUAL_MONTHS
    offered = [one for one in rules.first_set(start, length_months=months) if one.key not in taken]
    return FirstSetForm(request.POST or None, offered=offered, start=start)


def _take(request: SignedInRequest, programme: Programme) -> HttpResponse:
    start = _day(request.POST.get("start", ""))
    if start is None:
        return redirect("governance:first_plan", programme.pk)
    form = _offer(request, programme, start)
    if form.is_valid():
        keys = form.cleaned_data["chosen"]
        try:
            count = take_first_set(programme, keys, start, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, rules.taken_words(count))
        return redirect("governance:plan", programme.pk)
    return page(request, "first_plan", programme, form=form, chosen=form)


def _day(text: str) -> date | None:
    """Read the day that the page carried; nonsense is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None
