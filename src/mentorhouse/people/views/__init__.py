"""Pages about oneself, the card of a mentor, and the vocabulary."""
