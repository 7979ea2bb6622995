"""Talent: nominations, development opportunities, placements."""
