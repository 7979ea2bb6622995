"""Named contacts, concerns, and what is written about them."""

from mentorhouse.concerns.models.concerns import Concern, Contact, Note

__all__ = ["Concern", "Contact", "Note"]
