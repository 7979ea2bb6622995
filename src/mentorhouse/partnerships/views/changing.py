"""Leaving a partnership that goes on, joining one, changing its shape when all agree (R9.05)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.actions import changing
from mentorhouse.partnerships.actions.leaving import goes_on_without, leave_running
from mentorhouse.partnerships.forms.changing import ChangeForm, LeaveForm
from mentorhouse.partnerships.models import Change, Partnership
from mentorhouse.partnerships.queries import changing as queries
from mentorhouse.partnerships.queries import others_in, running_for
from mentorhouse.partnerships.relations import conditional_readers
from mentorhouse.partnerships.rules import ENDINGS, Shape, SomethingFirst
from mentorhouse.partnerships.rules.changing import shapes_to
from mentorhouse.partnerships.states import ChangeState, PartnershipState
from mentorhouse.programmes.design.purpose import MODEL_WORDS
from mentorhouse.programmes.queries import programme_for

BOTH = ("GET", "POST")
MOST_LEFT = 20
_C = Capability


@door(_C.END_PARTNERSHIP, methods=BOTH)
def leaving(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Leave a group or team. The others go on while they are enough; nobody asks why."""
    row = queries.leaving_for(request.user, partnership_id)
    members = list(row.members.all())
    mine = next(m for m in members if m.participation.person_id == request.user.pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = leave_running(row, form.ending, by=request.user, at=timezone.now())
        if row.state == PartnershipState.ENDED:
            return redirect("partnerships:ending", row.pk)
        messages.success(request, say("You have left. Nobody asks why."))
        return redirect("programmes:taking_part", mine.participation_id)
    page = {"partnership": row, "programme": row.programme, "form": form}
    page["goes_on"] = goes_on_without(row, members, request.user.pk)
    return render(request, "partnerships/leave.html", page)


@door(_C.CHANGE_PARTNERSHIP, methods=BOTH)
def change(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """See what is proposed for one's own partnership, answer it, or propose to swap roles."""
    row = running_for(request.user, partnership_id, _C.CHANGE_PARTNERSHIP)
    proposed = queries.open_change(row)
    kinds = {model.kind for model in row.programme.design.models}
    places = queries.other_roles(row) if Shape.RECIPROCAL in kinds else []
    if request.method == "POST":
        if request.POST.get("deed") == "reciprocal" and places:
            return _propose_reciprocal(request, row, [part.pk for part in places])
        return _answer(request, _asked(request, proposed))
    page = {"partnership": row, "programme": row.programme, "may_be_reciprocal": bool(places)}
    roles = [member.role for member in row.members.all()]
    page["shapes"] = shapes_to(row.programme.design, Shape(row.shape), roles)
    page |= {"asks_reciprocal": Shape.RECIPROCAL in kinds and row.shape == Shape.ONE_TO_ONE}
    return render(request, "partnerships/change.html", page | _standing(request, proposed))


@door(_C.ANSWER_CHANGE, methods=BOTH)
def joining(request: SignedInRequest, change_id: UUID) -> HttpResponse:
    """See a partnership that one is asked to join, and answer."""
    proposed = queries.joining_for(request.user, change_id)
    row = proposed.partnership
    if any(m.participation.person_id == request.user.pk for m in row.members.all()):
        return redirect("home:partnership", row.pk)
    if request.method == "POST":
        return _answer(request, proposed)
    page = {"partnership": row, "programme": row.programme, "is_open": _is_open(proposed)}
    return render(request, "partnerships/joining.html", page | _standing(request, proposed))


@door(_C.ADD_TO_PARTNERSHIP)
def changes(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """List the running partnerships, what is proposed for each, and who has left one."""
    programme = programme_for(request.user, programme_id, _C.ADD_TO_PARTNERSHIP)
    page = page_of(queries.changeable_in(request.user, programme), request)
    left = queries.left_in(request.user, programme, MOST_LEFT)
    shown = {"programme": programme, "page": page, "left": left, "endings": ENDINGS}
    return render(request, "partnerships/changes.html", shown | {"shapes": MODEL_WORDS})


@door(_C.ADD_TO_PARTNERSHIP, methods=BOTH)
def propose_change(
    request: SignedInRequest, programme_id: UUID, partnership_id: UUID
) -> HttpResponse:
    """Propose who joins a partnership, or another shape; or take it back."""
    programme = programme_for(request.user, programme_id, _C.ADD_TO_PARTNERSHIP)
    row = queries.changeable_for(request.user, programme, partnership_id)
    now, at = Shape(row.shape), timezone.now()
    proposed = queries.open_change(row)
    if request.method == "POST" and request.POST.get("deed") == "withdraw":
        if proposed:
            changing.withdraw_change(proposed, by=request.user, at=at)
        messages.success(request, say("Taken back. Everybody who was asked is told."))
        return redirect("partnerships:changes", programme.pk)
    shapes = shapes_to(programme.design, now, [m.role for m in row.members.all()])
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(programme, now, shapes, data)
    if request.method == "POST" and form.is_valid():
        try:
            changing.propose_change(row, form.wanted, form.joining, by=request.user, at=at)
        except NotNow as refusal:
            form.add_error("shape", str(refusal))
        else:
            messages.success(request, say("Proposed. It holds once everybody has said yes."))
            return redirect("partnerships:changes", programme.pk)
    page = {"programme": programme, "row": row, "form": form, "shapes": shapes}
    page |= {"now": MODEL_WORDS[row.shape]}
    return render(request, "partnerships/propose_change.html", page | _standing(request, proposed))


def _propose_reciprocal(
    request: SignedInRequest, row: Partnership, places: list[UUID]
) -> HttpResponse:
    try:
        changing.propose_change(
            row, Shape.RECIPROCAL, places, by=request.user, at=timezone.now()
        )  # fmt: skip
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("Proposed. It holds once both of you have said yes."))
    return redirect("partnerships:change", row.pk)


def _asked(request: SignedInRequest, proposed: Change | None) -> Change:
    """Return the change that the form was about. Raises `NotVisible` where it is another now."""
    if proposed is None or str(proposed.pk) != request.POST.get("change"):
        raise NotVisible
    return proposed


def _answer(request: SignedInRequest, proposed: Change) -> HttpResponse:
    """Answer, and go on to where one belongs afterwards."""
    agree = request.POST.get("deed") == "agree"
    try:
        done = changing.answer_change(proposed, agree=agree, by=request.user, at=timezone.now())
    except SomethingFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect(refusal.page)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("home:start")
    words = say("You have agreed.") if agree else say("It stays as it is. Nobody asks why.")
    messages.success(request, words)
    if done.state == ChangeState.DONE:
        made = queries.change_of(done.pk)
        following = getattr(made.partnership, "followed_by", None) if made else None
        return redirect("home:partnership", following.pk if following else done.partnership_id)
    inside = any(
        m.participation.person_id == request.user.pk for m in proposed.partnership.members.all()
    )
    if inside:
        return redirect("partnerships:change", proposed.partnership_id)
    return redirect("partnerships:joining", proposed.pk) if agree else redirect("home:start")


def _is_open(proposed: Change) -> bool:
    return (
        proposed.state == ChangeState.OPEN and proposed.partnership.state == PartnershipState.ACTIVE
    )


def _standing(request: SignedInRequest, proposed: Change | None) -> dict[str, object]:
    """Return what a proposed change means: who, in which shape, who has agreed, who will read."""
    if proposed is None:
        return {"change": None}
    row, yeses = proposed.partnership, queries.said_yes(proposed)
    members = list(row.members.all())
    people = {m.participation.person_id: m.participation.person for m in members}
    new = {
        n.participation.person_id: (n.participation.person, n.participation.role)
        for n in proposed.newcomers.all()
        if n.participation.person_id not in people
    }
    asked = {**people, **{pk: person for pk, (person, _) in new.items()}}
    return {
        "change": proposed,
        "joins": proposed.shape == row.shape,
        "shape": MODEL_WORDS[proposed.shape],
        "others": ", ".join(
            m.participation.person.name for m in others_in(members, request.user.pk)
        ),
        "newcomers": [(person.name, role) for person, role in new.values()],
        "standing": [(p.name, pk in yeses, pk == request.user.pk) for pk, p in asked.items()],
        "i_agreed": request.user.pk in yeses,
        "readers": _readers(proposed),
    }


def _readers(proposed: Change) -> str:
    """Say who will read: as it was pinned, or, where it begins anew, as the programme says now."""
    row = proposed.partnership
    if proposed.shape == row.shape:
        return who_can_read(_C.READ_MEETING_LOG, holding=conditional_readers(row))
    read = row.programme.design.confidentiality.coordinator_reads_content
    holding = frozenset({Relation.READING_COORDINATOR}) if read else frozenset()
    return who_can_read(_C.READ_MEETING_LOG, holding=holding)
