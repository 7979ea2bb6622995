"""Twenty-four capabilities, each explained by what one can observe (R8.06, R8.18)."""

from mentorhouse.development.rules.sheets import Box, Kind, Part
from mentorhouse.languages.saying import mark

_MEANS = mark("1: I am at the start. 5: others learn it from me.")
# Of each capability: its key, its name, and practices that one can observe.
Capability = tuple[str, str, tuple[str, ...]]
PERSONAL: tuple[Capability, ...] = (
    (
        "autonomy",
        mark("Professional autonomy"),
        (
            mark("Decides within the own role and can say why"),
            mark("Asks for advice and still owns the decision"),
        ),
    ),
    (
        "lifelong",
        mark("Lifelong learning"),
        (
            mark("Names something new that was learnt this month"),
            mark("Looks for feedback before it is due"),
            mark("Tries a new way and looks back on it"),
        ),
    ),
    (
        "flexibility",
        mark("Flexibility"),
        (
            mark("Changes a plan when the facts change"),
            mark("Works well with different kinds of people"),
        ),
    ),
    (
        "confidence",
        mark("Confidence"),
        (
            mark("Speaks up in a room of more senior people"),
            mark("Takes on a task that has not been done before"),
        ),
    ),
    (
        "resilience",
        mark("Resilience"),
        (
            mark("Gets back to work within reason after a setback"),
            mark("Asks for help before strength runs out"),
        ),
    ),
    (
        "self_assessment",
        mark("Accurate self-assessment"),
        (
            mark("Names own strengths and gaps with examples"),
            mark("Own view of a piece of work is close to that of others"),
        ),
    ),
    (
        "impact",
        mark("Awareness of impact"),
        (
            mark("Notices how words and tone are taken"),
            mark("Puts things right when somebody was hurt"),
        ),
    ),
    (
        "context",
        mark("Awareness of the wider context"),
        (
            mark("Explains how the own work serves the whole service"),
            mark("Thinks of those outside the team who are touched"),
        ),
    ),
    (
        "empowering",
        mark("Empowering people"),
        (
            mark("Hands over real tasks with the power to decide"),
            mark("Lets others find their own answer"),
        ),
    ),
    (
        "partnership",
        mark("Working in partnership"),
        (
            mark("Agrees shared aims with other teams"),
            mark("Shares credit and information freely"),
        ),
    ),
    (
        "leadership",
        mark("Leadership"),
        (
            mark("Gives a direction that others can repeat"),
            mark("Does first what is asked of others"),
            mark("Deals with poor practice fairly and soon"),
        ),
    ),
    (
        "empathy",
        mark("Empathy"),
        (
            mark("Sums up how another person feels, and they agree"),
            mark("Takes time for somebody who has a hard day"),
        ),
    ),
    (
        "conflict",
        mark("Dealing with conflict"),
        (
            mark("Speaks about a disagreement early and calmly"),
            mark("Finds what both sides need"),
        ),
    ),
)
ORGANISATIONAL: tuple[Capability, ...] = (
    (
        "planning",
        mark("Planning"),
        (
            mark("Breaks work into steps with dates"),
            mark("Plans for what could go wrong"),
        ),
    ),
    (
        "recording",
        mark("Recording"),
        (
            mark("Notes are short, dated and found again"),
            mark("Writes down a decision on the same day"),
        ),
    ),
    (
        "structuring",
        mark("Structuring sessions"),
        (
            mark("Begins with an agenda and ends with next steps"),
            mark("Keeps the thread without cutting people off"),
        ),
    ),
    (
        "time",
        mark("Time management"),
        (
            mark("Arrives prepared and on time"),
            mark("Says in good time when something will be late"),
        ),
    ),
    (
        "scheduling",
        mark("Scheduling"),
        (
            mark("Sets dates ahead and keeps them"),
            mark("Finds another date at once when one falls away"),
        ),
    ),
    (
        "evaluating",
        mark("Evaluating"),
        (
            mark("Asks what worked, with evidence"),
            mark("Changes something because of what was found"),
        ),
    ),
    (
        "reports",
        mark("Report writing"),
        (
            mark("Puts the main point first"),
            mark("Readers know what is asked of them"),
        ),
    ),
    (
        "boundaries",
        mark("Maintaining boundaries"),
        (
            mark("Says no in a friendly way"),
            mark("Keeps what was told in confidence"),
        ),
    ),
    (
        "action_planning",
        mark("Action planning and goals"),
        (
            mark("Goals say what, how well and by when"),
            mark("Looks at the plan again and brings it up to date"),
        ),
    ),
    (
        "prioritising",
        mark("Prioritising"),
        (
            mark("Does what matters before what shouts"),
            mark("Can say what will not be done"),
        ),
    ),
    (
        "facilitating",
        mark("Facilitating"),
        (
            mark("Everybody in the room gets a turn"),
            mark("Sums up so that the group can decide"),
        ),
    ),
)


def _boxes(rows: tuple[Capability, ...]) -> tuple[Box, ...]:
    return tuple(Box(key, name, "scale") for key, name, _ in rows)


PRACTICES = {key: practices for key, _, practices in PERSONAL + ORGANISATIONAL}
STAGES = (
    ("start", mark("At the start")),
    ("middle", mark("In the middle")),
    ("end", mark("At the end")),
)
CAPABILITIES = Kind(
    "capabilities",
    mark("My capabilities"),
    mark("See for yourself where you stand, at the start, in the middle and at the end."),
    (
        Part(
            "stage",
            mark("When is this?"),
            mark("You can work through it three times and compare."),
            (
                Box(
                    "stage",
                    mark("Where in the partnership are you?"),
                    "choice",
                    "",
                    required=True,
                    choices=STAGES,
                ),
            ),
        ),
        Part("personal", mark("Personal capabilities"), _MEANS, _boxes(PERSONAL)),
        Part("organisational", mark("Organisational capabilities"), _MEANS, _boxes(ORGANISATIONAL)),
    ),
    compares=True,
)
