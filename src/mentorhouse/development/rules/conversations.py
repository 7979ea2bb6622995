"""Guided conversations: GROW, OSKAR and the stance towards a change, in our own words. Pure."""

from mentorhouse.development.rules.sheets import OPENING, Answers, Box, Kind, Part
from mentorhouse.languages.saying import mark

_ANSWER = mark("Your thoughts. Choose the questions that help you, and leave the rest.")

GROW = Kind(
    "grow",
    mark("GROW: from a goal to the next step"),
    mark(
        "A conversation in four steps: goal, reality, options and way forward. You keep the "
        "answers."
    ),
    (
        OPENING,
        Part(
            "goal",
            mark("Goal"),
            mark("What do you want?"),
            (Box("goal", mark("Your goal"), hint=_ANSWER, required=True),),
            (
                mark("What would make this conversation worth your time?"),
                mark("What do you want in a year or two, beyond today?"),
                mark("Why does it matter to you?"),
                mark("If only one thing could come true, which?"),
                mark("What will you see and hear when you are there?"),
                mark("By when do you want to be there?"),
                mark("How much of it lies in your own hands?"),
                mark("Which smaller goals lie on the way?"),
            ),
        ),
        Part(
            "reality",
            mark("Reality"),
            mark("How do things stand today?"),
            (Box("reality", mark("Where you are now"), hint=_ANSWER, required=True),),
            (
                mark("Where are you now, between nothing done and all done?"),
                mark("What have you gained so far?"),
                mark("What do you have that helps: time, people, knowledge?"),
                mark("What do you still lack?"),
                mark("What stands in your way?"),
                mark("Which limits do you set yourself?"),
                mark("What has kept you from moving until today?"),
                mark("Who else is touched by it, and how do they see it?"),
                mark("What have you tried, and what came of it?"),
            ),
        ),
        Part(
            "options",
            mark("Options"),
            mark("What could you do? Collect first, and judge later."),
            (Box("options", mark("What you could do"), hint=_ANSWER, required=True),),
            (
                mark("What could be a next step, however small?"),
                mark("What would the most inventive person you know do?"),
                mark("What happens if nobody does anything?"),
                mark("Who does this well, and how do they do it?"),
                mark("What from another part of your life could you use here?"),
            ),
        ),
        Part(
            "way",
            mark("Way forward"),
            mark("What will you do?"),
            (
                Box("way", mark("What you will do"), hint=_ANSWER, required=True),
                Box(
                    "commitment",
                    mark("How sure are you that you will do it?"),
                    "scale",
                    mark("1 means not at all. 10 means nothing will stop me."),
                    required=True,
                    lowest=1,
                    highest=10,
                ),
                Box(
                    "raise",
                    mark("What would raise it?"),
                    hint=mark(
                        "Needed if your number is under 7. What would make it one or two higher?"
                    ),
                ),
            ),
            (
                mark("Which of your options draws you most?"),
                mark("How does it bring you closer to your goal?"),
                mark("What exactly comes first, and what after that?"),
                mark("On which day does each step go into your plan?"),
                mark("What could get in between?"),
                mark("How do you get past it, and who can help?"),
            ),
        ),
    ),
)

OSKAR = Kind(
    "oskar",
    mark("OSKAR: building on what works"),
    mark(
        "Outcome, scaling, know-how, affirm and action, review. You see on a line how far you "
        "have come."
    ),
    (
        OPENING,
        Part(
            "outcome",
            mark("Outcome"),
            mark("What do you want to be different?"),
            (
                Box(
                    "outcome",
                    mark("What you want"),
                    hint=mark("How will others notice that you are there?"),
                    required=True,
                ),
            ),
        ),
        Part(
            "scaling",
            mark("Scaling"),
            mark(
                "Place yourself on a line. 0 is the worst it has been, 10 is the outcome you want."
            ),
            (
                Box(
                    "now",
                    mark("Where are you now?"),
                    "scale",
                    "",
                    required=True,
                    lowest=0,
                    highest=10,
                ),
                Box(
                    "next",
                    mark("Where would the next step take you?"),
                    "scale",
                    "",
                    required=True,
                    lowest=0,
                    highest=10,
                ),
                Box("why_not_lower", mark("What has brought you up to where you are?")),
            ),
        ),
        Part(
            "know_how",
            mark("Know-how and resources"),
            mark("What helps you already?"),
            (
                Box(
                    "know_how",
                    mark("What you know and can do"),
                    hint=mark("When did it go a little better? What was different then?"),
                ),
                Box("resources", mark("Who and what can help you")),
            ),
        ),
        Part(
            "affirm",
            mark("Affirm and action"),
            mark("Say what goes well, then choose small steps."),
            (
                Box(
                    "affirm",
                    mark("What goes well already"),
                    hint=mark("What does your mentor value in how you went about it?"),
                ),
                Box("way", mark("What you do next"), required=True),
            ),
        ),
        Part(
            "review",
            mark("Review"),
            mark("Come back to this part after some time."),
            (
                Box("better", mark("What is better now?")),
                Box("learnt", mark("What did you do that made it better?")),
                Box("onward", mark("What will you change next?")),
            ),
        ),
    ),
    compares=True,
)

REASONS = (
    ("loss", mark("I lose something that I value")),
    ("unknown", mark("I do not know what comes")),
    ("surprise", mark("It came without warning")),
    ("control", mark("I had no say in it")),
    ("trust", mark("I do not trust those who want it")),
    ("why", mark("I do not see what it is for")),
    ("skill", mark("I fear that I cannot do what is new")),
    ("work", mark("It means more work for me")),
    ("before", mark("The last change went badly")),
    ("tired", mark("There has been too much change already")),
    ("face", mark("It looks as if what I did was wrong")),
    ("bonds", mark("It takes me away from people I like to work with")),
    ("better", mark("I believe that there is a better way")),
)
HELPS = (
    mark("Listen first. Let the mentee say what is lost, and do not argue it away."),
    mark("Sort together what is fixed, what is open and what is rumour."),
    mark("Look for the part that the mentee can shape, and begin there."),
    mark("Remind the mentee of changes that they have come through, and of what helped."),
    mark("Agree on one small step, and ask about it next time."),
)
_FEELS = (
    ("--", mark("Very much against it")),
    ("-", mark("Rather against it")),
    ("+", mark("Rather for it")),
    ("++", mark("Very much for it")),
)
_DOES = (
    ("--", mark("I keep right out of it")),
    ("-", mark("I mostly wait and see")),
    ("+", mark("I do something about it")),
    ("++", mark("I put a lot into it")),
)
STANCES = {
    ("+", "+"): (
        mark("For it, and active"),
        mark(
            "Help the mentee to choose where to put their strength, to bring others along and not "
            "to burn out."
        ),
    ),
    ("+", "-"): (
        mark("For it, and waiting"),
        mark(
            "Ask what would be a first step of their own, and what holds them back. Offer to "
            "stand by when they take it."
        ),
    ),
    ("-", "+"): (
        mark("Against it, and active"),
        mark(
            "Take the reasons seriously. Look together for what the mentee wants to protect, and "
            "for a way to say so that is heard."
        ),
    ),
    ("-", "-"): (
        mark("Against it, and waiting"),
        mark(
            "Be patient and keep the contact. Ask how they are before you ask what they do. Look "
            "for one thing that they can still decide."
        ),
    ),
}
CHANGE = Kind(
    "change",
    mark("Where I stand towards a change"),
    mark("Place yourself on two scales, and see what may help from there."),
    (
        Part(
            "stance",
            mark("Your stance"),
            mark("There is no right answer, and it can change from week to week."),
            (
                Box("topic", mark("Which change?"), "line", "", required=True),
                Box(
                    "feels",
                    mark("What do you feel about it?"),
                    "choice",
                    "",
                    required=True,
                    choices=_FEELS,
                ),
                Box(
                    "does",
                    mark("What do you do about it?"),
                    "choice",
                    "",
                    required=True,
                    choices=_DOES,
                ),
                Box(
                    "reasons",
                    mark("If you hold back: what is behind it?"),
                    "several",
                    mark("Choose all that fit, or none."),
                    choices=REASONS,
                ),
                Box("thoughts", mark("Your thoughts")),
            ),
        ),
    ),
)


def stance_of(answers: Answers) -> tuple[str, str] | None:
    """Return the name of a stance, and what may help from there (R8.13)."""
    feels, does = answers.get("feels"), answers.get("does")
    return STANCES[feels[0], does[0]] if feels and does else None
