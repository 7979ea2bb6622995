"""The set-up in a line for each page, made from what the design holds, and the order of lists."""

from collections.abc import Callable, Mapping

from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.programmes.design import Design, plain
from mentorhouse.programmes.design.telling import NOTHING, in_words
from mentorhouse.programmes.design.walk import by_path, get


def in_short(design: Design) -> dict[str, str]:
    """Say in a line what each page of the set-up holds."""
    return {key: start_of(told(design)) for key, told in _SHORT.items()}


def _words(design: Design, *paths: str) -> str:
    """Return what some settings hold, in words, leaving out what is empty."""
    data, known = plain(design), by_path()
    told = (in_words(known[path], get(data, path)) for path in paths)
    return "; ".join(one.rstrip(".") for one in told if one != say(NOTHING))


def _purpose(design: Design) -> str:
    return design.purpose or say("Say what the programme is for.")


def _confidentiality(design: Design) -> str:
    reads = design.confidentiality.coordinator_reads_content
    if reads:
        return say("Co-ordinators may read agreements and logs.")
    return say("Only the pair reads agreements and logs.")


def _dates(design: Design) -> str:
    timing = design.timing
    told = [
        say_many("{count} month.", "{count} months.", timing.length_months)
        if timing.length_months
        else say("No end.")
    ]
    if timing.shortest_months:
        told.append(
            say_many("{count} month at least.", "{count} months at least.", timing.shortest_months)
        )
    if first := _words(design, "timing.starts_on"):
        told.append(say("From {first}.", first=first))
    return " ".join(told)


def _pilot(design: Design) -> str:
    if not design.pilot.is_pilot:
        return say("This is no pilot.")
    places = design.pilot.places
    if not places:
        return say("A pilot with no limit.")
    return say_many("A pilot with {count} place.", "A pilot with {count} places.", places)


def _mentors(design: Design) -> str:
    most = say_many("{count} mentee", "{count} mentees", design.mentors.largest_capacity)
    return say(
        "{requirements}; {most} at most.",
        requirements=say_many(
            "{count} criterion", "{count} criteria", len(design.mentors.requirements)
        ),
        most=most,
    )


def _mentees(design: Design) -> str:
    criteria = say_many("{count} criterion", "{count} criteria", len(design.mentees.requirements))
    return f"{criteria}. {_words(design, 'mentees.entry')}."


def _forms(design: Design) -> str:
    asked = design.application
    questions = len(asked.mentee_questions) + len(asked.mentor_questions)
    asks = say_many("{count} question", "{count} questions", questions)
    promises = say_many("{count} promise", "{count} promises", len(asked.commitments))
    return f"{asks}, {promises}."


def _training(design: Design) -> str:
    mentors, mentees = _words(design, "training.mentors"), _words(design, "training.mentees")
    return say(
        "Mentors: {mentors}. Mentees: {mentees}.", mentors=mentors.lower(), mentees=mentees.lower()
    )


def _matching(design: Design) -> str:
    rules = say_many("{count} rule", "{count} rules", len(design.matching.hard_rules))
    points = say_many(
        "{count} thing that gives points",
        "{count} things that give points",
        len(design.matching.criteria),
    )
    return f"{_words(design, 'matching.ways')}. {rules}, {points}."


def _choosing(design: Design) -> str:
    chemistry = (
        say("Chemistry meetings")
        if design.matching.chemistry.used
        else say("No chemistry meetings")
    )
    return say(
        "{size} on a shortlist. {chemistry}.",
        size=say_many("{count} mentor", "{count} mentors", design.matching.shortlist.size),
        chemistry=chemistry,
    )


def _agreement(design: Design) -> str:
    agreement = design.agreement
    if not agreement.used:
        return say("Pairs make no agreement.")
    return say_many("{count} clause.", "{count} clauses.", len(agreement.clauses))


def _preparation(design: Design) -> str:
    questions = say_many("{count} question", "{count} questions", len(design.agreement.preparation))
    ground = design.agreement.ground_rules
    rules = say_many("{count} ground rule", "{count} ground rules", len(ground))
    return f"{questions}, {rules}."


def _meetings(design: Design) -> str:
    meetings = design.meetings
    return say(
        "{length_minutes} minutes, {how_often}.",
        length_minutes=meetings.length_minutes,
        how_often=meetings.how_often,
    )


def _expenses(design: Design) -> str:
    claims = say("Mentors can claim expenses.") if design.expenses.claims else say("No expenses.")
    free = say("Free of charge.") if design.charge.free else say("It costs something.")
    undecided = say("Expenses are not decided.")
    return f"{claims if design.expenses.decided else undecided} {free}"


def _records(design: Design) -> str:
    if design.records.keep == "until_evaluated":
        return say("Until the evaluation is finished.")
    return say(
        "{months} after a partnership ends.",
        months=say_many("{count} month", "{count} months", design.records.months),
    )


def _register(design: Design) -> str:
    months = design.mentor_register.renewal_months
    return (
        say("Renewed every {months}.", months=say_many("{count} month", "{count} months", months))
        if months
        else say("No end date.")
    )


def _listed(path: str) -> Callable[[Design], str]:
    def told(design: Design) -> str:
        held = get(plain(design), path)
        names = in_words(by_path()[path], held)
        return f"{len(held)}: {names}" if held else say("None yet.")

    return told


def _said(*paths: str, empty: str = mark("Nothing written yet.")) -> Callable[[Design], str]:
    return lambda design: _words(design, *paths) or say(empty)


_SHORT: Mapping[str, Callable[[Design], str]] = {
    "purpose": _purpose,
    "confidentiality": _confidentiality,
    "dates": _dates,
    "pilot": _pilot,
    "shapes": _said("models"),
    "public": _said("public.headline", "public.how_to_apply"),
    "mentors": _mentors,
    "mentees": _mentees,
    "support": _said("mentees.endorsement.kind"),
    "grades": _said("ladders", empty=mark("No grades.")),
    "forms": _forms,
    "training": _training,
    "supervision": _said("supervision.kind"),
    "register": _register,
    "matching": _matching,
    "choosing": _choosing,
    "agreement": _agreement,
    "preparation": _preparation,
    "meetings": _meetings,
    "ways": _said("meetings.ways"),
    "phases": _listed("phases"),
    "recognition": lambda design: say(
        "{points_an_hour} an hour.",
        points_an_hour=say_many(
            "{count} point", "{count} points", design.recognition.points_an_hour
        ),
    ),
    "spaces": lambda design: _spaces(design) or say("None."),
    "evaluation": _said("evaluation.purpose", "evaluation.methods"),
    "surveys": _listed("evaluation.surveys"),
    "indicators": _listed("evaluation.indicators"),
    "co-ordination": _said("coordination.contact_name", empty=mark("Nobody is named to ask yet.")),
    "oversight": _said("governance.body", "governance.body_name"),
    "opening": lambda design: say(
        "{points} to reach first.",
        points=say_many("{count} point", "{count} points", len(design.launch.points)),
    ),
    "messages": _listed("messages"),
    "reminders": _listed("reminders"),
    "money": _expenses,
    "records": _records,
}


def _spaces(design: Design) -> str:
    spaces = design.spaces
    found = (
        (spaces.phone_a_friend, say("A confidential word")),
        (spaces.mentors_space, say("a space for mentors")),
        (spaces.mentees_space, say("a space for questions")),
        (spaces.suggestion_box, say("a suggestion box")),
    )
    words = ", ".join(name for there, name in found if there)
    return words[:1].upper() + words[1:]


def start_of(text: str, most: int = 120) -> str:
    """Return the beginning of a text, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def moved(handles: list[str], handle: str, deed: str) -> list[str]:
    """Return the entries of a list in their new order: one moved up or down, or removed."""
    if handle not in handles:
        return handles
    place = handles.index(handle)
    rest = [one for one in handles if one != handle]
    if deed == "remove":
        return rest
    step = {"up": -1, "down": 1}[deed]
    rest.insert(min(max(place + step, 0), len(rest)), handle)
    return rest
