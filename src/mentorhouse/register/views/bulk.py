"""Many at once: admit whom the rule admits, renew what ends soon, name who is not ready."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import Page, page_of
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import today
from mentorhouse.register import actions
from mentorhouse.register.queries import lists as reads
from mentorhouse.register.queries import shelf, standing

BOTH = ("GET", "POST")


@door(Capability.KEEP_REGISTER, methods=BOTH)
def admit_ready(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """See whom the rule admits, and put them on the register in one press."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_REGISTER)
    at = timezone.now()
    if request.method == "POST":
        made = actions.admit_ready(programme, _chosen(request), by=request.user, at=at)
        told = ngettext(
            "%(count)s mentor is on the register now.",
            "%(count)s mentors are on the register now.",
            made.admitted,
        ) % {"count": made.admitted}
        messages.success(request, told)
        return redirect("register:register", programme.pk)
    page: Page[Any]
    if counted := shelf.counted(request.user, programme, at=at):
        page = page_of(range(counted.ready), request)
        wanted = counted.still_ready(page.first_row - 1, page.size, at=at)
    else:
        page = page_of(reads.ready_to_admit(request.user, programme, at=at), request)
        wanted = list(page)
    people = reads.by_name(wanted)
    return render(
        request,
        "register/admit_ready.html",
        {"programme": programme, "page": page, "people": people},
    )


@door(Capability.KEEP_REGISTER, methods=BOTH)
def renew_ready(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """See whose place ends soon and how they stand; renew those who meet everything."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_REGISTER)
    at = timezone.now()
    if request.method == "POST":
        made = actions.renew_ready(programme, _chosen(request), by=request.user, at=at)
        told = ngettext(
            "%(count)s place is renewed.", "%(count)s places are renewed.", made.admitted
        ) % {"count": made.admitted}
        messages.success(request, told)
        return redirect("register:renew_ready", programme.pk)
    page = page_of(reads.renewable(request.user, programme, at=at), request)
    rows = reads.renewals(list(page), at=at)
    return render(
        request,
        "register/renew_ready.html",
        {"programme": programme, "page": page, "rows": rows, "today": today()},
    )


@door(Capability.KEEP_REGISTER)
def not_ready(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Name those who cannot be matched yet, and what each of them needs (R4.06)."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_REGISTER)
    at = timezone.now()
    page: Page[Any]
    if counted := shelf.counted(request.user, programme, at=at):
        page = page_of(counted.not_ready, request)
        rows = counted.lacking(page.rows)
        why = shelf.lacking(programme, rows, at=at)
    else:
        why = standing.not_ready(programme, at=at)
        page = page_of(reads.in_order_of_names(programme, why.keys()), request)
        rows = reads.by_name(list(page))
    names = {"programme": programme, "page": page, "rows": rows, "why": why, "counted": counted}
    return render(request, "register/not_ready.html", names)


def _chosen(request: SignedInRequest) -> list[UUID]:
    """Return who stood on the page; what is no identifier is passed over."""
    found = []
    for text in request.POST.getlist("mentor"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
