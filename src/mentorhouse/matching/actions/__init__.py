"""Every write of matching.

Starting a run (`starting`), carrying it out (`carrying`), what a co-ordinator lays down (`wishes`),
and publishing (`publishing`).
"""
