"""Every read of the register. What other rooms ask is here: `not_ready` and `findable`."""

from mentorhouse.register.queries.standing import (
    entry_of,
    findable,
    not_ready,
    standing_of,
    standings_of,
)

__all__ = ["entry_of", "findable", "not_ready", "standing_of", "standings_of"]
