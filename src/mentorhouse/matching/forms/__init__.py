"""The shape of what people send to matching; forms never save."""

from mentorhouse.matching.forms.by_hand import ReasonForm, TrialForm, TwoFilter
from mentorhouse.matching.forms.runs import NameFilter, PairFilter
from mentorhouse.matching.forms.several import TeamForm
from mentorhouse.matching.forms.shortlists import ListFilter, WaitingFilter

__all__ = [
    "ListFilter",
    "NameFilter",
    "PairFilter",
    "ReasonForm",
    "TeamForm",
    "TrialForm",
    "TwoFilter",
    "WaitingFilter",
]
