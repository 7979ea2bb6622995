"""Judgements of this room on plain values: the plan, figures that name nobody, needs, rhythm."""
