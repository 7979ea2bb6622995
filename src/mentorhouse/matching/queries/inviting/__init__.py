"""Every read of first talks.

`eligible` says who may talk with whom, `fit` why two would fit, `talks` what each sees of their
own, `times` what a mentor offers, `ending` what the clock looks for, `letters` what letters are
about, `ratings` what a match run may use.
"""

from mentorhouse.matching.queries.inviting.ratings import ratings_for_run

__all__ = ["ratings_for_run"]
