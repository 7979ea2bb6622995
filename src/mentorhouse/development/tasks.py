"""What the clock does about private notes."""

from datetime import datetime

from mentorhouse.development.actions.notes import forget_notebooks
from mentorhouse.notifications import clockwork


@clockwork("development.forget", "50 3 * * *")
def forget_private_notes(at: datetime) -> None:
    """Delete private notes where the time to keep what a pair wrote is over."""
    forget_notebooks(at=at)
