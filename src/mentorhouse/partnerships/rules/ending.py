"""How a partnership ends and where a rematch is wanted: no blame, and no reason (R5.13, R10.05)."""

from collections.abc import Mapping

from mentorhouse.languages.saying import mark
from mentorhouse.partnerships.states import Ending, RematchAnswer
from mentorhouse.programmes.design import Design

NOT_RUNNING = mark("This partnership does not run, so there is nothing to end.")
NO_WISH = mark("No rematch is wanted here any more, so nothing was changed.")

# What somebody may choose who ends a partnership themselves.
CHOICES: Mapping[Ending, str] = {
    Ending.DONE: mark("We have done what we set out to do"),
    Ending.TIME: mark("Time or circumstances have changed"),
    Ending.FIT: mark("It was not the right match"),
    Ending.UNSAID: mark("I would rather not say"),
}
# What a co-ordinator reads.
ENDINGS: Mapping[Ending, str] = {
    Ending.DONE: mark("Done what they set out to do"),
    Ending.TIME: mark("Time or circumstances have changed"),
    Ending.FIT: mark("Not the right match"),
    Ending.UNSAID: mark("Not said"),
    Ending.REMATCH: mark("Rematch"),
    Ending.PLANNED: mark("Came to its planned end"),
    Ending.LEFT: mark("Somebody left the programme"),
    Ending.CHANGED: mark("Goes on in another shape"),
}
ANSWERS: Mapping[RematchAnswer, str] = {
    RematchAnswer.LOOK: mark("End it, and let both look anew"),
    RematchAnswer.TALK: mark("Talk with both first"),
    RematchAnswer.NOT_NOW: mark("Not now"),
}
AFTER_THE_END: Mapping[RematchAnswer, str] = {
    RematchAnswer.LOOK: mark("Look for another match"),
    RematchAnswer.TALK: mark("Talk with both first"),
    RematchAnswer.NOT_NOW: mark("Not now"),
}


def has_rematch(design: Design) -> bool:
    """Whether one of a pair may ask for another partner."""
    return design.matching.rematch != "none"


def coordinator_decides(design: Design) -> bool:
    """Whether the co-ordinator decides on it; else the person who asks does."""
    return design.matching.rematch == "coordinator"


def asks_at_the_end(design: Design) -> bool:
    """Whether the programme asks mentors or mentees how it was, when a partnership has ended."""
    people = {"mentor", "mentee", "both"}
    return any(
        survey.at in {"end", "after_end"} and survey.asks in people
        for survey in design.evaluation.surveys
    )


# After these ends the same people may go on with a new agreement (R10.07).
WELL_ENDED = frozenset({Ending.DONE, Ending.PLANNED, Ending.TIME})
