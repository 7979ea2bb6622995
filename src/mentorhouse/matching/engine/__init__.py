"""The matching engine: the best total fit under rules that are never broken, with its proof.

Plain values in, plain values out; NumPy always, SciPy, rustworkx and compiled loops only where they
are needed, no Django. Whoever calls it needs `people` and `rules` to state the problem, `solve` to
run it (or `shortlist`, `pool`, `groups`, `twos`, `teams`), `reasons`, `whatif` and `sensitivity` to
explain it and `certificate` to check it again without trusting the solver.
"""
