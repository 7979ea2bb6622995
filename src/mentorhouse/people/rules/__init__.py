"""Judgements about profiles, words and files on plain values."""

from mentorhouse.people.rules.files import (
    FILE_TYPES,
    MOST_BYTES,
    UnusableFile,
    file_name,
    type_of,
)
from mentorhouse.people.rules.private import (
    HELPS,
    WAYS,
    Needs,
    known_helps,
    may_be_recorded_by_others,
)
from mentorhouse.people.rules.profile import OWN_FIELDS, Changes, Profile, changes_from
from mentorhouse.people.rules.vocabulary import (
    LONGEST_WORD,
    MOST_WORDS,
    Entry,
    Vocabulary,
    distinct,
    fold,
    listed,
)

__all__ = [
    "FILE_TYPES",
    "HELPS",
    "LONGEST_WORD",
    "MOST_BYTES",
    "MOST_WORDS",
    "OWN_FIELDS",
    "WAYS",
    "Changes",
    "Entry",
    "Needs",
    "Profile",
    "UnusableFile",
    "Vocabulary",
    "changes_from",
    "distinct",
    "file_name",
    "fold",
    "known_helps",
    "listed",
    "may_be_recorded_by_others",
    "type_of",
]
