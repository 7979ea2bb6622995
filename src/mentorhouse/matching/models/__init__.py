"""Match runs and what they draft, and the first talks of mentees with mentors."""

from mentorhouse.matching.models.runs import DraftPair, MatchRun, Unmatched, Wish

__all__ = ["DraftPair", "MatchRun", "Unmatched", "Wish"]
