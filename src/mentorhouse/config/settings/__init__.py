"""Settings: `base` holds what is always true; `demo`, `production` and `test` the rest.

`MENTORHOUSE_MODE` chooses one; without it the command line assumes production, the strict one.
"""
