"""Guidance: a library of short texts by step, role and phase, as each programme shapes it."""
