"""What becomes of the partnerships of somebody who leaves: nobody is left hanging (R10.10)."""

from collections.abc import Mapping

from mentorhouse.languages.saying import mark
from mentorhouse.partnerships.states import Ending

CHANGED_MEANWHILE = mark(
    "Their partnerships have changed while you were deciding, so nothing was saved. "
    "Look at them again, and choose for each."
)
CHOOSE = mark("Choose what happens to each partnership")
CHOICES: Mapping[Ending, str] = {
    Ending.REMATCH: mark("End it, and look for another match for those who stay"),
    Ending.LEFT: mark("End it; those who stay have what they came for, or would rather wait"),
}
HINTS: Mapping[Ending, str] = {
    Ending.REMATCH: mark("They hear that you look, and are part of the next matching."),
    Ending.LEFT: mark("They hear whom to ask, and can ask for another match themselves."),
}
