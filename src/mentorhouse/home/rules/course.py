"""The agenda of a talk about the course: what to go through, in this order (R10.11)."""

from typing import Final

from mentorhouse.languages.saying import mark

AGENDA: Final = (
    mark("Begin with what goes well. Each says one thing."),
    mark("What each of you would like to be different. One speaks, the other only asks."),
    mark("Read your agreement, beside this. What still fits, and what does not?"),
    mark("Are you working on the right things, at the right pace?"),
    mark("How much challenge, and how much support, would help now?"),
    mark("Choose one or two things to try, and who does what."),
    mark("Say when you look at it again. If it does not help, you can ask the programme."),
)
