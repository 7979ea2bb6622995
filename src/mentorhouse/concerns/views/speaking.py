"""Pages of those who speak up: where to turn, reports, advice without a name, what became of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.concerns import actions
from mentorhouse.concerns.actions.speaking import Said
from mentorhouse.concerns.forms.handling import WriteForm
from mentorhouse.concerns.forms.speaking import REPORT_WORDS, AskForm, Choices, ReportForm
from mentorhouse.concerns.queries import speaking as queries
from mentorhouse.concerns.rules import COORDINATORS, deadlines
from mentorhouse.concerns.states import ConcernState, Kind
from mentorhouse.design.forms import Form
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.agreement import GROUND_WORDS
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import day_of

BOTH = ("GET", "POST")


@door(Capability.SPEAK_UP)
def speak_up(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show where to turn, and what the viewer has spoken up with."""
    row = programme_for(request.user, programme_id, Capability.SPEAK_UP)
    return _draw(
        request, "speak_up", row,
        contacts=queries.contacts_of(row), is_mentor=queries.is_mentor(request.user, row),
        has_mentees=bool(queries.own_mentees(request.user, row)),
        page=page_of(queries.own_concerns(request.user, row), request),
    )  # fmt: skip


@door(Capability.SPEAK_UP, methods=BOTH)
def report(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Report bullying, harassment or discrimination, or complain."""
    row = programme_for(request.user, programme_id, Capability.SPEAK_UP)
    form = ReportForm(request.POST or None, people=_people(request, row))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        users = {said["about"]} & form.people.keys()
        about = str(form.people.get(said["about"], ""))
        what = Said(Kind.REPORT, said["facts"], said["kind"], about, users)
        answer = _send(request, row, what, form, said["once"])
        if answer is not None:
            return answer
    return _draw(request, "report", row, form=form)


@door(Capability.SPEAK_UP, methods=BOTH)
def advice(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Ask the named contact for advice, without naming the mentee."""
    row = programme_for(request.user, programme_id, Capability.SPEAK_UP)
    if not queries.is_mentor(request.user, row):
        raise NotVisible
    form = AskForm(request.POST or None, names=_names(request, row))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        what = Said(Kind.ADVICE, said["text"])
        answer = _send(request, row, what, form, said["once"])
        if answer is not None:
            return answer
    return _draw(request, "advice", row, form=form)


@door(Capability.READ_CONCERN)
def concern(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Show a concern to its author, or to the one contact who hears it."""
    row = queries.concern_for(request.user, concern_id)
    at = timezone.now()
    return _draw(
        request, "concern", row.programme,
        row=row, text=queries.text_of(request.user, row, at=at),
        notes=queries.notes_of(request.user, row, at=at),
        mine=row.by_id == request.user.pk,
        due=deadlines(day_of(row.sent_at or row.begun_at)),
        words={key: say(words) for key, words in (GROUND_WORDS | REPORT_WORDS).items()},
        is_open=row.state != ConcernState.CLOSED,
    )  # fmt: skip


@door(Capability.READ_CONCERN, methods=BOTH)
def write(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Write to the other side."""
    row = queries.concern_for(request.user, concern_id)
    form: Form = WriteForm(request.POST or None)
    if row.kind == Kind.ADVICE and row.by_id == request.user.pk:
        form = AskForm(request.POST or None, names=_names(request, row.programme))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.write(row, said["text"], once=said["once"], by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(
                request, _("Sent. They get an e-mail that there is something to read.")
            )
            return redirect("concerns:concern", row.pk)
    return _draw(request, "write", row.programme, form=form, row=row)


def _send(
    request: SignedInRequest, row: Programme, what: Said, form: Form, once: UUID
) -> HttpResponseBase | None:
    """Send, or put on the form why nobody can hear it."""
    try:
        sent = actions.speak_up(row, what, once=once, by=request.user, at=timezone.now())
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return None
    name = sent.contact.name if sent.contact else ""
    messages.success(request, _("Sent to %(name)s, and to nobody else.") % {"name": name})
    return redirect("concerns:concern", sent.pk)


def _people(request: SignedInRequest, row: Programme) -> Choices:
    """Offer those with whom the viewer has to do here, each once."""
    partners = [
        (str(one.person_id), one.person.name) for one in queries.own_partners(request.user, row)
    ]
    known = {key for key, _name in partners} | {str(request.user.pk)}
    contacts = [
        (str(one.user_id), _("%(name)s, who hears concerns") % {"name": one.name})
        for one in queries.contacts_of(row)
        if str(one.user_id) not in known
    ]
    return [*partners, (COORDINATORS, _("A co-ordinator of the programme")), *contacts]


def _names(request: SignedInRequest, row: Programme) -> list[str]:
    return [one.person.name for one in queries.own_mentees(request.user, row)]


def _draw(
    request: SignedInRequest, template: str, programme: Programme, **more: Any
) -> HttpResponse:
    urgent = programme.said(programme.design.confidentiality.urgent)
    shown = {"programme": programme, "urgent": urgent} | more
    return render(request, f"concerns/{template}.html", shown)
