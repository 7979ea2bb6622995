"""Partnerships: the relationship of a mentor and a mentee, from the offer on."""
