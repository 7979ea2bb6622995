"""Guidance: the library of short texts by step, role and phase, and what a programme makes of it."""
