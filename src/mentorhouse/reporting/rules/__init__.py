"""Judgements of reporting: how well matches fit, and figures that give nobody away."""
