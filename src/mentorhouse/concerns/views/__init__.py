"""Pages of this room: one query or one action each."""
