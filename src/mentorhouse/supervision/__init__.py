"""Supervision of mentors, self-assessment, feedback on practice (R4.07–R4.09)."""
