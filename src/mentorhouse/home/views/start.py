"""The start page, and the page of one partnership."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import HOUSE, NotVisible, may
from mentorhouse.finance.queries import claims_to_decide, ways_to_claims
from mentorhouse.governance.queries.seats import seats_of
from mentorhouse.home.queries import start as queries
from mentorhouse.home.queries.deciding import to_decide
from mentorhouse.home.queries.drift import drift_of
from mentorhouse.home.queries.growing import growing
from mentorhouse.home.queries.helping import helping
from mentorhouse.home.queries.life import life_cards
from mentorhouse.home.queries.register import places_of
from mentorhouse.home.queries.talks import talks_to_do
from mentorhouse.home.queries.way import Here
from mentorhouse.home.queries.ways import ways
from mentorhouse.home.rules.line import line_of
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.queries.phases import phase_shown
from mentorhouse.partnerships.queries.waiting import waits_in
from mentorhouse.partnerships.relations import conditional_readers
from mentorhouse.partnerships.rules import Shape, ends_for_all, has_rematch
from mentorhouse.partnerships.rules.changing import shapes_to
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.queries import has_profile, has_published, pause_of, words_of
from mentorhouse.policies.queries.mine import Mine, waiting_for
from mentorhouse.policies.rules import PUT_OFF
from mentorhouse.programmes.models import Coordinator, Participation
from mentorhouse.programmes.queries import local_roles_of, own_place_pauses
from mentorhouse.programmes.relations import day_of, today
from mentorhouse.recruitment.queries.applying import own_under_way, shares_in
from mentorhouse.recruitment.queries.todo import newly_in
from mentorhouse.talent.queries import talent_ways
from mentorhouse.training.queries.mine import ways as training_ways


@door(Capability.SEE_PUBLIC_PAGES)
def start(request: SignedInRequest) -> HttpResponseBase:
    """Say what Mentorhouse is; to someone signed in, what comes next."""
    if not request.user.is_authenticated:
        return render(request, "home/welcome.html", {})
    policies = waiting_for(request.user)
    if policies and not request.session.get(PUT_OFF):
        return redirect("policies:asked")  # at each sign-in, until accepted or “not now” (R2.11)
    return _what_next(request, timezone.now(), policies)


def _what_next(request: SignedInRequest, at: datetime, policies: Sequence[Mine]) -> HttpResponse:
    parts = queries.taking_parts(request.user)
    pairs = queries.pairs_of(request.user, at=at)
    errands = queries.errands(parts, pairs)
    living = [part for part in parts if not queries.is_archived(part.programme)]
    places = places_of(living, at=at)
    return render(
        request,
        "home/start.html",
        {
            "errands": [errand for errand in errands if not errand.step.waits],
            "waiting": [errand for errand in errands if errand.step.waits],
            "parts": living,
            "archived": queries.archived(request.user, parts),
            "locals": _living_roles(request),
            "waits": queries.waits_of(request.user, living, pairs, at=at),
            "pairs": [pair for pair in pairs if pair.row.state == PartnershipState.ACTIVE],
            "running": queries.running(request.user),
            "seats": seats_of(request.user, on=today()),
            "audits": may(request.user, Capability.READ_AUDIT_TRAIL, HOUSE),
            "runs_house": may(request.user, Capability.RUN_INSTALLATION, HOUSE),
            "may_start": may(request.user, Capability.START_PROGRAMME, HOUSE),
            "has_profile": has_profile(request.user),
            **_pauses(request, parts, pairs),
            "policies": policies,
            "expenses": ways_to_claims(request.user),
            "talent": talent_ways(request.user),
            "training": training_ways(request.user),
            "applications": own_under_way(request.user),
            "newly_in": newly_in(request.user),
            "places": places,
            "ways": ways(Here(request.user, living, places, at)),
            "claims": Counter(claims_to_decide(request.user)),
            "decisions": to_decide(request.user) + life_cards(request.user, pairs, at=at),
            "talks": talks_to_do(request.user, living, pairs, at=at),
        },
    )


def _living_roles(request: SignedInRequest) -> list[Coordinator]:
    roles = local_roles_of(request.user)
    return [role for role in roles if not queries.is_archived(role.programme)]


def _pauses(
    request: SignedInRequest, parts: Sequence[Participation], pairs: Sequence[queries.Pair]
) -> dict[str, Any]:
    """Say where somebody pauses, and where they wait for a match."""
    places = list(own_place_pauses(request.user, on=today()))
    pausing = {each.participation_id for each in places}
    return {
        "pause": pause_of(request.user.pk, on=today()),
        "place_pauses": places,
        "unmatched": queries.unmatched_in(parts, pairs, pausing=pausing),
    }


@door(Capability.SEE_PARTNERSHIP)
def partnership(request: SignedInRequest, partnership_id: UUID) -> HttpResponseBase:
    """Show how a pair stands, what comes next, and the ways to everything that is theirs."""
    at = timezone.now()
    row = partnership_for(request.user, partnership_id)
    if row.state == PartnershipState.ENDED:
        return redirect("partnerships:ending", row.pk)
    if row.state != PartnershipState.ACTIVE:
        return redirect("matching:offer", row.pk)
    pair = queries.pair_of(request.user, row, at=at)
    if pair.partner is None:
        raise NotVisible  # an account of the two was erased
    people = [each.participation.person for each in pair.others]
    holding = conditional_readers(row)
    return render(
        request,
        "home/partnership.html",
        {
            "pair": pair,
            "partner": pair.partner,
            "people": [
                (
                    each,
                    words_of(each.participation.person_id),
                    has_published(each.participation.person_id),
                )
                for each in pair.others
            ],
            "programme": row.programme,
            "line": line_of(pair.facts, at=at),
            "shares": bool(shares_in(request.user, row)),
            "next_at": pair.facts.next_at(at),
            "growing": growing(request.user, row, today=day_of(at)),
            "standing": helping(request.user, row, people[0]),
            **_life(request, row, at),
            "readers": who_can_read(Capability.READ_MEETING_LOG, holding=holding),
        },
    )


def _life(request: SignedInRequest, row: Partnership, at: datetime) -> dict[str, Any]:
    """Say where a pair stands, what waits in its life, what may help, and what may change."""
    roles = [member.role for member in row.members.all()]
    return {
        "may_end": ends_for_all(row.shape),
        "may_change": bool(shapes_to(row.programme.design, Shape(row.shape), roles)),
        "has_rematch": has_rematch(row.programme.design),
        "phase": phase_shown(row),
        "waits": waits_in(request.user, [row], today=day_of(at))[row.pk],
        "signs": drift_of(request.user, row, at=at),
    }
