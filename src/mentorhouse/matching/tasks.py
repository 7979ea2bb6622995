"""Work of matching that takes long or comes by the clock, done by the worker."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from mentorhouse.matching.actions import inviting, proposing
from mentorhouse.matching.actions.carrying import carry_out, tidy
from mentorhouse.matching.actions.offering import tend
from mentorhouse.matching.actions.publishing import send_due
from mentorhouse.matching.actions.tallying import count_all
from mentorhouse.notifications import clockwork
from mentorhouse.notifications.clock import one_by_one


@task()
def match(run_id: str) -> None:
    """Make the draft of a run; safe to repeat."""
    carry_out(UUID(run_id), at=timezone.now())


@clockwork("matching.tidy", "*/15 * * * *")
def end_runs_left_lying(at: datetime) -> None:
    """End runs that no worker could carry out."""
    tidy(at=at)


@clockwork("matching.send_held", "* * * * *")
def send_what_was_held(at: datetime) -> None:
    """Send the letters of published drafts that nobody withdrew in time."""
    send_due(at=at)


@clockwork("matching.tallies", "2-59/10 * * * *")
def count_large_programmes(at: datetime) -> None:
    """Count what the pages of large programmes say of everybody."""
    count_all(at=at)


@clockwork("matching.tend_shortlists", "20 * * * *")
def look_after_shortlists(at: datetime) -> None:
    """Remind those who have not chosen, and end lists whose time is over."""
    tend(at=at)


@clockwork("matching.first_talks", "*/10 * * * *")
def look_after_first_talks(at: datetime) -> None:
    """Remind who has yet to answer; end what nobody answered and what cannot go on (R5.20)."""
    deeds = (inviting.let_go, inviting.end_overdue, inviting.remind)
    one_by_one(lambda deed: bool(deed(at=at)), deeds)


@clockwork("matching.forget_talks", "40 3 * * *")
def forget_first_talks(at: datetime) -> None:
    """Destroy what was written for first talks that are over."""
    inviting.forget(at=at)


@clockwork("matching.proposals", "25 * * * *")
def end_proposals(at: datetime) -> None:
    """End pairs that mentors proposed and that came to nothing in time."""
    proposing.end_run_out(at=at)
