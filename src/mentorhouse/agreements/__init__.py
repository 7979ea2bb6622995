"""Agreements: what a pair agrees and signs."""
