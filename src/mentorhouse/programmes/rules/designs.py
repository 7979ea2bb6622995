"""What a copy of a programme begins with, and which lessons stand beside its settings."""

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design import Design, parse_design, plain
from mentorhouse.programmes.states import ProgrammeState


def for_another_run(design: Design, name: str) -> Design:
    """Return the design for a new run: what belongs to one run's calendar begins empty (R2.23).

    A pilot's limit falls away in the programme that expands it.
    """
    data = plain(design)
    data["name"] = name
    data["timing"] |= {"starts_on": None, "ends_on": None}
    data["aims"] |= {"review_on": None, "review_outcome": ""}
    data["evaluation"]["report_on"] = None
    data["coordination"]["manual_review_on"] = None
    data["public"]["apply_by"] = None
    data["matching"]["next_run"] = None
    data["pilot"] = {"is_pilot": False, "places": None}
    return parse_design(data)


def pilot_problem(design: Design, *, taken: int) -> str:
    """Say why no more mentees can agree to take part; "" where there is room (R2.23)."""
    places = design.pilot.places
    if places is None or taken < places:
        return ""
    return say(
        "This programme has places for {places} mentees, and all are taken. Please "
        "write to a co-ordinator, so that they think of you when one becomes free.",
        places=places,
    )


def small_number_problem(now: Design, wanted: Design, state: str) -> str:
    """Say why the smallest group cannot be lowered, if it cannot: people trusted it."""
    least = now.evaluation.small_number
    if state == ProgrammeState.DRAFT or wanted.evaluation.small_number >= least:
        return ""
    return say(
        "The smallest group that a figure is shown for is {least}. People answer trusting that, "
        "so it can be raised now but no longer lowered. Enter {least} or more.",
        least=least,
    )


def parts() -> dict[str, str]:
    """Return the parts of a design that a lesson can be about, with their titles."""
    left_out = {"format", "name", "documents", "translations"}
    return {
        name: str(field.title)
        for name, field in Design.model_fields.items()
        if name not in left_out
    }
