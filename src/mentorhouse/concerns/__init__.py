"""Concerns: what a mentor must pass on, reports and complaints, and advice without a name."""
