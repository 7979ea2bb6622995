"""A programme’s policies for its co-ordinators: the list, one policy, what is said about it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design import tables, words
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.policies import rules
from mentorhouse.policies.actions import keeping as actions
from mentorhouse.policies.forms import SOMEONE_ELSE, AddForm, OrganisationForm, ParticularsForm
from mentorhouse.policies.models import Policy
from mentorhouse.policies.queries import keeping as queries
from mentorhouse.policies.queries.people import Tally, tallies_in
from mentorhouse.policies.rules import Required
from mentorhouse.policies.states import Standing
from mentorhouse.policies.views.tracks import tracks_of
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import coordinators_of, programme_for
from mentorhouse.programmes.relations import day_of

BOTH = ("GET", "POST")
CONFLICT = 409
HEADINGS = (
    mark("Policy"),
    mark("How it stands"),
    mark("Whose document"),
    mark("Version"),
    mark("Approved by"),
    mark("Approved on"),
    mark("Must be accepted by"),
    mark("Asked"),
    mark("Accepted"),
    mark("Looked after by"),
    mark("Next review"),
)


@door(Capability.KEEP_POLICIES)
def policies(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List every policy: how it stands, of whom it is asked, how many have accepted."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_POLICIES)
    found = queries.policies_in(request.user, programme, today=timezone.localdate())
    tallies = tallies_in(request.user, programme)
    lines = [
        {
            "kept": one,
            "policy": one.policy,
            "required": say(rules.REQUIRED_WORDS[Required(one.policy.required_of)]),
            "owner": queries.owner_of(one.policy),
            "asked": sum(tallies[d.pk].asked for d in one.in_force if d.pk in tallies),
            "accepted": sum(tallies[d.pk].accepted for d in one.in_force if d.pk in tallies),
        }
        for one in found
    ]
    living = [line for line in lines if line["kept"].standing is not Standing.WITHDRAWN]  # type: ignore[attr-defined]  # a Kept
    page = {
        "programme": programme,
        "page": page_of(living, request),
        "withdrawn": [one.policy for one in found if one.standing is Standing.WITHDRAWN],
        "in_force": sum(bool(one.in_force) for one in found if one.policy.withdrawn_at is None),
    }
    return render(request, "policies/policies.html", page)


@door(Capability.KEEP_POLICIES)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the list of policies as a file: a line for each version in force."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_POLICIES)
    if kind not in tables.TYPES:
        raise NotVisible
    tallies = tallies_in(request.user, programme)
    found = queries.policies_in(request.user, programme, today=timezone.localdate())
    lines = [line for one in found for line in _lines(one, tallies)]
    actions.note_register_export(programme, count=len(lines), by=request.user, at=timezone.now())
    return tables.as_download(kind, "policies", HEADINGS, lines)


@door(Capability.KEEP_POLICIES)
def policy(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Show one policy: its documents, who has accepted, what comes next."""
    row = queries.policy_for(request.user, programme_id, key)
    stands = queries.kept(request.user, row, today=timezone.localdate())
    tracks = tracks_of(request.user, row)
    without = queries.organisations_without(request.user, row)
    page = {
        "programme": row.programme,
        "policy": row,
        "about": about(row),
        "stands": stands,
        "next": rules.next_for(stands.standing),
        "required": say(rules.REQUIRED_WORDS[Required(row.required_of)]),
        "owner": queries.owner_of(row),
        "tracks": tracks,
        "waiting": sum(track.tally.waiting for track in tracks),
        "reminded_today": row.reminded_on == day_of(timezone.now()),
        "versions": page_of(queries.versions_of(request.user, row), request),
        "choose": OrganisationForm(organisations=without) if without.exists() else None,
    }
    return render(request, "policies/policy.html", page)


@door(Capability.KEEP_POLICIES, methods=BOTH)
def add(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Add a policy of the programme's own."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_POLICIES)
    form = AddForm(request.POST or None, owners=_owners(request, programme, None))
    if request.method == "POST" and form.is_valid():
        row = actions.add(
            programme, form.particulars(), once=form.identifier(), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
        messages.success(
            request, say("{title} is added. Now write its text, or give a link.", title=row.title)
        )
        return redirect("policies:policy", programme.pk, row.key)
    return render(request, "policies/add.html", {"programme": programme, "form": form})


@door(Capability.KEEP_POLICIES, methods=BOTH)
def change(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Change what is said about a policy. If another co-ordinator did meanwhile, show theirs."""
    row = queries.policy_for(request.user, programme_id, key)
    form = _particulars(request, row, request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _changing(request, row, form)
    try:
        actions.change(
            row, form.particulars(), based_on=form.cleaned_data["revision"], by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except ChangedMeanwhile:
        newest = queries.policy_for(request.user, programme_id, key)
        again = _particulars(request, newest, as_revision(request.POST, newest.revision))
        return _changing(request, newest, again, theirs=said_of(newest), status=CONFLICT)
    messages.success(request, say("Saved."))
    return redirect("policies:policy", programme_id, key)


@door(Capability.KEEP_POLICIES, methods=BOTH)
def withdraw(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Say what withdrawing means; withdraw when it is confirmed."""
    row = queries.policy_for(request.user, programme_id, key)
    if request.method == "GET":
        page = {"programme": row.programme, "policy": row}
        return render(request, "policies/withdraw.html", page)
    actions.withdraw(row, by=request.user, at=timezone.now())
    messages.success(
        request, say("{title} is withdrawn. What people accepted is kept.", title=row.title)
    )
    return redirect("policies:policies", programme_id)


@door(Capability.KEEP_POLICIES, methods=("POST",))
def restore(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Bring a withdrawn policy back."""
    row = queries.policy_for(request.user, programme_id, key)
    actions.restore(row, by=request.user, at=timezone.now())
    messages.success(
        request, say("{title} is back, with the versions that it had.", title=row.title)
    )
    return redirect("policies:policy", programme_id, key)


def about(policy: Policy) -> str:
    """Say what one of the thirteen is for."""
    slot = rules.SLOTS.get(policy.key)
    return say(slot.about) if slot else ""


def said_of(policy: Policy) -> list[tuple[str, str]]:
    """Return what is said about a policy, in words, to stand beside what was typed."""
    return [
        (say("Title"), policy.title),
        (say("Who has to accept it?"), say(rules.REQUIRED_WORDS[Required(policy.required_of)])),
        (say("Who looks after it?"), queries.owner_of(policy) or say("Nobody yet")),
        (
            say("When is it next reviewed?"),
            words.day(policy.review_on) if policy.review_on else "–",
        ),
    ]


def as_revision(posted: QueryDict, revision: int) -> QueryDict:
    """Return what was typed, to be saved on top of another revision."""
    data = posted.copy()
    data["revision"] = str(revision)
    return data


def _lines(one: queries.Kept, tallies: Mapping[UUID, Tally]) -> Iterator[tuple[tables.Cell, ...]]:
    """Give a line for each version in force, or one that says that nothing is."""
    policy = one.policy
    first = (policy.title, say(one.standing.value))
    required = say(rules.REQUIRED_WORDS[Required(policy.required_of)])
    rest = (queries.owner_of(policy), _day(policy.review_on))
    for document in one.in_force:
        whose = document.organisation.name if document.organisation else say("Everyone")
        approved = (document.approved_by, _day(document.approved_on))
        tally = tallies.get(document.pk, Tally())
        counts = (tally.asked, tally.accepted)
        yield (*first, whose, document.number, *approved, required, *counts, *rest)
    if not one.in_force:
        yield (*first, "", None, "", "", required, None, None, *rest)


def _particulars(
    request: SignedInRequest, row: Policy, data: Mapping[str, Any] | None
) -> ParticularsForm:
    by_name = SOMEONE_ELSE if row.owner_name else ""
    return ParticularsForm(
        data,
        owners=_owners(request, row.programme, row),
        initial={
            "revision": row.revision,
            "title": row.title,
            "required_of": row.required_of,
            "owner": str(row.owner_id) if row.owner_id else by_name,
            "owner_name": row.owner_name,
            "review_on": row.review_on,
        },
    )


def _owners(
    request: SignedInRequest, programme: Programme, row: Policy | None
) -> list[tuple[str, str]]:
    """Return who may look after a policy: the co-ordinators, and whoever does so now."""
    names = {
        str(one.user_id): one.user.person.name if hasattr(one.user, "person") else one.user.email
        for one in coordinators_of(request.user, programme)
    }
    if row is not None and row.owner_id is not None:
        names.setdefault(str(row.owner_id), queries.owner_of(row))
    return list(names.items())


def _changing(
    request: SignedInRequest, row: Policy, form: ParticularsForm, *,
    theirs: list[tuple[str, str]] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    page = {"programme": row.programme, "policy": row, "form": form, "theirs": theirs or []}
    return render(request, "policies/change.html", page, status=status)


def _day(value: date | None) -> str:
    return words.short_day(value) if value else ""
