"""The privacy class of a field. Every model declares one for each of its fields.

    privacy: ClassVar[PrivacyClasses] = {"name": PrivacyClass.PERSONAL, ...}

A promise test fails on a field without a class; documents and retention read the same words.
"""

from collections.abc import Mapping
from enum import StrEnum


class PrivacyClass(StrEnum):
    """How private a field is, and so how it is kept."""

    OPERATIONAL = "operational"  # says nothing about a person
    PERSONAL = "personal"  # about a person; read by those in the policy
    CONFIDENTIAL = "confidential"  # what people write in trust: sealed
    SPECIAL = "special category"  # identity data, UK GDPR article 9: sealed, by consent
    SECRET = "secret"  # noqa: S105  # the name of a class of fields: keys, password hashes, tokens: never shown


PrivacyClasses = Mapping[str, PrivacyClass]
