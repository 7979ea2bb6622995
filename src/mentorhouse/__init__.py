"""Mentorhouse: software for running mentoring programmes."""
