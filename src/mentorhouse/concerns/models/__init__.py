"""Named contacts, concerns, and openings in an emergency."""

from mentorhouse.concerns.models.concerns import Concern, Contact, Note
from mentorhouse.concerns.models.openings import Look, Opening

__all__ = ["Concern", "Contact", "Look", "Note", "Opening"]
