"""The set-up in a line for each page, made from what the design holds, and the order of lists."""

from collections.abc import Callable, Mapping

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
    return "; ".join(one.rstrip(".") for one in told if one != NOTHING)


def _purpose(design: Design) -> str:
    return design.purpose or "Say what the programme is for."


def _confidentiality(design: Design) -> str:
    reads = design.confidentiality.coordinator_reads_content
    return f"{'Co-ordinators may read' if reads else 'Only the pair reads'} agreements and logs."


def _dates(design: Design) -> str:
    timing = design.timing
    months = f"{_count(timing.length_months, 'month')}" if timing.length_months else "No end"
    least = f", {timing.shortest_months} at least" if timing.shortest_months else ""
    first = _words(design, "timing.starts_on")
    return f"{months}{least}.{f' From {first}.' if first else ''}"


def _pilot(design: Design) -> str:
    if not design.pilot.is_pilot:
        return "This is no pilot."
    places = design.pilot.places
    return f"A pilot with {_count(places, 'place') if places else 'no limit'}."


def _mentors(design: Design) -> str:
    most = _count(design.mentors.largest_capacity, "mentee")
    return f"{_count(len(design.mentors.requirements), 'criterion', 'criteria')}; {most} at most."


def _mentees(design: Design) -> str:
    criteria = _count(len(design.mentees.requirements), "criterion", "criteria")
    return f"{criteria}. {_words(design, 'mentees.entry')}."


def _forms(design: Design) -> str:
    asked = design.application
    questions = len(asked.mentee_questions) + len(asked.mentor_questions)
    return f"{_count(questions, 'question')}, {_count(len(asked.commitments), 'promise')}."


def _training(design: Design) -> str:
    mentors, mentees = _words(design, "training.mentors"), _words(design, "training.mentees")
    return f"Mentors: {mentors.lower()}. Mentees: {mentees.lower()}."


def _matching(design: Design) -> str:
    rules = _count(len(design.matching.hard_rules), "rule")
    points = _count(
        len(design.matching.criteria), "thing that gives points", "things that give points"
    )
    return f"{_words(design, 'matching.ways')}. {rules}, {points}."


def _choosing(design: Design) -> str:
    chemistry = "Chemistry meetings" if design.matching.chemistry.used else "No chemistry meetings"
    return f"{_count(design.matching.shortlist.size, 'mentor')} on a shortlist. {chemistry}."


def _agreement(design: Design) -> str:
    agreement = design.agreement
    if not agreement.used:
        return "Pairs make no agreement."
    return f"{_count(len(agreement.clauses), 'clause')}."


def _preparation(design: Design) -> str:
    questions = _count(len(design.agreement.preparation), "question")
    return f"{questions}, {_count(len(design.agreement.ground_rules), 'ground rule')}."


def _meetings(design: Design) -> str:
    meetings = design.meetings
    return f"{meetings.length_minutes} minutes, {meetings.how_often}."


def _expenses(design: Design) -> str:
    claims = "Mentors can claim expenses." if design.expenses.claims else "No expenses."
    free = "Free of charge." if design.charge.free else "It costs something."
    return f"{claims if design.expenses.decided else 'Expenses are not decided.'} {free}"


def _records(design: Design) -> str:
    if design.records.keep == "until_evaluated":
        return "Until the evaluation is finished."
    return f"{_count(design.records.months, 'month')} after a partnership ends."


def _register(design: Design) -> str:
    months = design.mentor_register.renewal_months
    return f"Renewed every {_count(months, 'month')}." if months else "No end date."


def _listed(path: str, one: str, many: str = "") -> Callable[[Design], str]:
    def told(design: Design) -> str:
        held = get(plain(design), path)
        names = in_words(by_path()[path], held)
        return (
            f"{_count(len(held), one, many)}: {names}" if held else f"No {many or f'{one}s'} yet."
        )

    return told


def _said(*paths: str, empty: str = "Nothing written yet.") -> Callable[[Design], str]:
    return lambda design: _words(design, *paths) or empty


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
    "grades": _said("ladders", empty="No grades."),
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
    "phases": _listed("phases", "phase"),
    "recognition": lambda design: f"{_count(design.recognition.points_an_hour, 'point')} an hour.",
    "spaces": lambda design: _spaces(design) or "None.",
    "evaluation": _said("evaluation.purpose", "evaluation.methods"),
    "surveys": _listed("evaluation.surveys", "survey"),
    "indicators": _listed("evaluation.indicators", "indicator"),
    "co-ordination": _said("coordination.contact_name", empty="Nobody is named to ask yet."),
    "oversight": _said("governance.body", "governance.body_name"),
    "opening": lambda design: f"{_count(len(design.launch.points), 'point')} to reach first.",
    "messages": _listed("messages", "message"),
    "reminders": _listed("reminders", "reminder"),
    "money": _expenses,
    "records": _records,
}


def _spaces(design: Design) -> str:
    spaces = design.spaces
    found = (
        (spaces.phone_a_friend, "A confidential word"),
        (spaces.mentors_space, "a space for mentors"),
        (spaces.mentees_space, "a space for questions"),
        (spaces.suggestion_box, "a suggestion box"),
    )
    words = ", ".join(name for there, name in found if there)
    return words[:1].upper() + words[1:]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


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
