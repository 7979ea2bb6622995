"""Who has done which training, for co-ordinators: list, export, remind, record by hand."""

from datetime import datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables, words
from mentorhouse.design.paging import page_of, sort_of
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.programmes.queries import organisations_in, programme_for
from mentorhouse.programmes.relations import day_of, today
from mentorhouse.training.actions import keeping
from mentorhouse.training.forms import LearnersFilter, RecordForm
from mentorhouse.training.queries import people as queries

BOTH = ("GET", "POST")
MOST_AT_ONCE = 200


@door(Capability.READ_TRAINING_FACTS)
def people(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List who has done how much; the look is recorded."""
    programme = programme_for(request.user, programme_id, Capability.READ_TRAINING_FACTS)
    narrowed = _filter(request, programme)
    order = sort_of(request, list(queries.LAST))
    rows = queries.learners_in(request.user, programme, order=order, **narrowed.chosen())
    keeping.note_reading(programme, by=request.user, at=timezone.now())
    page = _about(request, programme) | {
        "filter": narrowed,
        "page": page_of(rows, request),
        "totals": queries.totals(programme),
        "counts": queries.counts_in(request.user, programme),
        "sources": dict(Completion.Source.choices),
        "own": Completion.Source.MODULES.value,
    }
    return render(request, "training/people.html", page)


@door(Capability.READ_TRAINING_FACTS)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the list as a file, with the same filters."""
    programme = programme_for(request.user, programme_id, Capability.READ_TRAINING_FACTS)
    if kind not in tables.TYPES:
        raise NotVisible
    order = sort_of(request, list(queries.LAST))
    chosen = _filter(request, programme).chosen()
    totals = queries.totals(programme)
    sources = {key: str(words) for key, words in Completion.Source.choices}
    lines = [
        _line(row, totals, sources)
        for row in queries.learners_in(request.user, programme, order=order, **chosen)
    ]
    keeping.note_export(programme, count=len(lines), by=request.user, at=timezone.now())
    headings = (
        _("Given name"), _("Family name"), _("E-mail"), _("Organisation"), _("Role"),
        _("Modules done"), _("Modules in all"), _("Completed on"), _("How it is known"),
    )  # fmt: skip
    return tables.as_download(kind, "training", headings, lines)


def _line(
    row: Participation, totals: dict[str, int], sources: dict[str, str]
) -> tuple[tables.Cell, ...]:
    person, facts = row.person, row.__dict__  # what the query added
    return (
        person.given_name,
        person.family_name,
        person.user.email,
        person.organisation.name if person.organisation else "",
        row.get_role_display(),
        facts["modules_done"],
        totals[row.role],
        words.short_day(facts["completed_at"]) if facts["completed_at"] else "",
        str(sources.get(facts["source"], "")),
    )


@door(Capability.KEEP_TRAINING_RECORDS, methods=BOTH)
def remind(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show who would be reminded and what they would read; then send it."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_TRAINING_RECORDS)
    at = timezone.now()
    if request.method == "POST":
        try:
            count = keeping.remind(programme, by=request.user, at=at)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            told = ngettext("{n} reminder is on the way.", "{n} reminders are on the way.", count)
            messages.success(request, told.format(n=count))
        return redirect("training:people", programme.pk)
    due = queries.due_for_reminder(programme, at=at)
    page = _about(request, programme) | {"page": page_of(due, request)}
    return render(request, "training/remind.html", page)


@door(Capability.KEEP_TRAINING_RECORDS, methods=BOTH)
def record(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Record by hand that one or several people completed something."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_TRAINING_RECORDS)
    given = request.POST if request.method == "POST" else request.GET
    rows = queries.learners_in(request.user, programme).filter(pk__in=_ids(given.getlist("who")))
    chosen = list(rows)
    roles = {row.role for row in chosen}
    if len(roles) != 1:
        told = _("Tick the people first: mentors only, or mentees only.")
        messages.warning(request, told)
        return redirect("training:people", programme.pk)
    form = RecordForm(request.POST or None, roles=roles, today=today())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        midday = datetime.combine(said["done_on"], time(12), timezone.get_default_timezone())
        at = timezone.now()
        done = keeping.record_by_hand(
            programme, [row.pk for row in chosen], Completion.What(said["what"]),
            done_at=at if said["done_on"] == day_of(at) else midday, by=request.user, at=at,
        )  # fmt: skip
        told = ngettext("Recorded for {n} person.", "Recorded for {n} people.", done.fresh)
        if done.there:
            told += " " + _("Who had completed it before stays as they were.")
        messages.success(request, told.format(n=done.fresh))
        return redirect("training:people", programme.pk)
    page = _about(request, programme) | {"chosen": chosen, "form": form}
    return render(request, "training/record.html", page)


@door(Capability.KEEP_TRAINING_RECORDS, methods=BOTH)
def take_back(
    request: SignedInRequest, programme_id: UUID, completion_id: UUID
) -> HttpResponseBase:
    """Ask, then strike a completion that was recorded by mistake."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_TRAINING_RECORDS)
    row = queries.completion_for(request.user, programme, completion_id)
    if request.method == "POST":
        try:
            keeping.take_back(row, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The record is struck."))
        return redirect("training:people", programme.pk)
    page = _about(request, programme) | {"row": row}
    return render(request, "training/take_back.html", page)


def _filter(request: SignedInRequest, programme: Programme) -> LearnersFilter:
    organisations = organisations_in(request.user, programme).order_by("name")
    return LearnersFilter(request.GET, organisations=organisations)


def _ids(given: list[str]) -> list[UUID]:
    found = []
    for text in given[:MOST_AT_ONCE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _about(request: SignedInRequest, programme: Programme) -> dict[str, object]:
    keeps = may(request.user, Capability.KEEP_TRAINING_RECORDS, programme)
    return {"programme": programme, "keeps": keeps, "local": not keeps}
