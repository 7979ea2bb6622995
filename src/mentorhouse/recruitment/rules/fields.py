"""What a column may hold, and the words by which its heading is recognised."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from mentorhouse.languages.saying import mark


class Field(StrEnum):
    """What a column holds. The values are those of the programme's design where it has them."""

    EMAIL = "email"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    JOB_TITLE = "job_title"
    GRADE = "grade"
    ORGANISATION = "organisation"
    PROFESSION = "profession"
    TEAM = "team"
    LOCATION = "location"
    WORK_ROLE = "work_role"
    LANGUAGES = "languages"
    SKILLS = "skills"
    EXPERIENCE = "experience"
    DEVELOPING = "developing"
    INTERESTS = "interests"
    MEETING_PLACES = "meeting_places"
    AVAILABILITY = "availability"
    BIOGRAPHY = "biography"
    CAPACITY = "capacity"
    BOTH_ROLES = "both_roles"
    CHARACTERISTICS = "characteristics"
    WANTS_SIMILAR = "wants_similar"
    IDENTITY_TO_MATCH = "identity_to_match"


F = Field
# Position of a column → what it holds; None: left out. A column that is not in it is undecided.
Columns = Mapping[int, Field | None]

IDENTITY_FIELDS = frozenset({F.CHARACTERISTICS, F.WANTS_SIMILAR, F.IDENTITY_TO_MATCH})

LABELS: Mapping[Field, str] = {
    F.EMAIL: mark("E-mail address"),
    F.FIRST_NAME: mark("First name"),
    F.LAST_NAME: mark("Last name"),
    F.FULL_NAME: mark("Full name"),
    F.JOB_TITLE: mark("Job title"),
    F.GRADE: mark("Grade"),
    F.ORGANISATION: mark("Organisation"),
    F.PROFESSION: mark("Profession"),
    F.TEAM: mark("Team"),
    F.LOCATION: mark("Location"),
    F.WORK_ROLE: mark("What they do"),
    F.LANGUAGES: mark("Languages"),
    F.SKILLS: mark("Skills they offer"),
    F.EXPERIENCE: mark("Experience"),
    F.DEVELOPING: mark("What they want to develop"),
    F.INTERESTS: mark("Interests"),
    F.MEETING_PLACES: mark("Places where they can meet"),
    F.AVAILABILITY: mark("When they have time"),
    F.BIOGRAPHY: mark("Biography"),
    F.CAPACITY: mark("How many mentees"),
    F.BOTH_ROLES: mark("Both mentor and mentee"),
    F.CHARACTERISTICS: mark("What they say about their identity"),
    F.WANTS_SIMILAR: mark("Whether they would like a partner of similar identity"),
    F.IDENTITY_TO_MATCH: mark("The identity they would like a partner to share"),
}

WORDS: Mapping[Field, tuple[str, ...]] = {
    F.EMAIL: ("email", "email address", "e mail", "e mail address", "mail", "work email",
              "work email address", "civil service email address", "nhs email"),
    F.FIRST_NAME: ("first name", "given name", "forename", "firstname", "first names",
                   "preferred name"),
    F.LAST_NAME: ("last name", "family name", "surname", "lastname", "second name"),
    F.FULL_NAME: ("name", "full name", "mentor name", "mentee name"),
    F.JOB_TITLE: ("job title", "role", "job", "position", "post", "job title or role",
                  "current role"),
    F.GRADE: ("grade", "level", "band", "pay band", "current grade"),
    F.ORGANISATION: ("organisation", "organization", "department", "department or agency",
                     "employer", "trust", "agency", "company"),
    F.PROFESSION: ("profession", "professional group", "occupation", "staff group"),
    F.TEAM: ("team", "work team", "unit", "directorate", "service"),
    F.LOCATION: ("location", "place", "town", "city", "work location", "office", "base"),
    F.WORK_ROLE: ("what you do", "what they do", "role description", "remit"),
    F.LANGUAGES: ("languages", "languages spoken", "language"),
    F.SKILLS: ("skills", "skills offered", "expertise", "areas of expertise", "can help with"),
    F.EXPERIENCE: ("experience", "professional experience", "work experience"),
    F.DEVELOPING: ("development areas", "areas to develop", "areas for development",
                   "development needs", "wants to develop", "want to develop"),
    F.INTERESTS: ("interests", "areas of interest"),
    F.MEETING_PLACES: ("places to meet", "meeting places", "where to meet"),
    F.AVAILABILITY: ("availability", "available", "times"),
    F.BIOGRAPHY: ("biography", "bio", "about me", "about", "about you", "profile", "summary"),
    F.CAPACITY: ("capacity", "how many mentees", "number of mentees", "places", "mentees",
                 "maximum number of mentees", "max mentees"),
    F.BOTH_ROLES: ("both mentor and mentee", "both", "mentor and mentee"),
    F.CHARACTERISTICS: ("characteristics", "identity", "identities", "protected characteristics"),
    F.WANTS_SIMILAR: ("match with similar identity", "similar identity", "match identity",
                      "wants similar identity"),
    F.IDENTITY_TO_MATCH: ("identity to match", "identity wanted", "preferred identity"),
}  # fmt: skip

# Says something only where no clearer heading does: lists of ours name mentor or mentee by it.
VAGUE = frozenset({"role"})
ONLY_MENTORS = frozenset({F.CAPACITY, F.SKILLS, F.EXPERIENCE, F.MEETING_PLACES, F.AVAILABILITY})
# What a cell holds several of, with commas between them.
LISTS = frozenset({F.LANGUAGES, F.SKILLS, F.DEVELOPING, F.INTERESTS})
SPECIAL = re.compile(
    r"identit|characteristic|ethnic|\brace\b|\bracial|disab|sexual|orientation|gender|\bsex\b|"
    r"religio|\bfaith|\bbelief|\btrans\b|lgbt|pregnan|\bunion\b|political|\bhealth condition"
)
YOUR = re.compile(r"^(your|my|the|their) ")


def fields_for(role: str) -> tuple[Field, ...]:
    """Return what a column of one list may hold (role is “mentor” or “mentee”)."""
    return tuple(field for field in Field if role == "mentor" or field not in ONLY_MENTORS)


def fold_heading(heading: str) -> str:
    """Return a heading as it is compared: words only, in lower case."""
    words = " ".join(re.sub(r"[\W_]+", " ", heading).casefold().split())
    return YOUR.sub("", words)


def field_of(heading: str, role: str) -> Field | None:
    """Return what a heading means in the list of one role, if it is known."""
    folded = fold_heading(heading)
    return next((field for field in fields_for(role) if folded in WORDS[field]), None)


def looks_like_identity(heading: str) -> bool:
    """Whether a heading speaks of special-category data, known to us or not (R1.07)."""
    return bool(SPECIAL.search(fold_heading(heading)))


def guess_columns(headers: Sequence[str], role: str) -> dict[int, Field | None]:
    """Return what each column holds, by its heading; None where nothing fits: it is left out.

    Where two headings mean the same, neither is in the answer: a person must choose.
    """
    guessed = {place: field_of(heading, role) for place, heading in enumerate(headers)}
    vague = {place for place, heading in enumerate(headers) if fold_heading(heading) in VAGUE}
    clear = {field for place, field in guessed.items() if place not in vague}
    guessed |= {place: None for place in vague if guessed[place] in clear}
    named = [field for field in guessed.values() if field]
    return {
        place: field for place, field in guessed.items() if field is None or named.count(field) == 1
    }


def position_of(columns: Columns) -> dict[Field, int]:
    """Return the column of each field; of two columns for one field the first."""
    found: dict[Field, int] = {}
    for place, field in sorted(columns.items()):
        if field is not None:
            found.setdefault(field, place)
    return found


def identity_places(headers: Sequence[str], columns: Columns, role: str) -> frozenset[int]:
    """Return the columns that hold identity, brought or left out, however they were mapped."""
    by_heading = {
        place
        for place, heading in enumerate(headers)
        if field_of(heading, role) in IDENTITY_FIELDS or looks_like_identity(heading)
    }
    return frozenset(by_heading | {p for p, field in columns.items() if field in IDENTITY_FIELDS})


def fingerprint(headers: Sequence[str]) -> str:
    """Return what tells one set of headings from another without holding them."""
    folded = json.dumps([fold_heading(heading) for heading in headers])
    return hashlib.sha256(folded.encode()).hexdigest()
