"""The shape of what is typed in this room."""
