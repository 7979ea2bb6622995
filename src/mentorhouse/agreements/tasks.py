"""What the clock does about agreements."""

from datetime import datetime

from mentorhouse.agreements.actions.joining import tell_of_others
from mentorhouse.agreements.actions.looking import open_due
from mentorhouse.agreements.actions.preparing import keep_up
from mentorhouse.agreements.actions.reminding import remind_to_sign
from mentorhouse.agreements.actions.three_way import follow_up
from mentorhouse.notifications import clockwork


@clockwork("agreements.three_way", "*/10 * * * *")
def follow_up_three_way(at: datetime) -> None:
    """Remind line managers, and tell mentees where no answer came."""
    follow_up(at=at)


@clockwork("agreements.preparing", "*/10 * * * *")
def keep_up_preparing(at: datetime) -> None:
    """Delete what was prepared where the pair does not go on."""
    keep_up(at=at)


@clockwork("agreements.to_sign", "10 7 * * *")
def remind_of_signing(at: datetime) -> None:
    """Remind those who have not signed, and tell where somebody joined or left."""
    remind_to_sign(at=at)
    tell_of_others(at=at)


@clockwork("agreements.look", "15 7 * * *")
def look_again(at: datetime) -> None:
    """Ask pairs to look at their agreement again on the day that is set."""
    open_due(at=at)
