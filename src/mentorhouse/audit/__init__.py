"""Who did what, when, to what: append-only and hash-chained. Never read by features.

MATCH_ACCEPTED = audit.Act("partnership.accepted", "accepted the match")
audit.record(MATCH_ACCEPTED, by=user, on=row, at=at, programme=row.programme_id)
"""

from mentorhouse.audit.acts import Act, Subject
from mentorhouse.audit.recording import record
from mentorhouse.audit.rules import NotForTheTrail, code_of

__all__ = ["Act", "NotForTheTrail", "Subject", "code_of", "record"]
