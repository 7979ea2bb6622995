"""Who gets through to shortlists, the waiting list, trials and any two people."""

from django.utils import timezone

from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design, plain

RUNS = frozenset({"coordinator"})
OF_LISTS = (
    "shortlist_run", "spread", "shortlist_nobody", "shortlist", "change_shortlist",
)  # fmt: skip
ROWS = {
    **{f"matching:{name}": RUNS for name in OF_LISTS},
    "matching:shortlists": RUNS,
    "matching:waiting": RUNS,
    "matching:export_waiting": RUNS,
    "matching:check": RUNS,
    "matching:missing": RUNS,
    "matching:waiting_mine": frozenset({"mentee"}),
    "matching:trial": RUNS,
    "matching:take_trial": RUNS,
    "matching:hangs": RUNS,
    "matching:two": RUNS,
    "matching:pair_up": RUNS,
    "matching:why_two": RUNS,
    "matching:swap": RUNS,
    "matching:withdraw": RUNS,
    "matching:send": RUNS,
}


def parts(world):
    """A draft of shortlists, in a programme that offers them too."""
    programme, at = world.programme, timezone.now()
    programme.refresh_from_db()
    data = plain(programme.design)
    data["matching"]["ways"] = [*{*data["matching"]["ways"], "cohort", "shortlist"}]
    change_design(programme, parse_design(data), by=world.coordinator, at=at)
    run = start(programme, MatchRun.Kind.SHORTLIST, by=world.coordinator, at=at)
    carry_out(run.pk, at=at)
    ours = {"run_id": run.pk, "deed": "in"}
    return {f"matching:{name}": ours for name in OF_LISTS} | {
        "matching:missing": {"column": "grade"}
    }
