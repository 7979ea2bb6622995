"""Who has accepted a version and who has not, for co-ordinators; one reminder a day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables, words
from mentorhouse.design.paging import page_of, sort_of
from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.policies.actions import accepting as actions
from mentorhouse.policies.forms import PeopleFilter
from mentorhouse.policies.queries import keeping as queries
from mentorhouse.policies.queries.people import ORDERS, people_of, when_accepted

COLUMNS = (
    mark("Given name"),
    mark("Family name"),
    mark("E-mail"),
    mark("Organisation"),
    mark("Version"),
    mark("Accepted on"),
)


@door(Capability.KEEP_POLICIES)
def people(
    request: SignedInRequest, programme_id: UUID, key: str, document_id: UUID
) -> HttpResponseBase:
    """List who has accepted a version and who has not; the look is recorded."""
    row = queries.policy_for(request.user, programme_id, key)
    document = queries.version_in(request.user, row, document_id)
    narrowed = PeopleFilter(request.GET)
    order = sort_of(request, list(ORDERS))
    found = people_of(request.user, document, only=narrowed.chosen(), order=order)
    everybody = people_of(request.user, document)
    actions.note_reading(document, by=request.user, at=timezone.now())
    page = {
        "programme": row.programme,
        "policy": row,
        "document": document,
        "filter": narrowed,
        "page": page_of(found, request),
        "total": everybody.count(),
        "accepted": people_of(request.user, document, only="accepted").count(),
    }
    return render(request, "policies/people.html", page)


@door(Capability.KEEP_POLICIES)
def export(
    request: SignedInRequest, programme_id: UUID, key: str, document_id: UUID, kind: str
) -> HttpResponseBase:
    """Hand out the list as a file, with the same filter."""
    row = queries.policy_for(request.user, programme_id, key)
    document = queries.version_in(request.user, row, document_id)
    if kind not in tables.TYPES:
        raise NotVisible
    only = PeopleFilter(request.GET).chosen()
    order = sort_of(request, list(ORDERS))
    lines = [
        (
            one.given_name,
            one.family_name,
            one.user.email,
            one.organisation.name if one.organisation else "",
            document.number,
            words.short_day(when) if (when := when_accepted(one)) else "",
        )
        for one in people_of(request.user, document, only=only, order=order)
    ]
    actions.note_export(document, count=len(lines), by=request.user, at=timezone.now())
    return tables.as_download(kind, "accepted", COLUMNS, lines)


@door(Capability.KEEP_POLICIES, methods=("POST",))
def remind(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Remind those who have not accepted."""
    row = queries.policy_for(request.user, programme_id, key)
    try:
        count = actions.remind(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        told = say_many(
            "{count} reminder is on the way.", "{count} reminders are on the way.", count
        )
        messages.success(
            request, told if count else say("Everyone has accepted. No e-mail was sent.")
        )
    return redirect("policies:policy", programme_id, key)
