"""Pages of the sources of funding."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.finance.actions import sources as actions
from mentorhouse.finance.forms import SourceForm
from mentorhouse.finance.queries import budget as reads
from mentorhouse.finance.rules import budget as rules
from mentorhouse.finance.views.pages import BOTH, Saved, one_form, ours, refused_kindly
from mentorhouse.languages.saying import mark, say

LEDE = (
    mark("Say who gives money, how much each time, how often and until when."),
    mark("What is agreed or received counts as funding; what is hoped for does not."),
)


@door(Capability.MANAGE_BUDGET)
def sources(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the sources of funding and what they bring."""
    programme = ours(request, programme_id)
    rows = reads.sources_of(request.user, programme)
    funding = [row.funding for row in rows]
    page = {
        "programme": programme,
        "page": page_of(rows, request),
        "agreed": rules.sure_of(funding),
        "hoped": rules.hoped_of(funding),
        "planned": rules.total(reads.figures_of(request.user, programme)).planned,
    }
    return render(request, "finance/sources.html", page)


@door(Capability.MANAGE_BUDGET, methods=BOTH)
@refused_kindly
def add(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Add a source."""
    programme = ours(request, programme_id)
    form = SourceForm(request.POST or None, initial={"version": 0})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.add(programme, said, once=said["once"], by=request.user, at=timezone.now())
        messages.success(request, say("The source of funding is added."))
        return redirect("finance:sources", programme.pk)
    return one_form(
        request, programme, form, title=say("Add a source of funding"), lede=LEDE,
        back=(say("Sources of funding"), "finance:sources", programme.pk),
    )  # fmt: skip


@door(Capability.MANAGE_BUDGET, methods=BOTH)
@refused_kindly
def change(request: SignedInRequest, programme_id: UUID, source_id: UUID) -> HttpResponseBase:
    """Change a source: what it brings, or that it is agreed or received by now."""
    programme = ours(request, programme_id)
    row = reads.source_for(request.user, programme, source_id)
    began = {name: getattr(row, name) for name in (*actions.FIELDS, "version")}
    form = SourceForm(request.POST or None, initial=began)
    saved: Saved = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change(row, said, version=said["version"], by=request.user, at=timezone.now())
        except ChangedMeanwhile:
            saved = form.met_by(reads.source_for(request.user, programme, source_id))
        if not saved:
            messages.success(request, say("Saved."))
            return redirect("finance:sources", programme.pk)
    return one_form(
        request, programme, form, title=say("Change a source of funding"), lede=LEDE, saved=saved,
        back=(say("Sources of funding"), "finance:sources", programme.pk),
        other=(say("Remove this source"), "finance:remove_source", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.MANAGE_BUDGET, methods=BOTH)
@refused_kindly
def remove(request: SignedInRequest, programme_id: UUID, source_id: UUID) -> HttpResponseBase:
    """Remove a source that was a mistake, after asking once."""
    programme = ours(request, programme_id)
    row = reads.source_for(request.user, programme, source_id)
    if request.method == "POST":
        actions.remove(row, by=request.user, at=timezone.now())
        messages.success(request, say("The source of funding is removed."))
        return redirect("finance:sources", programme.pk)
    lede = (
        say(
            "You are about to remove “{funder}”. Do so only if it was a mistake.", funder=row.funder
        ),
        say("If the funder has stopped, change the last day instead."),
    )
    return one_form(
        request, programme, None, title=say("Remove a source of funding"), lede=lede, warning=True,
        button=say("Remove"), back=(say("Sources of funding"), "finance:sources", programme.pk),
    )  # fmt: skip
