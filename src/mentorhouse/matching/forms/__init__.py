"""The shape of what people send to matching; forms never save."""

from mentorhouse.matching.forms.runs import NameFilter, PairFilter

__all__ = ["NameFilter", "PairFilter"]
