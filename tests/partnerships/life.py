"""A running pair, and the short words with which tests of its life speak."""

from datetime import timedelta

from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions.beginning import plan_days
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_partnership,
    make_programme,
    user_of,
)

DAY = timedelta(days=1)


class Pair:
    """A pair of a programme with these settings of timing, records or phases."""

    def __init__(self, **changes):
        general = complete_design().model_dump(mode="json")
        changes = {name: general[name] | change for name, change in changes.items()}
        programme = make_programme(design=complete_design(**changes), state=ProgrammeState.RUNNING)
        self.programme, self.row = programme, make_partnership(programme)
        plan_days(self.row, at=AT)
        self.row.save()
        self.mentor, self.mentee = (user_of(self.row, role) for role in ("mentor", "mentee"))
        self.coordinator = coordinator_of(programme)

    def seen_by(self, user):
        return partnership_for(user, self.row.pk)

    def now(self):
        self.row.refresh_from_db()
        return self.row


def letters(kind):
    """To whom letters of a kind were posted."""
    return sorted(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))
