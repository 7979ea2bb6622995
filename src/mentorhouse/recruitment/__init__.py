"""Recruitment: bringing people in, so far from a spreadsheet."""
