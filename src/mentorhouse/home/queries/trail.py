"""The audit trail as an auditor reads it: who did what and when, never what anybody wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, Viewer, require
from mentorhouse.accounts.models import User
from mentorhouse.audit.acts import known_acts
from mentorhouse.audit.models import AuditEntry
from mentorhouse.languages.saying import say


@dataclass(frozen=True)
class Line:
    """One entry in words."""

    sequence: int
    at: datetime
    who: str
    did: str
    what: str


def trail(viewer: Viewer) -> QuerySet[AuditEntry]:
    """Return the trail, newest first, for those who may read it. Raises `NotVisible`."""
    require(viewer, Capability.READ_AUDIT_TRAIL, HOUSE)
    return AuditEntry.objects.order_by("-sequence")


def in_words(entries: Sequence[AuditEntry]) -> list[Line]:
    """Put entries into words; accounts that are gone keep their identifier."""
    acts = known_acts()
    accounts = User.objects.filter(pk__in={entry.actor for entry in entries if entry.actor})
    addresses = {str(pk): email for pk, email in accounts.values_list("pk", "email")}
    return [
        Line(
            entry.sequence,
            entry.at,
            addresses.get(entry.actor, entry.actor) or say("the machine ({task})", task=entry.task),
            acts[entry.act].words if entry.act in acts else entry.act,
            f"{entry.subject_kind} {entry.subject_id}".strip(),
        )
        for entry in entries
    ]
