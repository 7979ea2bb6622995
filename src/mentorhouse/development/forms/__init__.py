"""The shapes of what is typed here."""
