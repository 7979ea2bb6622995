"""Deciding, about one or many; the preview of every letter; and the sending."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.recruitment.actions import deciding as actions
from mentorhouse.recruitment.actions.sending import Seen, send
from mentorhouse.recruitment.forms.deciding import DecisionForm, ManyForm, possible_for
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries import deciding as queries
from mentorhouse.recruitment.rules import deciding as rules
from mentorhouse.recruitment.states import DECIDABLE, Decision
from mentorhouse.recruitment.views.deciding import what_changed

BOTH = ("GET", "POST")
MOST_AT_ONCE = 200


def _decided_by_us(request: SignedInRequest, programme_id: UUID) -> Programme:
    return programme_for(request.user, programme_id, Capability.DECIDE_APPLICATION)


@door(Capability.DECIDE_APPLICATION, methods=("POST",))
def decide(request: SignedInRequest, programme_id: UUID, application_id: UUID) -> HttpResponseBase:
    """Take a decision with its words. The first press asks for them, the second keeps them."""
    programme, at = _decided_by_us(request, programme_id), timezone.now()
    row = queries.application_to_look_at(
        request.user, programme, application_id, Capability.DECIDE_APPLICATION
    )
    back = redirect("recruitment:application", programme.pk, row.pk)
    try:
        decision = Decision(request.POST.get("decision", ""))
    except ValueError:
        messages.error(request, _("Choose what you decide."))
        return back
    if decision not in possible_for(row.state) or row.state not in DECIDABLE:
        messages.error(request, _("This cannot be decided any more. Here is how it stands."))
        return back
    form = _form(request, row, decision)
    if "words" in request.POST and form.is_valid():
        answer = _keep(request, row, decision, form, at)
        if answer is not None:
            return answer
    return _decision_page(request, programme, row, decision, form)


def _form(request: SignedInRequest, row: Application, decision: Decision) -> DecisionForm:
    begun = "words" in request.POST
    version = request.POST.get("version", "")
    return DecisionForm(
        request.POST if begun else None,
        decision=decision,
        version=int(version) if version.isascii() and version.isdigit() else row.version,
        read=request.POST.get("read", ""),
        reasons=_reasons(row) if decision is Decision.APPROVE else {},
    )


def _keep(
    request: SignedInRequest, row: Application, decision: Decision, form: DecisionForm, at: datetime
) -> HttpResponse | None:
    """Keep the decision; None where the form has to be shown again."""
    said = form.cleaned_data
    ruling = actions.Ruling(
        decision, said["words"], said.get("waiver", ""), said.get("out_of_turn", "")
    )
    try:
        actions.decide(row, ruling, version=said["version"], by=request.user, at=at)
    except actions.ChangedMeanwhile:
        row.refresh_from_db()
        changed = what_changed(row, said["read"], by=request.user, at=at)
        messages.error(request, rules.changed_words(row.person.given_name, changed))
    except actions.NeedsReason as missing:
        form.add_error(missing.kind if missing.kind in form.fields else None, str(missing))
        return None
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Decided: %(what)s. Nothing is sent yet. You can take it back until you send it.")
            % {"what": say(rules.DEEDS[decision]).lower()},
        )
    return redirect("recruitment:application", row.programme_id, row.pk)


def _reasons(row: Application) -> dict[str, str]:
    """Return which reasons an approval needs as things are, and why."""
    found = {}
    if stops := rules.what_stops(queries.criteria_of(row)):
        found["waiver"] = " ".join(stops)
    line = queries.waiting_line(row.programme, row.role)
    together = queries.approved_unsent(row.programme, row.role)
    limited = queries.free_places(row.programme, row.role) is not None
    if passed := rules.passed_over(row.pk, line, together, limited=limited):
        found["out_of_turn"] = ngettext(
            "%(count)s person has waited longer.", "%(count)s people have waited longer.",
            len(passed),
        ) % {"count": len(passed)}  # fmt: skip
    return found


def _decision_page(
    request: SignedInRequest,
    programme: Programme,
    row: Application,
    decision: Decision,
    form: DecisionForm,
) -> HttpResponse:
    subject, paragraphs = rules.letter(decision, programme=programme.name, role=row.role)
    page = {
        "programme": programme,
        "row": row,
        "form": form,
        "deed": rules.DEEDS[decision],
        "means": rules.MEANS[decision],
        "subject": subject,
        "paragraphs": paragraphs,
    }
    return render(request, "recruitment/deciding/decide.html", page)


@door(Capability.DECIDE_APPLICATION, methods=("POST",))
def take_back(
    request: SignedInRequest, programme_id: UUID, application_id: UUID
) -> HttpResponseBase:
    """Undo a decision that nobody has been told of."""
    programme = _decided_by_us(request, programme_id)
    row = queries.application_to_look_at(
        request.user, programme, application_id, Capability.DECIDE_APPLICATION
    )
    try:
        actions.take_back(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("The decision about %(name)s is taken back. Nothing was sent.")
            % {"name": row.person.name},
        )
    if request.POST.get("back") == "unsent":
        return redirect("recruitment:unsent", programme.pk)
    return redirect("recruitment:application", programme.pk, row.pk)


@door(Capability.DECIDE_APPLICATION, methods=("POST",))
def decide_many(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Decide about those that were ticked in the list; nothing is sent by it."""
    programme, at = _decided_by_us(request, programme_id), timezone.now()
    chosen = _chosen(request.POST.getlist("chosen"))
    seen = queries.seen_in(request.user, programme).exclude(person=request.user.pk)
    rows = list(
        seen.filter(pk__in=list(chosen)).select_related(*queries.WITH).order_by(*queries.BY_NAME)
    )
    if not rows:
        messages.error(request, _("Tick the applications that you want to decide about."))
        return redirect("recruitment:applications", programme.pk)
    form = ManyForm(request.POST if "decision" in request.POST or "words" in request.POST else None)
    if form.is_bound and form.is_valid():
        decision = Decision(form.cleaned_data["decision"])
        words = form.cleaned_data["words"].strip() or say(rules.SUGGESTED[decision])
        ruling = actions.Ruling(decision, words)
        refused = _decide_each(request, rows, ruling, chosen, at)
        _tell(request, len(rows) - len(refused), refused)
        return redirect("recruitment:unsent", programme.pk)
    page = {"programme": programme, "rows": rows, "form": form, "chosen": chosen}
    return render(request, "recruitment/deciding/many.html", page)


def _chosen(values: Iterable[str]) -> dict[UUID, int]:
    """Read what was ticked: which application, in which version it stood in the list."""
    found = {}
    for value in list(values)[:MOST_AT_ONCE]:
        key, _colon, version = value.partition(":")
        try:
            found[UUID(key)] = int(version)
        except ValueError:
            raise NotVisible from None
    return found


def _decide_each(
    request: SignedInRequest,
    rows: Iterable[Application],
    ruling: actions.Ruling,
    chosen: Mapping[UUID, int],
    at: datetime,
) -> list[str]:
    refused = []
    for row in rows:
        try:
            actions.decide(row, ruling, version=chosen[row.pk], by=request.user, at=at)
        except NotNow as refusal:
            refused.append(f"{row.person.name}: {refusal}")
    return refused


def _tell(request: SignedInRequest, decided: int, refused: list[str]) -> None:
    if decided:
        messages.success(
            request,
            ngettext(
                "%(count)s is decided. Nothing is sent yet: read the letter below.",
                "%(count)s are decided. Nothing is sent yet: read the letters below.",
                decided,
            )
            % {"count": decided},
        )
    for words in refused:
        messages.error(request, words)


@door(Capability.DECIDE_APPLICATION, methods=BOTH)
def unsent(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show who gets what letter; send those that were shown, when it is confirmed."""
    programme, at = _decided_by_us(request, programme_id), timezone.now()
    if request.method == "POST":
        return _send(request, programme, at)
    page = page_of(queries.unsent_in(request.user, programme), request, size=50)
    shown = [
        {
            "row": row,
            "words": words,
            "deed": rules.DEEDS[Decision(row.decision)],
            "letter": rules.letter(Decision(row.decision), programme=programme.name, role=row.role),
            "token": f"{row.pk}|{row.decided_version}|{row.decided_at.isoformat()}",
        }
        for row, words in queries.unsent_words(request.user, page.rows, at=at)
        if row.decided_at
    ]
    about: dict[str, Any] = {"programme": programme, "page": page, "shown": shown}
    return render(request, "recruitment/deciding/unsent.html", about)


def _send(request: SignedInRequest, programme: Programme, at: datetime) -> HttpResponse:
    try:
        count = send(programme, _seen(request.POST.getlist("seen")), by=request.user, at=at)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("recruitment:unsent", programme.pk)
    if count:
        words = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.",
                         count)  # fmt: skip
        messages.success(request, words % {"count": count})
    else:
        messages.success(request, _("These letters have been sent already. None was sent twice."))
    return redirect("recruitment:applications", programme.pk)


def _seen(tokens: Iterable[str]) -> dict[UUID, Seen]:
    found = {}
    for token in tokens:
        try:
            key, version, moment = token.split("|")
            found[UUID(key)] = Seen(int(version), datetime.fromisoformat(moment))
        except ValueError:
            raise NotVisible from None
    return found
