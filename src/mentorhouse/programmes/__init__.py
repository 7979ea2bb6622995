"""Programmes: what a co-ordinator designs and runs, and who takes part in it."""
