"""Judgements of this room, pure: money, the budget's figures, claims, the nine points."""
