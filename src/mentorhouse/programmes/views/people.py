"""Who takes part, for co-ordinators: invitations, the list, one person's page.

A local co-ordinator meets the same pages, with the people of their own organisation only (R2.09).
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of, sort_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.people.queries import evidence_of, has_published, pause_of, words_of
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.emails import invitation_words
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import today
from mentorhouse.programmes.states import Work

BOTH = ("GET", "POST")


@door(Capability.SEE_PEOPLE)
def people(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List who takes part."""
    programme = queries.programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    listed = _filter(request, programme)
    order = sort_of(request, list(queries.ORDERS))
    rows = queries.people_in(request.user, programme, order=order, **listed.chosen())
    return render(
        request,
        "programmes/people.html",
        {
            "programme": programme,
            "local": queries.organisation_of(request.user, programme),
            "filter": listed,
            "page": page_of(rows, request),
            "order": order,
            "counts": queries.people_counts(request.user, programme),
            "coordinators": queries.coordinators_of(request.user, programme),
            "standing": rules.STANDINGS[programme.state],
            "may_invite": not rules.refusal(programme.state, Work.INVITE),
        },
    )


@door(Capability.SEE_PEOPLE)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the list as a file: the same filters, the same facts, no identity data (R1.07)."""
    programme = queries.programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    if kind not in tables.TYPES:
        raise NotVisible
    order = sort_of(request, list(queries.ORDERS))
    chosen = _filter(request, programme).chosen()
    rows = queries.people_in(request.user, programme, order=order, **chosen)
    lines = [_line(row) for row in rows.iterator(chunk_size=2000)]
    actions.note_export(programme, count=len(lines), by=request.user, at=timezone.now())
    return tables.as_download(kind, "people", COLUMNS, lines)


COLUMNS = (
    mark("Given name"),
    mark("Family name"),
    mark("E-mail"),
    mark("Role"),
    mark("Answer"),
    mark("Places"),
    mark("Places taken"),
    mark("Organisation"),
    mark("Job title"),
    mark("Grade"),
    mark("Profession"),
    mark("Location"),
)


def _line(row: Participation) -> tuple[tables.Cell, ...]:
    person = row.person
    return (
        person.given_name,
        person.family_name,
        person.user.email,
        row.get_role_display(),
        row.get_state_display(),
        row.capacity,
        row.places_taken,
        person.organisation.name if person.organisation else "",
        person.job_title,
        person.grade,
        person.profession,
        person.location,
    )


def _filter(request: SignedInRequest, programme: Programme) -> forms.PeopleFilter:
    organisations = queries.organisations_in(request.user, programme)
    return forms.PeopleFilter(request.GET, organisations=organisations)


@door(Capability.READ_PARTICIPATION, methods=BOTH)
def participation(
    request: SignedInRequest, programme_id: UUID, participation_id: UUID
) -> HttpResponseBase:
    """Show the facts of someone's taking part; those who run it change a mentor's places."""
    programme = queries.programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    row = queries.participation_for(request.user, participation_id)
    if row.programme_id != programme.pk:
        raise NotVisible
    local = queries.organisation_of(request.user, programme)
    form = forms.CapacityForm(request.POST or None, initial={"capacity": row.capacity})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_capacity(
                row, form.cleaned_data["capacity"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error("capacity", str(refusal))
        else:
            messages.success(request, say("The places are changed."))
            return redirect("programmes:participation", programme.pk, row.pk)
    actions.note_reading(row, by=request.user, at=timezone.now())
    page = {
        "programme": programme,
        "local": local,
        "row": row,
        "form": form,
        "others": queries.other_roles(request.user, row),
        "judgements": queries.judgements_of(row),
        "evidence": evidence_of([row.person_id]).get(row.person_id, ()),
        "published": has_published(row.person_id),
        "pause": pause_of(row.person_id, on=today()),
        "place_pause": queries.place_pause_of(row, on=today()),
        "words": words_of(row.person_id),
        "may_set_places": not local and not rules.refusal(programme.state, Work.SET_PLACES),
    }
    return render(request, "programmes/participation.html", page)


@door(Capability.INVITE_PEOPLE, methods=BOTH)
def invitations(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Say how many e-mails would leave and what they say; send them when it is confirmed."""
    programme = queries.programme_for(request.user, programme_id, Capability.INVITE_PEOPLE)
    if request.method == "POST":
        return _send(request, programme)
    page = {
        "programme": programme,
        "local": queries.organisation_of(request.user, programme),
        "count": queries.people_counts(request.user, programme).to_invite,
        "refusal": rules.refusal(programme.state, Work.INVITE),
        "sample": invitation_words(programme, "mentor or mentee, as it was entered for you"),
    }
    return render(request, "programmes/invitations.html", page)


def _send(request: SignedInRequest, programme: Programme) -> HttpResponse:
    try:
        count = actions.invite(programme, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, rules.invitations_sent(count))
    return redirect("programmes:people", programme.pk)
