"""When the books of a programme are open."""

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.programmes.states import ProgrammeState


def check_open(state: str) -> None:
    """Raise `NotNow` where the programme is in the archive: then its books stay as they are."""
    if state == ProgrammeState.ARCHIVED:
        raise NotNow(
            say(
                "This programme is in the archive, so its books stay as they are. "
                "If that is wrong, take it out of the archive first."
            )
        )
