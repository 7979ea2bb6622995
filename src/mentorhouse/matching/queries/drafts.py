"""Drafts that wait for somebody who runs programmes, for their start page."""

from mentorhouse.access.relations import Viewer
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries.runs import way_is_on
from mentorhouse.matching.states import RunState
from mentorhouse.programmes.queries import programmes_of
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import ProgrammeState, Work


def drafts_that_wait(viewer: Viewer) -> list[MatchRun]:
    """Return the drafts that the viewer may publish.

    Pairs of a programme whose next deed is matching are left out: its own card leads there.
    """
    rows = MatchRun.objects.filter(
        programme__in=programmes_of(viewer), state=RunState.DRAFT.value, is_trial=False
    ).select_related("programme")
    return [
        run
        for run in rows.order_by("programme__name", "kind", "pk")
        if way_is_on(run.programme, run.kind)
        and not refusal(run.programme.state, Work.MATCH)
        and (run.kind, run.programme.state)
        != (MatchRun.Kind.COHORT.value, ProgrammeState.MATCHING.value)
    ]
