"""Pages of one nomination: the nominee's own, their nominator's, and the co-ordinator's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow, possible
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.talent.actions import activities
from mentorhouse.talent.actions import nominations as actions
from mentorhouse.talent.forms import ActivityForm
from mentorhouse.talent.models import Nomination
from mentorhouse.talent.queries import nominations as queries
from mentorhouse.talent.queries.opportunities import own_placements
from mentorhouse.talent.rules import PLACED, STANDINGS
from mentorhouse.talent.states import NOMINATION, NominationState
from mentorhouse.talent.views.pages import BOTH, draw, one_form, told


@door(Capability.READ_NOMINATION)
def nomination(
    request: SignedInRequest, programme_id: UUID, nomination_id: UUID
) -> HttpResponseBase:
    """Show a nomination, its development activities, and what may be done."""
    row = queries.nomination_for(request.user, programme_id, nomination_id)
    actions.note_reading(row, by=request.user, at=timezone.now())
    own = row.nominee_id == request.user.pk
    state = NominationState(row.state)
    colour, means = STANDINGS[state]
    moves = possible(NOMINATION, state)
    keeps = may(request.user, Capability.KEEP_ACTIVITIES, row)
    return draw(
        request, "nomination", row.programme,
        row=row, own=own, colour=colour, means=means, moves=moves,
        keeps=keeps and row.state != NominationState.WITHDRAWN,
        page=page_of(queries.activities_of(request.user, row), request),
        placements=own_placements(request.user, row), placed=PLACED,
    )  # fmt: skip


@door(Capability.ANSWER_NOMINATION, methods=BOTH)
def state_wish(
    request: SignedInRequest, programme_id: UUID, nomination_id: UUID
) -> HttpResponseBase:
    """State one's own wish: nobody else can."""
    row = queries.nomination_for(
        request.user, programme_id, nomination_id, Capability.ANSWER_NOMINATION
    )
    if request.method == "POST":
        told(
            request,
            lambda: actions.state_wish(row, by=request.user, at=timezone.now()),
            say("Your wish is stated, so your nomination counts. You can apply now."),
        )
        return _back(row)
    lede = (
        say(
            "{organisation} has nominated you for “{name}”.",
            organisation=row.organisation,
            name=row.programme.name,
        ),
        row.programme.design_as_read.purpose,
        say("By pressing the button you say that you wish to develop in this programme."),
        say("You can withdraw at any time until you are taken on, without giving a reason."),
    )
    return one_form(
        request, row.programme, None, title=say("State your wish"), button=say("Yes, I wish this"),
        lede=[words for words in lede if words], back=_back_to(row),
    )  # fmt: skip


@door(Capability.WITHDRAW_NOMINATION, methods=BOTH)
def withdraw(request: SignedInRequest, programme_id: UUID, nomination_id: UUID) -> HttpResponseBase:
    """Withdraw a nomination, after asking once."""
    row = queries.nomination_for(
        request.user, programme_id, nomination_id, Capability.WITHDRAW_NOMINATION
    )
    if request.method == "POST":
        told(
            request,
            lambda: actions.withdraw(row, by=request.user, at=timezone.now()),
            say("The nomination is withdrawn."),
        )
        return _back(row)
    lede = (
        say("Nobody has to give a reason, and nothing follows from it."),
        say("What was said about interest in opportunities is deleted."),
    )
    return one_form(
        request, row.programme, None, title=say("Withdraw the nomination"), button=say("Withdraw"),
        warning=True, lede=lede, back=_back_to(row),
    )  # fmt: skip


@door(Capability.MANAGE_NOMINATIONS, methods=("POST",))
def take_up(request: SignedInRequest, programme_id: UUID, nomination_id: UUID) -> HttpResponseBase:
    """Record that a nominee is taken on."""
    row = queries.nomination_for(
        request.user, programme_id, nomination_id, Capability.MANAGE_NOMINATIONS
    )
    told(
        request,
        lambda: actions.take_up(row, by=request.user, at=timezone.now()),
        say("It is recorded that they are taken on. Bring them in next."),
    )
    return _back(row)


@door(Capability.KEEP_ACTIVITIES, methods=BOTH)
def add_activity(
    request: SignedInRequest, programme_id: UUID, nomination_id: UUID
) -> HttpResponseBase:
    """Enter a development activity."""
    row = queries.nomination_for(
        request.user, programme_id, nomination_id, Capability.KEEP_ACTIVITIES
    )
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            activities.enter(row, form.fact(), by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The activity is entered."))
            return _back(row)
    return one_form(
        request, row.programme, form, title=say("Enter a development activity"),
        lede=ABOUT_ACTIVITIES,
        back=_back_to(row),
    )  # fmt: skip


ABOUT_ACTIVITIES = (
    mark("Kind, title and dates only: nothing of what was said or learnt."),
    mark("Who can read this: the nominee, nominators of their organisation, co-ordinators."),
    mark("The board sees how many activities of each kind there are, and nobody’s in particular."),
)


@door(Capability.KEEP_ACTIVITIES, methods=BOTH)
def change_activity(
    request: SignedInRequest, programme_id: UUID, nomination_id: UUID, activity_id: UUID
) -> HttpResponseBase:
    """Change an activity, for example that it is done."""
    row = queries.nomination_for(
        request.user, programme_id, nomination_id, Capability.KEEP_ACTIVITIES
    )
    activity = queries.activity_for(request.user, row, activity_id)
    fields = ("kind", "title", "begins_on", "ends_on", "done")
    began = {name: getattr(activity, name) for name in fields}
    form = ActivityForm(request.POST or None, initial=began)
    if request.method == "POST" and form.is_valid():
        try:
            activities.change(activity, form.fact(), by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("Saved."))
            return _back(row)
    return one_form(
        request, row.programme, form, title=say("Change a development activity"),
        lede=ABOUT_ACTIVITIES, back=_back_to(row),
        remove=(
            say("Remove this activity"), "talent:remove_activity", *_back_to(row)[2:], activity_id
        ),
    )  # fmt: skip


@door(Capability.KEEP_ACTIVITIES, methods=("POST",))
def remove_activity(
    request: SignedInRequest, programme_id: UUID, nomination_id: UUID, activity_id: UUID
) -> HttpResponseBase:
    """Remove an activity that was a mistake."""
    row = queries.nomination_for(
        request.user, programme_id, nomination_id, Capability.KEEP_ACTIVITIES
    )
    activity = queries.activity_for(request.user, row, activity_id)
    told(
        request,
        lambda: activities.remove(activity, by=request.user, at=timezone.now()),
        say("The activity is removed."),
    )
    return _back(row)


def _back_to(row: Nomination) -> tuple[str, str, UUID, UUID]:
    return (say("The nomination"), "talent:nomination", row.programme_id, row.pk)


def _back(row: Nomination) -> HttpResponse:
    return redirect("talent:nomination", row.programme_id, row.pk)
