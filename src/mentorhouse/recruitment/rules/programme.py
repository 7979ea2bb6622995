"""What a programme says to a sheet: its ladder of grades, and who is in its other list."""

from collections.abc import Container, Sequence
from dataclasses import replace

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design, PersonField
from mentorhouse.recruitment.rules.checking import CheckedRows
from mentorhouse.recruitment.rules.fields import Columns, Field, position_of
from mentorhouse.recruitment.rules.people import Problem, Weight
from mentorhouse.recruitment.sheets import Table

MISSING = {
    "mentor": (
        mark("They want to be a mentor too, and are not among the mentors of this programme."),
        mark("Nothing to do if the list of mentors comes next."),
    ),
    "mentee": (
        mark("They want to be a mentee too, and are not among the mentees of this programme."),
        mark("Nothing to do if the list of mentees comes next."),
    ),
}
TOLD = {
    "mentor": mark(
        "Both mentor and mentee, and not among the mentors of this programme: {count}. Nothing to "
        "do if the list of mentors comes next."
    ),
    "mentee": mark(
        "Both mentor and mentee, and not among the mentees of this programme: {count}. Nothing to "
        "do if the list of mentees comes next."
    ),
}


def ladder_of(design: Design) -> Sequence[str]:
    """Return the ladder on which the programme's rules and criteria place grades."""
    for part in [*design.matching.hard_rules, *design.matching.criteria]:
        ladder = getattr(part, "ladder", None)
        if ladder is not None and getattr(part, "field", None) is PersonField.GRADE:
            return design.ladders[ladder]
    return next(iter(design.ladders.values()), [])


def with_missing(
    checked: CheckedRows, table: Table, columns: Columns, *, other: str, there: Container[str]
) -> CheckedRows:
    """Note who says to be both mentor and mentee while the other list does not hold them."""
    column = table.headers[position_of(columns)[Field.BOTH_ROLES]]
    why, remedy = (say(text) for text in MISSING[other])
    missing = [
        Problem(table.sheet, person.row, column, "yes", why, remedy, Weight.NOTE)
        for person in checked.people
        if person.both_roles and person.email not in there
    ]
    if not missing:
        return checked
    told = say(TOLD[other], count=f"{len(missing):,}")
    return replace(checked, problems=[*checked.problems, *missing], notes=[*checked.notes, told])
