"""What a spreadsheet of people must be like: which column holds what, and what is wrong in it.

Plain values in, people, problems and remarks out. The command line matches by the same rules.
"""

from mentorhouse.recruitment.rules.checking import CheckedRows, Limits, check_rows
from mentorhouse.recruitment.rules.fields import (
    IDENTITY_FIELDS,
    Columns,
    Field,
    fields_for,
    guess_columns,
    looks_like_identity,
)
from mentorhouse.recruitment.rules.people import Problem, SheetPerson
from mentorhouse.recruitment.rules.values import find_grade, fold_grade

__all__ = (
    "IDENTITY_FIELDS",
    "CheckedRows",
    "Columns",
    "Field",
    "Limits",
    "Problem",
    "SheetPerson",
    "check_rows",
    "fields_for",
    "find_grade",
    "fold_grade",
    "guess_columns",
    "looks_like_identity",
)
