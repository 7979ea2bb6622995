"""Judgements about profiles, words and files on plain values."""

from mentorhouse.people.rules.files import (
    FILE_TYPES,
    MOST_BYTES,
    Said,
    UnusableFile,
    Upload,
    file_name,
    type_of,
)
from mentorhouse.people.rules.pauses import return_problem
from mentorhouse.people.rules.private import (
    HELPS,
    WAYS,
    Needs,
    known_helps,
    may_be_recorded_by_others,
)
from mentorhouse.people.rules.profile import (
    OWN_FIELDS,
    ChangedSince,
    Changes,
    Profile,
    ToldOf,
    changes_from,
)
from mentorhouse.people.rules.starter import STARTERS
from mentorhouse.people.rules.text import (
    TextProblem,
    as_line,
    hidden_character,
    name_missing,
    text_problem,
)
from mentorhouse.people.rules.vocabulary import (
    LONGEST_WORD,
    MOST_WORDS,
    Entry,
    Vocabulary,
    distinct,
    fold,
    listed,
    too_long,
)

__all__ = [
    "FILE_TYPES",
    "HELPS",
    "LONGEST_WORD",
    "MOST_BYTES",
    "MOST_WORDS",
    "OWN_FIELDS",
    "STARTERS",
    "WAYS",
    "ChangedSince",
    "Changes",
    "Entry",
    "Needs",
    "Profile",
    "Said",
    "TextProblem",
    "ToldOf",
    "UnusableFile",
    "Upload",
    "Vocabulary",
    "as_line",
    "changes_from",
    "distinct",
    "file_name",
    "fold",
    "hidden_character",
    "known_helps",
    "listed",
    "may_be_recorded_by_others",
    "name_missing",
    "return_problem",
    "text_problem",
    "too_long",
    "type_of",
]
