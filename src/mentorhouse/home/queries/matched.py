"""Ways of the start page to what becomes of matches: proposals and endings."""

from django.utils.translation import gettext as _

from mentorhouse.design import words
from mentorhouse.home.queries.way import Here, Way
from mentorhouse.matching.rules.proposing import proposes
from mentorhouse.partnerships.queries import ended_of
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.reporting.queries.fit import asked_of as fit_asked_of

MOST_ENDED = 5  # on the start page


def endings(here: Here) -> list[Way]:
    """Lead to partnerships that have ended, and ask how well a match fits."""
    return [
        Way(
            _("How well does your match fit?"),
            one.partnership.programme.name,
            "reporting:fit",
            (one.partnership.pk,),
            _("three short questions"),
        )
        for one in fit_asked_of(here.viewer)
    ] + [
        Way(
            _("Your partnership that has ended"),
            row.programme.name,
            "partnerships:ending",
            (row.pk,),
            words.short_day(row.ended_at),
        )
        for row in ended_of(here.viewer)[:MOST_ENDED]
        if row.ended_at is not None
    ]


def proposals(here: Here) -> list[Way]:
    """Lead mentors to propose a pair."""
    return [
        Way(_("Propose a pair"), part.programme.name, "matching:propose", (part.pk,))
        for part in here.parts
        if part.role == Participation.Role.MENTOR
        and part.state == ParticipationState.ACCEPTED
        and proposes(part.programme.design)
    ]
