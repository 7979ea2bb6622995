"""Actions of this room."""
