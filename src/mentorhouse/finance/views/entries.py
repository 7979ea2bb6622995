"""Pages of one budget line: its figures, its entries, and what is recorded on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.design.words import day, pounds
from mentorhouse.finance.actions import entries as actions
from mentorhouse.finance.actions import lines as line_actions
from mentorhouse.finance.actions.entries import Fact
from mentorhouse.finance.forms import EntryForm, LineForm, PaymentForm, StrikeOutForm
from mentorhouse.finance.models import Entry
from mentorhouse.finance.queries import budget as reads
from mentorhouse.finance.states import EntryKind
from mentorhouse.finance.views.pages import BOTH, Saved, one_form, ours, refused_kindly
from mentorhouse.languages.saying import mark, say

ABOUT_LINES = (
    mark("A budget line says what money is for and how much is planned."),
    mark("The co-ordinators read it; the steering group sees its name and totals."),
)


@door(Capability.MANAGE_BUDGET)
def line(request: SignedInRequest, programme_id: UUID, line_id: UUID) -> HttpResponseBase:
    """Show a line with its figures and entries."""
    programme = ours(request, programme_id)
    row = reads.line_for(request.user, programme, line_id)
    page = {
        "programme": programme,
        "line": row,
        "figures": reads.figures_for(request.user, row),
        "page": page_of(reads.entries_of(request.user, programme, row), request),
    }
    return render(request, "finance/line.html", page)


@door(Capability.MANAGE_BUDGET, methods=BOTH)
def add_line(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Add a budget line."""
    programme = ours(request, programme_id)
    form = LineForm(request.POST or None, initial={"version": 0})
    if request.method == "POST" and form.is_valid():
        try:
            line_actions.add(programme, form.cleaned_data, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, say("The budget line is added."))
            return redirect("finance:budget", programme.pk)
    return one_form(
        request, programme, form, title=say("Add a budget line"), lede=ABOUT_LINES,
        back=(say("Budget"), "finance:budget", programme.pk),
    )  # fmt: skip


@door(Capability.MANAGE_BUDGET, methods=BOTH)
def change_line(request: SignedInRequest, programme_id: UUID, line_id: UUID) -> HttpResponseBase:
    """Change a line: its name, its plan, what is still expected."""
    programme = ours(request, programme_id)
    row = reads.line_for(request.user, programme, line_id)
    began = {name: getattr(row, name) for name in ("name", *line_actions.FIELDS, "version")}
    form = LineForm(request.POST or None, initial=began)
    saved: Saved = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            line_actions.change(
                row, said, version=said["version"], by=request.user, at=timezone.now()
            )
        except ChangedMeanwhile:
            saved = form.met_by(reads.line_for(request.user, programme, line_id))
        except NotNow as refusal:
            form.add_error("name", str(refusal))
        if not saved and not form.errors:
            messages.success(request, say("Saved."))
            return redirect("finance:line", programme.pk, row.pk)
    return one_form(
        request, programme, form, title=say("Change a budget line"), lede=ABOUT_LINES, saved=saved,
        back=(row.name, "finance:line", programme.pk, row.pk),
        other=(say("Remove this line"), "finance:remove_line", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.MANAGE_BUDGET, methods=BOTH)
def remove_line(request: SignedInRequest, programme_id: UUID, line_id: UUID) -> HttpResponseBase:
    """Remove a line without entries, after asking once."""
    programme = ours(request, programme_id)
    row = reads.line_for(request.user, programme, line_id)
    if request.method == "POST":
        try:
            line_actions.remove(row, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("finance:line", programme.pk, row.pk)
        messages.success(request, say("The budget line is removed."))
        return redirect("finance:budget", programme.pk)
    lede = (
        say("You are about to remove the line “{name}”. A line with entries stays.", name=row.name),
    )
    return one_form(
        request, programme, None, title=say("Remove a budget line"), lede=lede, warning=True,
        button=say("Remove"), back=(row.name, "finance:line", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.MANAGE_BUDGET, methods=BOTH)
@refused_kindly
def record(request: SignedInRequest, programme_id: UUID, line_id: UUID) -> HttpResponseBase:
    """Record a commitment or money spent."""
    programme = ours(request, programme_id)
    row = reads.line_for(request.user, programme, line_id)
    form = EntryForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        kind = EntryKind(form.cleaned_data["kind"])
        once = form.cleaned_data["once"]
        actions.record(row, kind, _fact(form), once=once, by=request.user, at=timezone.now())
        messages.success(
            request, say("Recorded. Look whether what you still expect on this line is right.")
        )
        return redirect("finance:line", programme.pk, row.pk)
    return one_form(
        request, programme, form, title=say("Record a commitment or a payment"),
        button=say("Record"),
        lede=(say("It counts on the line “{name}”.", name=row.name),),
        back=(row.name, "finance:line", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.MANAGE_BUDGET, methods=BOTH)
def settle(request: SignedInRequest, programme_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Record that a commitment was paid."""
    programme = ours(request, programme_id)
    row = reads.entry_for(request.user, programme, entry_id)
    today = timezone.localdate()
    began = {"on": today, "amount": row.amount, "what": row.what}
    form = PaymentForm(request.POST or None, initial=began, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle(row, _fact(form), by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, say("The payment is recorded and the commitment is closed."))
        return redirect("finance:line", programme.pk, row.line_id)
    return one_form(
        request, programme, form, title=say("Record that a commitment was paid"),
        button=say("Record"),
        lede=(say("What was really paid counts from now "
        "on, and the commitment counts no longer."),),
        facts=_facts(row), back=(row.line.name, "finance:line", programme.pk, row.line_id),
    )  # fmt: skip


@door(Capability.MANAGE_BUDGET, methods=BOTH)
def strike_out(request: SignedInRequest, programme_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Strike an entry out, with the reason."""
    programme = ours(request, programme_id)
    row = reads.entry_for(request.user, programme, entry_id)
    form = StrikeOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.strike_out(row, form.cleaned_data["why"], by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, say("The entry is struck out. It stays readable."))
        return redirect("finance:line", programme.pk, row.line_id)
    lede = (
        say(
            "What was wrong is struck out: it counts no "
            "longer, and stays readable with your reason."
        ),
        say("If it paid a commitment, the commitment is open again."),
    )
    return one_form(
        request, programme, form, title=say("Strike out an entry"),
        button=say("Strike out"), warning=True, lede=lede, facts=_facts(row),
        back=(row.line.name, "finance:line", programme.pk, row.line_id),
    )  # fmt: skip


def _fact(form: EntryForm | PaymentForm) -> Fact:
    said = form.cleaned_data
    return Fact(said["on"], said["amount"], said["what"])


def _facts(row: Entry) -> tuple[tuple[str, str], ...]:
    return (
        (say("What"), row.what),
        (say("Kind"), say(row.kind).capitalize()),
        (say("Date"), day(row.on)),
        (say("Amount"), pounds(row.amount)),
    )
