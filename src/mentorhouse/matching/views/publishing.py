"""Publishing a draft, withdrawing it before the e-mails leave, and taking it out as a file."""

from collections.abc import Mapping
from datetime import timedelta
from types import ModuleType
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.tables import TYPES, as_download
from mentorhouse.design.words import short_day
from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.actions import publishing as deeds
from mentorhouse.matching.emails import shortlists as letters
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries import ahead, companions, several
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.queries import shortlists as lists
from mentorhouse.matching.states import RunState
from mentorhouse.partnerships.emails import offer_subject, offer_words
from mentorhouse.partnerships.rules import TIME_TO_ANSWER, Shape
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import day_of

MOST_LEFT_OUT_SHOWN = 50
BOTH = ("GET", "POST")
KIND = MatchRun.Kind
HOMES = {
    KIND.COHORT: "matching:run",
    KIND.SHORTLIST: "matching:shortlist_run",
    KIND.SEVERAL: "matching:several_run",
}
EXPORTS: Mapping[MatchRun.Kind, tuple[str, ModuleType]] = {
    KIND.COHORT: ("pairs", queries),
    KIND.SHORTLIST: ("shortlists", lists),
    KIND.SEVERAL: ("partnerships", companions),
}


def home_of(run: MatchRun) -> str:
    """Return the address of a run’s own page."""
    return reverse(HOMES[KIND(run.kind)], args=[run.programme_id, run.pk])


@door(Capability.RUN_MATCHING, methods=BOTH)
def publish(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """Say what publishing does, show the letter, and publish."""
    run = queries.run_for(request.user, programme_id, run_id, None)
    if request.method == "POST":
        return _publish(request, run)
    if run.state != RunState.DRAFT or run.is_trial:
        return redirect(home_of(run))
    page = {"run": run, "programme": run.programme, "minutes": deeds.HOLD // timedelta(minutes=1)}
    if run.kind == KIND.SHORTLIST:
        return render(request, "matching/shortlists/publish.html", page | _of_lists(run))
    if run.kind == KIND.SEVERAL:
        return render(request, "matching/several/publish.html", page | _of_groups(run))
    return render(request, "matching/publish.html", page | _of_pairs(run))


def _of_pairs(run: MatchRun) -> dict[str, object]:
    now = ahead.ahead(run, at=timezone.now())
    role = Participation.Role.MENTEE
    return {
        "ahead": now,
        "left_out": ahead.named(run, now),
        "subject": offer_subject(run.programme, role),
        "letter": offer_words(run.programme, role),
    }


def _of_lists(run: MatchRun) -> dict[str, object]:
    at = timezone.now()
    days = run.programme.design.matching.shortlist.answer_days
    day = short_day(day_of(at) + timedelta(days=days))
    now = ahead.ahead(run, at=at)
    return {
        "ahead": now,
        "left_out": ahead.named(run, now),
        "subject": letters.offer_subject(run.programme),
        "letter": letters.offer_words(run.programme, day),
    }


def _of_groups(run: MatchRun) -> dict[str, object]:
    at, shape, role = timezone.now(), Shape(run.shape), Participation.Role.MENTEE
    now = several.standing_groups(run, at=at)
    return {
        "ready": now,
        "people": len({one.person_id for _group, people in now.groups for one in people}),
        "left_out": now.left_out[:MOST_LEFT_OUT_SHOWN],
        "answer_by": day_of(at + TIME_TO_ANSWER),
        "subject": offer_subject(run.programme, role, shape),
        "letter": offer_words(run.programme, role, shape),
    }


def _publish(request: SignedInRequest, run: MatchRun) -> HttpResponse:
    try:
        row = deeds.hold(run, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect(home_of(run))
    if row.state in {RunState.SENDING, RunState.PUBLISHED}:
        messages.info(
            request, say("This draft has been published already. Nothing was sent twice.")
        )
    else:
        messages.success(
            request, say("Published. The e-mails have not left yet: you can still withdraw it.")
        )
    return redirect(home_of(run))


@door(Capability.RUN_MATCHING, methods=("POST",))
def withdraw(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """Take a publication back while its letters are held."""
    run = queries.run_for(request.user, programme_id, run_id, None)
    try:
        deeds.withdraw(run, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("Withdrawn. It is a draft again, and nobody was told."))
    return redirect(home_of(run))


@door(Capability.RUN_MATCHING, methods=("POST",))
def send(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """Let the letters of a publication leave at once."""
    run = queries.run_for(request.user, programme_id, run_id, None)
    try:
        done = deeds.send(run, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect(home_of(run))
    if done.leaves:
        words = say("The e-mails begin to leave within a minute. You need not wait here.")
        messages.success(request, words)
    elif done.already:
        messages.info(request, say("The e-mails have left already. Nothing was sent twice."))
    else:
        messages.success(request, _sent(run, done))
    return redirect(home_of(run))


def _sent(run: MatchRun, done: deeds.Published) -> str:
    if run.kind == KIND.SHORTLIST:
        words = say_many(
            "Sent: {count} shortlist offered.", "Sent: {count} shortlists offered.", done.offered
        )
        left = say_many("{count} list left out.", "{count} lists left out.", done.left_out)
    else:
        words = say_many(
            "Published: {count} match offered.", "Published: {count} matches offered.", done.offered
        )
        left = say_many("{count} pair left out.", "{count} pairs left out.", done.left_out)
    return f"{words} {left}" if done.left_out else words


@door(Capability.RUN_MATCHING)
def export(request: SignedInRequest, programme_id: UUID, run_id: UUID, kind: str) -> HttpResponse:
    """Take a run out as CSV or XLSX; an audit entry says so (R14.06)."""
    run = queries.run_for(request.user, programme_id, run_id, None)
    if kind not in TYPES:
        raise Http404
    name, source = EXPORTS[KIND(run.kind)]
    rows = list(source.export_rows(run))
    deeds.note_export(run, count=len(rows), by=request.user, at=timezone.now())
    return as_download(kind, f"{name}-{run.made_at:%Y-%m-%d}", source.EXPORTED, rows)
