"""Match runs and what they draft, shortlists, and the first talks of mentees with mentors."""

from mentorhouse.matching.models.inviting import Invitation, OfferedTime, Rating, TalkTime, Way
from mentorhouse.matching.models.overrides import Override
from mentorhouse.matching.models.proposing import Proposal
from mentorhouse.matching.models.runs import DraftPair, MatchRun, Unmatched, Wish
from mentorhouse.matching.models.several import DraftGroup, DraftPlace
from mentorhouse.matching.models.shortlists import Shortlist, ShortlistPlace
from mentorhouse.matching.models.tallies import Nearest, Tally

__all__ = [
    "DraftGroup",
    "DraftPair",
    "DraftPlace",
    "Invitation",
    "MatchRun",
    "Nearest",
    "OfferedTime",
    "Override",
    "Proposal",
    "Rating",
    "Shortlist",
    "ShortlistPlace",
    "TalkTime",
    "Tally",
    "Unmatched",
    "Way",
    "Wish",
]
