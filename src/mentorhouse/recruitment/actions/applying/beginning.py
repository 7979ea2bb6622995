"""The way in for visitors, and the draft of an application."""

import json
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentorhouse import audit
from mentorhouse.access.relations import Viewer
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.notifications import post
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import ParticipationState, Work
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.rules.applying import ABOUT, ROLES, Draft
from mentorhouse.recruitment.states import ApplicationState
from mentorhouse.vault.sealing import seal

WAY_IN_ASKED = audit.Act(
    "application.way_in_asked", "asked for a way to apply (not necessarily the owner)"
)
BEGUN = audit.Act("application.begun", "began an application")


def ask_way_in(programme: Programme, address: str, role: str, *, at: datetime) -> None:
    """Post a link to a visitor who wants to apply, opening an account where there is none.

    At most one letter in five minutes, and the page says the same whoever asks.
    """
    with transaction.atomic():
        check_open(programme.state, Work.APPLY)
        user = find_or_open([address])[address]
        if user.is_active:
            about = {"programme": str(programme.pk), "role": role}
            key = f"{programme.pk}{role}{int(at.timestamp()) // 300}"
            post("application.way_in", to=user, about=about, at=at, key=key)
        audit.record(WAY_IN_ASKED, by=None, task="visitor", on=user, at=at, programme=programme.pk)


def begin(
    programme: Programme, roles: Iterable[str], *, by: User, at: datetime
) -> list[Application]:
    """Begin an application for each role, or find the one that is under way.

    Who applies again goes on with what they wrote the last time.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        person = Person.objects.filter(pk=by.pk).first()
        if person is None:
            raise NotNow(_("Say who you are first."))
        wanted = [role for role in ROLES if role in set(roles)]
        for role in wanted:
            check_way(by, row, role, today=day_of(at))
        return [_found_or_begun(row, person, role, by=by, at=at) for role in wanted]


def check_way(viewer: Viewer, programme: Programme, role: str, *, today: date) -> None:
    """Refuse who cannot apply in a role. Who was invited can, as long as there is an answer."""
    stands = queries.taking_part_in(viewer, programme).get(role)
    if stands is ParticipationState.ACCEPTED:
        words = {
            "mentor": _("You take part as a mentor already."),
            "mentee": _("You take part as a mentee already."),
        }
        raise NotNow(words[role])
    if stands is not None:
        check_open(programme.state, Work.ANSWER)
        return
    way = next(w for w in queries.ways_in(viewer, programme, today=today) if w.role == role)
    if not way.open:
        raise NotNow(way.words)


def _found_or_begun(
    programme: Programme, person: Person, role: str, *, by: User, at: datetime
) -> Application:
    own = queries.own_applications(by, programme).filter(role=role)
    there = own.filter(state__in=queries.UNDER_WAY).first()
    if there:
        return there
    draft = _from_last_time(own.exclude(state=ApplicationState.WITHDRAWN.value).first(), by, at)
    made = Application(
        programme=programme, person=person, role=role, started_at=at, changed_at=at,
        came_to=ABOUT.key,
        agreed=draft.agreed, models_ranked=draft.ranked, places=draft.places,
    )  # fmt: skip
    seal(made, answers=json.dumps(draft.answers))
    made.save()
    audit.record(BEGUN, by=by, on=made, at=at, programme=programme.pk, detail={"role": role})
    return made


def _from_last_time(last: Application | None, by: User, at: datetime) -> Draft:
    if last is None:
        return Draft()
    known = queries.answers_of(by, last, at=at)
    return Draft(known.answers, ranked=known.ranked, places=known.places)  # promises anew
