"""A three-way start: the mentee asks the line manager, who signs their part by a private link.

The mentor has no page here, and the manager sees nobody but the mentee (R6.07, R6.10).
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from mentorhouse.access.doors import SignedInRequest, by_private_link, door
from mentorhouse.access.links import in_time
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.agreements import queries
from mentorhouse.agreements.actions import three_way as actions
from mentorhouse.agreements.emails import letter_to_show
from mentorhouse.agreements.forms import AskManagerForm, ManagersPartForm
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.rules import LINK_WORKS, REMIND_AFTER
from mentorhouse.agreements.states import PartState
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership

BOTH = ("GET", "POST")


@door(Capability.ASK_MANAGER_TO_JOIN, methods=BOTH)
def ask_manager(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Say who the line manager is, see all that they will see, and have the letter sent."""
    partnership = queries.mentee_asks_manager(request.user, partnership_id)
    part = queries.part_of(request.user, partnership)
    if part is not None and part.state == PartState.SIGNED:
        return redirect("agreements:agreement", partnership_id)
    if request.method == "GET":
        return _asking(
            request, partnership, part, AskManagerForm(initial=_known(partnership, part))
        )
    form = AskManagerForm(request.POST)
    if not form.is_valid() or "change" in request.POST:
        return _asking(request, partnership, part, form)
    if "seen" not in request.POST:
        return _checking(request, partnership, form.whom())
    try:
        actions.ask_manager(partnership, **form.whom(), by=request.user, at=timezone.now())
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _asking(request, partnership, part, form)
    messages.success(request, say("The letter is sent. You hear from us when they answer."))
    return redirect("agreements:ask_manager", partnership_id)


@door(Capability.ASK_MANAGER_TO_JOIN, methods=("POST",))
def take_back(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Take the question back: the manager's link then opens nothing."""
    partnership = queries.mentee_asks_manager(request.user, partnership_id)
    try:
        actions.take_back(partnership, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("The question is taken back. The link opens nothing now."))
    return redirect("agreements:ask_manager", partnership_id)


@sensitive_post_parameters()
@door(Capability.SIGN_MANAGERS_PART, methods=BOTH)
@by_private_link
def managers_part(request: HttpRequest, token: str) -> HttpResponseBase:
    """Read what is asked, then sign one's own part, once. Opening the page records nothing."""
    at = timezone.now()
    form = ManagersPartForm(request.POST or None)
    deed = form.deed() if form.is_valid() else None
    row, holder = queries.part_by_link(token, at=at, once=deed)
    page = managers_page(row.partnership) | {"until": row.link_until, "form": form}
    if deed is None:
        return render(request, "agreements/three_way/managers_part.html", page)
    said = form.said()
    answered = actions.answer_part(said, once=deed, letter=row.letters, by=holder, at=at)
    page |= {"said": said, "at": answered.answered_at}
    return render(request, "agreements/three_way/thanks.html", page)


def managers_page(partnership: Partnership) -> dict[str, Any]:
    """Say all that a manager's page may know: the mentee and the programme, not the mentor."""
    mentee = queries.mentee_of(partnership)
    return {"programme": partnership.programme, "mentee": mentee.name, "until": None}


def _known(partnership: Partnership, part: ManagersPart | None) -> dict[str, str]:
    if part is not None:
        return {"name": part.name, "email": part.email}
    return {"email": queries.mentee_of(partnership).line_manager_email}


def _asking(
    request: SignedInRequest,
    partnership: Partnership,
    part: ManagersPart | None,
    form: AskManagerForm,
) -> HttpResponse:
    page = {
        "partnership": partnership,
        "programme": partnership.programme,
        "part": part,
        "works": part is not None and in_time(part, at=timezone.now()),
        "form": form,
        "link_days": LINK_WORKS.days,
    }
    return render(request, "agreements/three_way/ask.html", page)


def _checking(
    request: SignedInRequest, partnership: Partnership, whom: dict[str, str]
) -> HttpResponse:
    until = timezone.now() + LINK_WORKS
    page = managers_page(partnership) | {
        "partnership": partnership,
        "whom": whom,
        "letter": letter_to_show(partnership, name=whom["name"], until=until),
        "until": until,
        "remind_days": REMIND_AFTER.days,
        "preview": ManagersPartForm(),
    }
    return render(request, "agreements/three_way/check.html", page)
