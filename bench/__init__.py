"""Measurements: `make bench` prints one JSON object a line; ratios come from one run."""
