"""Where mentees search the register themselves (R5.01)."""

from mentorhouse.programmes.design import Design
from mentorhouse.programmes.states import ProgrammeState

OPEN = (
    ProgrammeState.RECRUITING.value,
    ProgrammeState.MATCHING.value,
    ProgrammeState.RUNNING.value,
)


def is_searched(design: Design, state: str) -> bool:
    """Whether the programme lets mentees look for mentors, and is under way."""
    return "self_service" in design.matching.ways and state in OPEN
