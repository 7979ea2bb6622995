"""An application after it is begun: where it stands, withdrawing it; and the export of answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.programmes.queries import programme_for
from mentorhouse.recruitment.actions import applying as actions
from mentorhouse.recruitment.actions.applying.exporting import note_export
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.queries.exporting import answers_in
from mentorhouse.recruitment.rules.applying import ROLES, STANDS, next_words
from mentorhouse.recruitment.rules.endorsing import asked_of
from mentorhouse.recruitment.states import APPLICATION, ApplicationMove, ApplicationState

BOTH = ("GET", "POST")


@door(Capability.WRITE_APPLICATION)
def applied(request: SignedInRequest, programme_id: UUID, application_id: UUID) -> HttpResponseBase:
    """Say where an application stands, who decides, and what can be done with it."""
    row = queries.own_application(request.user, programme_id, application_id)
    words, colour, means = STANDS[row.state]
    page = {
        "programme": row.programme,
        "row": row,
        "words": words,
        "colour": colour,
        "means": means,
        "decides": next_words(row.programme.design, row.role),
        "under_way": row.state in queries.UNDER_WAY,
        "asks_support": bool(asked_of(row.programme.design, row.role)),
    }
    return render(request, "recruitment/applying/applied.html", page)


@door(Capability.WRITE_APPLICATION, methods=BOTH)
def withdraw(
    request: SignedInRequest, programme_id: UUID, application_id: UUID
) -> HttpResponseBase:
    """Ask once, then withdraw."""
    row = queries.own_application(request.user, programme_id, application_id)
    over = ApplicationState(row.state) not in APPLICATION[ApplicationMove.WITHDRAW].sources
    if over:
        return redirect("recruitment:applied", programme_id, row.pk)
    if request.method == "POST":
        try:
            actions.withdraw(row, by=request.user, at=timezone.now())
            messages.success(
                request, _("Your application is withdrawn and your answers are deleted.")
            )
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        return redirect("recruitment:applied", programme_id, row.pk)
    page = {"programme": row.programme, "row": row}
    return render(request, "recruitment/applying/withdraw.html", page)


@door(Capability.READ_SHARED_ANSWERS)
def shared(request: SignedInRequest, partnership_id: UUID) -> HttpResponseBase:
    """Show one of a pair what the other agreed to share of their application."""
    row = partnership_for(request.user, partnership_id)
    found = queries.shared_with(request.user, row, at=timezone.now())
    if not found:
        raise NotVisible
    page = {"programme": row.programme, "row": row, "shared": found}
    return render(request, "recruitment/applying/shared.html", page)


@door(Capability.SEE_APPLICATIONS)
def export_answers(
    request: SignedInRequest, programme_id: UUID, role: str, kind: str
) -> HttpResponseBase:
    """Hand out the applications of a role with every answer, added questions included (R3.03)."""
    programme = programme_for(request.user, programme_id, Capability.SEE_APPLICATIONS)
    if kind not in tables.TYPES or role not in ROLES:
        raise NotVisible
    at = timezone.now()
    headings, rows = answers_in(request.user, programme, role, at=at)
    note_export(programme, count=len(rows), by=request.user, at=at)
    return tables.as_download(kind, f"applications-{role}s", headings, rows)
