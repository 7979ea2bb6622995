"""Publishing a draft, and taking its pairs out as a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.tables import TYPES, as_download
from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.actions import publishing as deeds
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.queries import standing
from mentorhouse.matching.states import RunState
from mentorhouse.partnerships.emails import offer_subject, offer_words
from mentorhouse.programmes.models import Participation

MOST_LEFT_OUT_SHOWN = 50


@door(Capability.RUN_MATCHING, methods=("GET", "POST"))
def publish(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """Say what publishing does, show the letter, and publish."""
    run = queries.run_for(request.user, programme_id, run_id)
    if request.method == "POST":
        return _publish(request, programme_id, run_id)
    if run.state != RunState.DRAFT:
        return redirect("matching:run", programme_id, run_id)
    ready = standing.publishable(run, at=timezone.now())
    role = Participation.Role.MENTEE
    return render(
        request,
        "matching/publish.html",
        {
            "run": run,
            "programme": run.programme,
            "ready": ready,
            "people": len(
                {who for pair in ready.pairs for who in (pair.mentor_id, pair.mentee_id)}
            ),
            "left_out": standing.with_names(ready.left_out[:MOST_LEFT_OUT_SHOWN]),
            "subject": offer_subject(run.programme, role),
            "letter": offer_words(run.programme, role),
        },
    )


def _publish(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    run = queries.run_for(request.user, programme_id, run_id)
    try:
        done = deeds.publish(run, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("matching:run", programme_id, run_id)
    if done.already:
        messages.info(
            request, say("This draft has been published already. Nothing was sent twice.")
        )
    else:
        words = say_many(
            "Published: {count} match offered.", "Published: {count} matches offered.", done.offered
        )
        if done.left_out:
            words += " " + say_many(
                "{count} pair left out.", "{count} pairs left out.", done.left_out
            )
        messages.success(request, words)
    return redirect("matching:run", programme_id, run_id)


@door(Capability.RUN_MATCHING)
def export(request: SignedInRequest, programme_id: UUID, run_id: UUID, kind: str) -> HttpResponse:
    """Take the pairs of a run out as CSV or XLSX; an audit entry says so (R14.06)."""
    run = queries.run_for(request.user, programme_id, run_id)
    if kind not in TYPES:
        raise Http404
    rows = list(queries.export_rows(run))
    deeds.note_export(run, count=len(rows), by=request.user, at=timezone.now())
    return as_download(kind, f"pairs-{run.made_at:%Y-%m-%d}", queries.EXPORTED, rows)
