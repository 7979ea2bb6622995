"""Who gets through to runs of groups and of the other shapes: whoever runs the programme."""

from django.utils import timezone

from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.starting import start_several
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design, plain
from tests.factories import make_mentee, make_mentor

RUNS = frozenset({"coordinator"})
ROWS = {
    "matching:several": RUNS,
    "matching:team": RUNS,
    "matching:several_run": RUNS,
    "matching:taken_out": RUNS,
    "matching:draft_group": RUNS,
    "matching:exchange": RUNS,
    "matching:several_changes": RUNS,
}


def parts(world):
    """A draft of a group, in a programme that has groups and teams."""
    programme, at = world.programme, timezone.now()
    programme.refresh_from_db()
    data = plain(programme.design)
    data["models"] += [
        {"kind": "group", "most_mentees": 4, "most_mentors": 1},
        {"kind": "team", "most_mentees": 9, "most_mentors": 2},
    ]
    change_design(programme, parse_design(data), by=world.coordinator, at=at)
    more = [make_mentor(programme), *(make_mentee(programme) for _ in range(2))]
    run = start_several(programme, Shape.GROUP, by=world.coordinator, at=at)
    carry_out(run.pk, at=at)
    group = run.groups.first()
    for part in more:  # other rooms' rows count on the people of the world alone
        part.state = "declined"
        part.save(update_fields=["state"])
    return {
        "matching:several_run": {"run_id": run.pk},
        "matching:several_changes": {"run_id": run.pk},
        "matching:taken_out": {"run_id": run.pk, "group_id": group.pk},
        "matching:draft_group": {"run_id": run.pk, "group_id": group.pk},
        "matching:exchange": {
            "run_id": run.pk,
            "group_id": group.pk,
            "place_id": group.places.first().pk,
        },
    }
