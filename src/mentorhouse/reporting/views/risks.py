"""The register of risks, and what raises itself (R2.16)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.governance.actions.checks import take_risks
from mentorhouse.governance.forms.checks import SeedsForm
from mentorhouse.governance.models import Risk
from mentorhouse.governance.queries.checks import risks_of
from mentorhouse.governance.rules.risks import BY_KEY, PITFALLS, raised, weight_words
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.reporting import queries

BOTH = ("GET", "POST")
SHOWN = 20  # partnerships named under one raised risk
COLUMNS = (
    mark("Risk"),
    mark("Likelihood"),
    mark("Impact"),
    mark("Weight"),
    mark("Response"),
    mark("Who"),
    mark("Closed on"),
)


@door(Capability.RUN_GOVERNANCE)
def risks(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show what raises itself now, and the register below."""
    programme = _programme(request, programme_id)
    rows = page_of(risks_of(request.user, programme), request)
    page = {
        "programme": programme,
        "raised": _raised(request, programme),
        "page": rows,
        "rows": [(row, weight_words(row.likelihood, row.impact)) for row in rows],
        "readers": who_can_read(Capability.RUN_GOVERNANCE),
    }
    return render(request, "reporting/risks.html", page)


def _programme(request: SignedInRequest, programme_id: UUID) -> Programme:
    return programme_for(request.user, programme_id, Capability.RUN_GOVERNANCE)


def _raised(request: SignedInRequest, programme: Programme) -> list[dict[str, object]]:
    """Return the raised risks in words, each with the partnerships that it is about."""
    found = raised(programme.design, queries.seen_in(request.user, programme))
    keys = {pk for why in found.values() for pk in why.partnerships[:SHOWN]}
    pairs = queries.pairs_named(request.user, programme, keys) if keys else {}
    return [
        {
            "title": say(BY_KEY[key].title),
            "reason": why.reason,
            "response": say(BY_KEY[key].response),
            "pairs": [pairs[pk] for pk in why.partnerships[:SHOWN] if pk in pairs],
            "more": max(len(why.partnerships) - SHOWN, 0),
        }
        for key, why in found.items()
    ]


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def known(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Offer the known pitfalls and barriers that are not on the register yet."""
    programme = _programme(request, programme_id)
    there = set(risks_of(request.user, programme).values_list("seed", flat=True))
    offered = [(one.key, say(one.title)) for one in PITFALLS if one.key not in there]
    form = SeedsForm(
        request.POST or None, offered=offered, initial={"seeds": [key for key, _ in offered]}
    )
    if request.method == "POST" and form.is_valid():
        count = take_risks(
            programme, form.cleaned_data["seeds"], by=request.user, at=timezone.now()
        )
        messages.success(
            request, say("{number} of the known risks are on the register now.", number=count)
        )
        return redirect("reporting:risks", programme.pk)
    page = {"programme": programme, "form": form, "offered": offered}
    return render(request, "reporting/known_risks.html", page)


@door(Capability.RUN_GOVERNANCE)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the register as a file."""
    programme = _programme(request, programme_id)
    if kind not in tables.TYPES:
        raise NotVisible
    lines = [_line(row) for row in risks_of(request.user, programme)]
    return tables.as_download(kind, "risks", COLUMNS, lines)


def _line(row: Risk) -> tuple[tables.Cell, ...]:
    return (
        row.title,
        row.get_likelihood_display(),
        row.get_impact_display(),
        weight_words(row.likelihood, row.impact),
        row.response,
        row.owner_words,
        row.closed_on.isoformat() if row.closed_on else "",
    )
