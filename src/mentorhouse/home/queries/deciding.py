"""Cards of the start page for what matching asks somebody to decide on."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.relations import Viewer
from mentorhouse.design import words
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries.drafts import drafts_that_wait
from mentorhouse.matching.queries.proposing import asked_of, proposals_to_decide
from mentorhouse.partnerships.queries import rematches_to_decide
from mentorhouse.programmes.models import Participation

COORDINATOR = mark("co-ordinator")
_DRAFTS = {
    MatchRun.Kind.COHORT: (mark("Look at the draft of the matches"), "matching:run"),
    MatchRun.Kind.SHORTLIST: (mark("Look at the shortlists"), "matching:shortlist_run"),
    MatchRun.Kind.SEVERAL: (mark("Look at the draft of groups"), "matching:several_run"),
}


@dataclass(frozen=True)
class Decision:
    """One card: in which programme and role, what to do, where, why, and with whom."""

    programme: str
    role: str
    words: str
    page: str
    args: tuple[Any, ...]
    why: str
    partner: str = ""


def to_decide(viewer: Viewer) -> list[Decision]:
    """Return what waits for the viewer: a mentor's proposal, rematches, proposed pairs, drafts."""
    return [*_asked(viewer), *_rematches(viewer), *_proposals(viewer), *_drafts(viewer)]


def _asked(viewer: Viewer) -> list[Decision]:
    return [
        Decision(
            row.programme.name, Participation.Role.MENTEE.value,
            _("A mentor would like to work with you"), "matching:proposal", (row.pk,),
            _("Say yes or no by %(day)s. Nobody asks why.")
            % {"day": words.short_day(row.answer_by)},
        )
        for row in asked_of(viewer)
    ]  # fmt: skip


def _rematches(viewer: Viewer) -> list[Decision]:
    return [
        Decision(
            row.name, COORDINATOR, _("Decide on a rematch"), "partnerships:rematches", (row.pk,),
            ngettext("One rematch is wanted.", "%(count)s rematches are wanted.", count)
            % {"count": count},
        )
        for row, count in rematches_to_decide(viewer)
    ]  # fmt: skip


def _proposals(viewer: Viewer) -> list[Decision]:
    return [
        Decision(
            row.name, COORDINATOR, _("Decide on pairs that mentors propose"),
            "matching:proposals_to_decide", (row.pk,),
            ngettext("One pair is proposed.", "%(count)s pairs are proposed.", count)
            % {"count": count},
        )
        for row, count in proposals_to_decide(viewer)
    ]  # fmt: skip


def _drafts(viewer: Viewer) -> list[Decision]:
    return [
        Decision(
            run.programme.name, COORDINATOR, say(_DRAFTS[MatchRun.Kind(run.kind)][0]),
            _DRAFTS[MatchRun.Kind(run.kind)][1], (run.programme_id, run.pk),
            _("A draft waits. Only co-ordinators see it until it is published."),
        )
        for run in drafts_that_wait(viewer)
    ]  # fmt: skip
