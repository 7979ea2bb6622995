"""Meetings: proposing times, one calendar event, the log."""
