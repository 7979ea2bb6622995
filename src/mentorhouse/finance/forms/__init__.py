"""The shape of what is typed about money; forms never save."""

from mentorhouse.finance.forms.budget import (
    EntryForm,
    LineForm,
    PaymentForm,
    PointForm,
    SourceForm,
    StrikeOutForm,
)
from mentorhouse.finance.forms.claims import (
    AnswerForm,
    ClaimFilter,
    ClaimForm,
    DecisionForm,
    PaidForm,
)

__all__ = [
    "AnswerForm",
    "ClaimFilter",
    "ClaimForm",
    "DecisionForm",
    "EntryForm",
    "LineForm",
    "PaidForm",
    "PaymentForm",
    "PointForm",
    "SourceForm",
    "StrikeOutForm",
]
