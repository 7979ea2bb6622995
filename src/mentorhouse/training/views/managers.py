"""The briefing for line managers: anyone who has the link may read it (R4.16)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.documents import as_html, from_markdown
from mentorhouse.training.library import managers_briefing
from mentorhouse.training.queries.managers import programme_told_of
from mentorhouse.training.rules.facts import filled


@door(Capability.SEE_PUBLIC_PAGES)
def briefing(request: HttpRequest, programme_id: UUID) -> HttpResponseBase:
    """Say what mentoring asks of a line manager. It names nobody and knows nothing of anyone."""
    programme = programme_told_of(programme_id)
    text = filled(managers_briefing(), programme.design)
    page = {"programme": programme, "body": as_html(from_markdown(text))}
    return render(request, "training/managers.html", page)
