"""Every read of the books, viewer first."""

from mentorhouse.handbook.queries.books import book_of, changed_at, public_page_of
from mentorhouse.handbook.queries.evidence import proofs_of

__all__ = ["book_of", "changed_at", "proofs_of", "public_page_of"]
