"""Modules, events and completions from elsewhere (R4.04–R4.06, R4.12, R4.14)."""
