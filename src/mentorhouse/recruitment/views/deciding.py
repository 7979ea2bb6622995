"""Applications for those who run the programme: the list, one of them, who waits."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of, sort_of
from mentorhouse.design.words import short_day
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import organisation_of, programme_for
from mentorhouse.recruitment.actions import deciding as actions
from mentorhouse.recruitment.forms.deciding import ApplicationFilter, ChooseForm, possible_for
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries import deciding as queries
from mentorhouse.recruitment.queries.applying import answers_of
from mentorhouse.recruitment.queries.endorsing import endorsements_of
from mentorhouse.recruitment.rules import deciding as rules
from mentorhouse.recruitment.rules.applying import Draft, read, spoken, steps_of
from mentorhouse.recruitment.rules.endorsing import asked_of
from mentorhouse.recruitment.states import DECIDABLE, ApplicationState, Decision


def ours(request: SignedInRequest, programme_id: UUID) -> Programme:
    """Return the programme to those who see its applications."""
    return programme_for(request.user, programme_id, Capability.SEE_APPLICATIONS)


@door(Capability.SEE_APPLICATIONS)
def applications(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the applications that were sent in; those who decide may choose several."""
    programme, at = ours(request, programme_id), timezone.now()
    listed = _filter(request, programme)
    order = sort_of(request, list(queries.ORDERS))
    rows = queries.applications_in(request.user, programme, listed.wanted(order), at=at)
    page = page_of(rows, request)
    decides = may(request.user, Capability.DECIDE_APPLICATION, programme)
    return render(
        request,
        "recruitment/deciding/applications.html",
        _about(request, programme)
        | {
            "filter": listed,
            "page": page,
            "standings": rules.STANDINGS,
            "deeds": rules.DEEDS,
            "support": queries.stands(page.rows, at=at) if _supported(programme) else {},
            "decides": decides,
            "unsent": queries.unsent_in(request.user, programme).count() if decides else 0,
            "decidable": DECIDABLE,
            "nobody_yet": not page.total and not request.GET,
        },
    )


COLUMNS = (
    mark("Given name"), mark("Family name"), mark("E-mail"), mark("Role"), mark("State"),
    mark("Decided, not sent"), mark("Sent in"), mark("Waits since"), mark("Support"),
    mark("Organisation"), mark("Job title"), mark("Grade"),
)  # fmt: skip


@door(Capability.SEE_APPLICATIONS)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the list as a file: facts, no answers."""
    programme, at = ours(request, programme_id), timezone.now()
    if kind not in tables.TYPES:
        raise NotVisible
    order = sort_of(request, list(queries.ORDERS))
    wanted = _filter(request, programme).wanted(order)
    rows = list(queries.applications_in(request.user, programme, wanted, at=at))
    support = queries.stands(rows, at=at)
    actions.note_list_export(programme, count=len(rows), by=request.user, at=at)
    lines = [_line(row, support) for row in rows]
    return tables.as_download(kind, "applications", [say(words) for words in COLUMNS], lines)


def _line(row: Application, support: Mapping[UUID, tuple[str, str]]) -> tuple[tables.Cell, ...]:
    person = row.person
    return (
        person.given_name,
        person.family_name,
        person.user.email,
        say(row.get_role_display()),
        say(rules.STANDINGS[ApplicationState(row.state)][0]),
        say(rules.DEEDS[Decision(row.decision)]) if row.decision else "",
        short_day(row.submitted_at) if row.submitted_at else "",
        short_day(row.waiting_since) if row.waiting_since else "",
        say(support[row.pk][0]),
        person.organisation.name if person.organisation else "",
        person.job_title,
        person.grade,
    )


@door(Capability.SEE_APPLICATIONS)
def application(
    request: SignedInRequest, programme_id: UUID, application_id: UUID
) -> HttpResponseBase:
    """Show one application with everything that a decision needs. The reading is recorded."""
    programme, at = ours(request, programme_id), timezone.now()
    row = queries.application_to_look_at(request.user, programme, application_id)
    actions.note_reading(row, by=request.user, at=at)
    draft = answers_of(request.user, row, at=at)
    decides = may(request.user, Capability.DECIDE_APPLICATION, row)
    possible = possible_for(row.state) if row.state in DECIDABLE and not row.decision else []
    supported = asked_of(programme.design, row.role)
    return render(
        request,
        "recruitment/deciding/application.html",
        _about(request, programme)
        | {
            "row": row,
            "standing": rules.STANDINGS[ApplicationState(row.state)],
            "deeds": rules.DEEDS,
            "parts": parts_of(row, draft),
            "lacks": lacks(row, draft),
            "criteria": queries.criteria_of(row),
            "support": queries.stands([row], at=at)[row.pk] if supported else None,
            "endorsements": endorsements_of(request.user, row) if supported else [],
            "history": queries.sent_about(request.user, row, at=at),
            "decides": decides,
            "words": queries.words_of(request.user, row, at=at) if decides and row.decision else "",
            "form": ChooseForm(possible=possible) if decides and possible else None,
            "fingerprint": fingerprint(row, draft),
            "place": _place(row),
        },
    )


@door(Capability.DECIDE_APPLICATION, methods=("POST",))
def judge(request: SignedInRequest, programme_id: UUID, application_id: UUID) -> HttpResponseBase:
    """Keep what a co-ordinator says of one criterion."""
    programme = programme_for(request.user, programme_id, Capability.DECIDE_APPLICATION)
    row = queries.application_to_look_at(
        request.user, programme, application_id, Capability.DECIDE_APPLICATION
    )
    said = {"met": True, "not_met": False, "open": None}
    answer = request.POST.get("met", "")
    back = redirect("recruitment:application", programme.pk, row.pk)
    if answer not in said:
        messages.error(request, _("Choose whether the criterion is met, or leave it open."))
        return back
    criterion = request.POST.get("criterion", "")
    try:
        actions.judge(row, criterion, met=said[answer], by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your judgement is kept, with your name and the day."))
    return back


@door(Capability.SEE_APPLICATIONS)
def waiting_list(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show who waits, in order, and whom the free places come to."""
    programme = ours(request, programme_id)
    role = request.GET.get("role", "")
    role = role if role in Participation.Role.values else Participation.Role.MENTEE.value
    page = page_of(queries.waiting_in(request.user, programme, role), request)
    line = queries.waiting_line(programme, role)
    return render(
        request,
        "recruitment/deciding/waiting.html",
        _about(request, programme)
        | {
            "role": role,
            "page": page,
            "numbers": {pk: number for number, pk in enumerate(line, start=1)},
            "free": queries.free_places(programme, role),
            "next": queries.next_for_a_place(programme, role),
            "standings": rules.STANDINGS,
            "deeds": rules.DEEDS,
            "decides": may(request.user, Capability.DECIDE_APPLICATION, programme),
        },
    )


class Part(NamedTuple):
    """One step of the form as it was filled in."""

    title: str
    answers: list[tuple[str, str]]  # question, answer in words
    ticked: list[str]
    not_ticked: list[str]


def parts_of(row: Application, draft: Draft) -> list[Part]:
    """Return the answers in the order of the form; what was ticked stands in a list of its own."""
    drafts = {row.role: draft}
    made = []
    for step in steps_of(row.programme.design, (row.role,)):
        ticks = [(ask.label, bool(read(ask, drafts))) for ask in step.asks if ask.kind == "tick"]
        asked = [ask for ask in step.asks if ask.kind != "tick"]
        answers = [(ask.label, spoken(ask, read(ask, drafts))) for ask in asked]
        yes, no = ([words for words, said in ticks if said is wanted] for wanted in (True, False))
        made.append(Part(step.title, answers, yes, no))
    return [part for part in made if part.answers or part.ticked or part.not_ticked]


def lacks(row: Application, draft: Draft) -> list[str]:
    """Return what the form asks for and the application does not say."""
    drafts = {row.role: draft}
    steps = steps_of(row.programme.design, (row.role,))
    return [ask.label for step in steps for ask in step.missing(drafts)]


def fingerprint(row: Application, draft: Draft) -> str:
    """Return marks of the answers as they were read: what differs later can be named."""
    return json.dumps({key: _mark(row, key, text) for key, _label, text in _flat(row, draft)})


def what_changed(row: Application, before: str, *, by: Any, at: datetime) -> list[str]:
    """Return the questions whose answers are not those that were read."""
    try:
        known = json.loads(before)
    except ValueError:
        return []
    if not isinstance(known, dict):
        return []
    now = _flat(row, answers_of(by, row, at=at))
    return [label for key, label, text in now if known.get(key) != _mark(row, key, text)]


def _flat(row: Application, draft: Draft) -> Iterable[tuple[str, str, str]]:
    drafts = {row.role: draft}
    asks = [ask for step in steps_of(row.programme.design, (row.role,)) for ask in step.asks]
    return [(ask.key, ask.label, spoken(ask, read(ask, drafts))) for ask in asks]


def _mark(row: Application, key: str, text: str) -> str:
    return salted_hmac(f"{row.pk}:{key}", text).hexdigest()[:16]


def _place(row: Application) -> int | None:
    line = queries.waiting_line(row.programme, row.role)
    return line.index(row.pk) + 1 if row.pk in line else None


def _supported(programme: Programme) -> bool:
    return any(asked_of(programme.design, role) for role in Participation.Role.values)


def _filter(request: SignedInRequest, programme: Programme) -> ApplicationFilter:
    organisations = queries.organisations_applying(request.user, programme)
    supported = _supported(programme)
    return ApplicationFilter(request.GET, organisations=organisations, supported=supported)


def _about(request: SignedInRequest, programme: Programme) -> dict[str, Any]:
    return {"programme": programme, "local": organisation_of(request.user, programme)}
