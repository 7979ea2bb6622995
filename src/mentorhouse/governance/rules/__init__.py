"""Judgements of this room on plain values: the plan, needs, rhythm."""
