"""One line of the policy."""

from dataclasses import dataclass

from mentorhouse.access.policy.relations import Relation


@dataclass(frozen=True)
class Rule:
    """Who holds a capability, and the words for it in documents."""

    words: str
    may: frozenset[Relation]


def rule(words: str, *may: Relation) -> Rule:
    """Write a line of the policy."""
    return Rule(words, frozenset(may))
