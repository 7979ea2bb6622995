"""How somebody learns, what they did to learn, and what counts for their CPD. Pure."""

from mentorhouse.development.rules.sheets import Box, Kind, Part
from mentorhouse.languages.saying import mark

_HOW = mark("1: hardly ever true of me. 5: nearly always true.")
WAYS = {
    mark("By doing"): ("try", "hands"),
    mark("By watching"): ("watch", "example"),
    mark("By thinking it through"): ("alone", "reason"),
    mark("By talking"): ("talk", "ask"),
}
ADULTS = (
    mark("Grown people learn best what they need soon, so start from a real task."),
    mark("They bring a great deal with them. Ask what is known before you explain."),
    mark("They want to decide themselves. Offer a choice of ways."),
    mark("Learning stays when it is used within days, looked at afterwards and used again."),
    mark("Nobody learns well in fear. A mistake that can be told is a lesson."),
)
STYLE = Kind(
    "style",
    mark("How I learn"),
    mark(
        "Eight short statements and three questions. A reflection, not a test: most people "
        "learn in several ways."
    ),
    (
        Part(
            "ways",
            mark("How true is it of you?"),
            _HOW,
            (
                Box("try", mark("I learn a thing by trying it at once."), "scale"),
                Box("watch", mark("I like to see somebody do it first."), "scale"),
                Box("alone", mark("I need quiet time to think about what was new."), "scale"),
                Box("talk", mark("I understand a thing when I explain it to someone."), "scale"),
                Box("hands", mark("I would rather have a real task than a course."), "scale"),
                Box("example", mark("I collect good examples and go back to them."), "scale"),
                Box("reason", mark("I want to know why before I begin."), "scale"),
                Box("ask", mark("I ask many questions while I learn."), "scale"),
            ),
        ),
        Part(
            "wishes",
            mark("What helps you"),
            mark("Think of something that you learnt well."),
            (
                Box("helped", mark("What helped you to learn it?")),
                Box("hindered", mark("What gets in your way when you learn?")),
                Box("wish", mark("What would you like your partner to do, or not to do?")),
            ),
        ),
    ),
)
ACTIVITY = Kind(
    "activity",
    mark("Learning between meetings"),
    mark(
        "Reading, shadowing, a course, a visit or somebody you met: what you did and what you "
        "took from it."
    ),
    (
        Part(
            "activity",
            mark("What you did"),
            mark("You can come back and add your reflection later."),
            (
                Box("topic", mark("What was it?"), "line", "", required=True),
                Box(
                    "what",
                    mark("Which kind?"),
                    "choice",
                    "",
                    required=True,
                    choices=(
                        ("reading", mark("Reading")),
                        ("shadowing", mark("Shadowing")),
                        ("course", mark("Course")),
                        ("visit", mark("Visit to another service")),
                        ("contact", mark("Contact in a network")),
                        ("project", mark("Project")),
                    ),
                ),
                Box("on", mark("When?"), "day", mark("For example 27 3 2027"), required=True),
                Box(
                    "reflection",
                    mark("What did you take from it?"),
                    hint=mark("What will you do differently?"),
                ),
            ),
        ),
    ),
)
CPD = Kind(
    "cpd",
    mark("My own CPD entry"),
    mark(
        "Something beside the meetings that counts for your continuing professional "
        "development. Only you read it."
    ),
    (
        Part(
            "entry",
            mark("What counts"),
            mark("Meetings are counted by themselves. Add here what else you did."),
            (
                Box("topic", mark("What was it?"), "line", "", required=True),
                Box("on", mark("When?"), "day", mark("For example 27 3 2027"), required=True),
                Box(
                    "minutes",
                    mark("How many minutes?"),
                    "minutes",
                    mark("For example 90"),
                    required=True,
                    lowest=1,
                    highest=6000,
                ),
                Box(
                    "reflection",
                    mark("Reflection"),
                    hint=mark("What did you learn, and how do you use it?"),
                ),
            ),
        ),
    ),
    shareable=False,
)
