"""Ways of the start page to what becomes of matches: proposals, endings, rematches."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.design import words
from mentorhouse.home.queries.way import Here, Way
from mentorhouse.matching.queries.proposing import asked_of, proposals_to_decide
from mentorhouse.matching.rules.proposing import proposes
from mentorhouse.partnerships.queries import ended_of, rematches_to_decide
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.reporting.queries.fit import asked_of as fit_asked_of

MOST_ENDED = 5  # on the start page


def endings(here: Here) -> list[Way]:
    """Lead to partnerships that have ended, and co-ordinators to rematches that are wanted."""
    return (
        [
            Way(
                _("How well does your match fit?"),
                one.partnership.programme.name,
                "reporting:fit",
                (one.partnership.pk,),
                _("three short questions"),
            )
            for one in fit_asked_of(here.viewer)
        ]
        + [
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
        + [
            Way(
                _("A rematch is wanted"),
                row.name,
                "partnerships:rematches",
                (row.pk,),
                ngettext("one to decide on", "%(count)s to decide on", count) % {"count": count},
            )
            for row, count in rematches_to_decide(here.viewer)
        ]
    )


def proposals(here: Here) -> list[Way]:
    """Lead mentors to propose a pair, mentees to answer one, co-ordinators to decide on some."""
    return (
        [
            Way(
                _("A mentor would like to work with you"),
                row.programme.name,
                "matching:proposal",
                (row.pk,),
                _("answer by %(day)s") % {"day": words.short_day(row.answer_by)},
            )
            for row in asked_of(here.viewer)
        ]
        + [
            Way(_("Propose a pair"), part.programme.name, "matching:propose", (part.pk,))
            for part in here.parts
            if part.role == Participation.Role.MENTOR
            and part.state == ParticipationState.ACCEPTED
            and proposes(part.programme.design)
        ]
        + [
            Way(
                _("Pairs that mentors propose"),
                row.name,
                "matching:proposals_to_decide",
                (row.pk,),
                ngettext("one to decide on", "%(count)s to decide on", count) % {"count": count},
            )
            for row, count in proposals_to_decide(here.viewer)
        ]
    )
