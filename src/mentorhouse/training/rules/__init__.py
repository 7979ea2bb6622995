"""Judgements of the training room: courses, how far somebody is, and records from elsewhere."""
