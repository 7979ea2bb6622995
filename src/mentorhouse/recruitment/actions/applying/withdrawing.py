"""Withdrawing an application: its answers are gone for ever."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import after
from mentorhouse.accounts.models import User
from mentorhouse.recruitment.models import Application, SharedAnswers
from mentorhouse.recruitment.states import APPLICATION, ApplicationMove, ApplicationState
from mentorhouse.vault.actions import destroy_key

WITHDRAWN = audit.Act("application.withdrawn", "withdrew an application; its answers were deleted")


def withdraw(application: Application, *, by: User, at: datetime) -> Application:
    """Withdraw one's own application. What was written goes with its key. Twice is as once."""
    with transaction.atomic():
        rows = Application.objects.select_for_update(no_key=True)
        row = rows.get(pk=application.pk)
        require(by, Capability.WRITE_APPLICATION, row)
        if row.state == ApplicationState.WITHDRAWN:
            return row
        refusal = _("This application is decided already. You can still say no to taking part.")
        state = ApplicationState(row.state)
        row.state = after(APPLICATION, state, ApplicationMove.WITHDRAW, refusal=refusal).value
        row.answers = row.decision_words = None
        row.agreed, row.models_ranked, row.places = [], [], None
        row.decision, row.changed_at = "", at
        row.save()
        SharedAnswers.objects.filter(application=row).delete()
        destroy_key(row.sealed_for(), by=by, at=at, programme=row.programme_id)
        audit.record(WITHDRAWN, by=by, on=row, at=at, programme=row.programme_id)
    return row
