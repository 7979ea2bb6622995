"""Reads of policies: keeping them, what is asked of one person, and who has accepted."""
