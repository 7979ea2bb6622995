"""Handbook: documents made from a programme’s settings: policy, manual, guides, public page."""
