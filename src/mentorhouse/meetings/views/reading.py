"""What a page needs to show a log, wherever it stands."""

from datetime import datetime
from typing import Any

from mentorhouse.access.doors import SignedInRequest
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.forms import log_boxes
from mentorhouse.meetings.models import Meeting, MeetingLog
from mentorhouse.partnerships.relations import conditional_readers


def log_context(
    request: SignedInRequest, row: Meeting, log: MeetingLog, *, at: datetime
) -> dict[str, Any]:
    """Open a log for its reader, with the words on who else can read it and who confirms it."""
    holding = conditional_readers(row.partnership)
    asked = row.partnership.programme.design.meetings.log.confirmed
    return {
        "log": log,
        "texts": queries.read_log(request.user, log, at=at),
        "boxes": log_boxes(),
        "several": queries.is_several(row.partnership),
        "turns": queries.turns_in(row),
        "readers": who_can_read(Capability.READ_MEETING_LOG, holding=holding),
        "confirmed_by_other": asked,
        "may_confirm": asked
        and rules.may_confirm(written_by=log.written_by_id, viewer=request.user.pk),
    }
