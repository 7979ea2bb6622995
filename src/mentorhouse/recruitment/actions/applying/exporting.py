"""The trace of applications that leave the house as a file."""

from datetime import datetime

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.programmes.models import Programme

EXPORTED = audit.Act("programme.applications_exported", "exported applications with their answers")


def note_export(programme: Programme, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that applications left the house."""
    require(by, Capability.SEE_APPLICATIONS, programme)
    detail = {"count": count}
    audit.record(EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail)
