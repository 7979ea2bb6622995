"""Stakeholders, the communication plan, and partners of a joint programme."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.design.words import short_day
from mentorhouse.governance.actions.entries import inform
from mentorhouse.governance.models import Message, Stakeholder
from mentorhouse.governance.queries import stakeholders as queries
from mentorhouse.governance.views.pages import kept, page, tried
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.relations import today


@door(Capability.RUN_GOVERNANCE)
def stakeholders(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List who has an interest, those first who are to be told next."""
    programme = kept(request, programme_id)
    rows = page_of(queries.stakeholders_of(request.user, programme), request)
    return page(request, "stakeholders", programme, page=rows, on=today())


@door(Capability.RUN_GOVERNANCE)
def stakeholder(
    request: SignedInRequest, programme_id: UUID, stakeholder_id: UUID
) -> HttpResponseBase:
    """Show one stakeholder, and what they said."""
    programme = kept(request, programme_id)
    row = queries.stakeholder_for(request.user, programme, stakeholder_id)
    return page(request, "stakeholder", programme, stakeholder=row, on=today())


@door(Capability.RUN_GOVERNANCE, methods=("POST",))
def informed(
    request: SignedInRequest, programme_id: UUID, stakeholder_id: UUID
) -> HttpResponseBase:
    """Note that somebody was informed today."""
    programme = kept(request, programme_id)
    row = queries.stakeholder_for(request.user, programme, stakeholder_id)
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else row.version  # noqa: PLR2004  # as much as the column holds
    how = {"version": version, "by": request.user, "at": timezone.now()}
    tried(request, lambda: inform(row, today(), **how), say("Noted for today."))
    return redirect("governance:stakeholder", programme.pk, row.pk)


@door(Capability.RUN_GOVERNANCE)
def messages(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the communication plan by date (R2.15)."""
    programme = kept(request, programme_id)
    rows = page_of(queries.messages_of(request.user, programme), request)
    return page(request, "messages", programme, page=rows, on=today())


@door(Capability.RUN_GOVERNANCE)
def partners(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List what each partner does and where to work closer (R2.24)."""
    programme = kept(request, programme_id)
    rows = page_of(queries.assessments_of(request.user, programme), request)
    others = queries.not_assessed(request.user, programme)
    return page(request, "partners", programme, page=rows, others=others)


@door(Capability.RUN_GOVERNANCE)
def export(request: SignedInRequest, programme_id: UUID, topic: str, kind: str) -> HttpResponseBase:
    """Hand out stakeholders or the communication plan as a file."""
    programme = kept(request, programme_id)
    if kind not in tables.TYPES or topic not in COLUMNS:
        raise NotVisible
    if topic == "stakeholders":
        lines = [_stakeholder(row) for row in queries.stakeholders_of(request.user, programme)]
    else:
        lines = [_message(row) for row in queries.messages_of(request.user, programme)]
    return tables.as_download(kind, topic, COLUMNS[topic], lines)


COLUMNS = {
    "stakeholders": (
        mark("Who"),
        mark("Interest"),
        mark("Wants to hear"),
        mark("How"),
        mark("How often"),
        mark("Who tells them"),
        mark("Last told"),
        mark("Next time"),
        mark("What they said"),
    ),
    "messages": (
        mark("Audience"),
        mark("Message"),
        mark("Way"),
        mark("Due"),
        mark("Who"),
        mark("Done on"),
    ),
}


def _stakeholder(row: Stakeholder) -> tables.Row:
    return (
        row.title,
        row.interest,
        row.wants,
        row.how,
        row.get_often_display(),
        row.owner_words,
        short_day(row.informed_on) if row.informed_on else "",
        short_day(row.due) if row.due else "",
        "\n".join(f"{short_day(said.day)}: {said.title}" for said in row.inputs.all()),
    )


def _message(row: Message) -> tables.Row:
    return (
        row.audience,
        row.title,
        row.channel,
        short_day(row.due),
        row.owner_words,
        short_day(row.done_on) if row.done_on else "",
    )
