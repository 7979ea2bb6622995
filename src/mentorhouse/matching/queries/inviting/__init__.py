"""Every read of first talks.

`eligible` says who may talk with whom, `fit` why two would fit, `looking` what a mentee sees of a
mentor, `talks` what each sees of their own, `times` what a mentor offers, `ending` what the clock
looks for, `letters` what letters are about, `ratings` what a match run may use.
"""
