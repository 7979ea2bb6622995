"""What large runs repeat millions of times, in loops that a compiler turns into machine code.

Nothing here is imported by a small run, so that it starts without the compiler. The code is
ordinary Python: without a compiler it gives the same answers, only later.
"""
