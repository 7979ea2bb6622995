"""Every read that needs more than one room, viewer first."""

from mentorhouse.reporting.queries.checks import checklist_of, known_of
from mentorhouse.reporting.queries.risks import pairs_named, seen_in

__all__ = ["checklist_of", "known_of", "pairs_named", "seen_in"]
