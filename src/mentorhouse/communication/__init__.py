"""Spaces in which people of a programme help one another (R4.11)."""
