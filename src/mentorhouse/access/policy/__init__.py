"""The access policy: one table, capability → relations (spec 7, design 6).

An information-governance lead can read this page and sign it. It says *who*;
*when* is the business of each room's `states`, *what* of its `forms`.
Rights belong to a relationship with one row, never to the sum of a person's roles.
"""

from collections.abc import Mapping

from mentorhouse.access.policy.capabilities import Capability
from mentorhouse.access.policy.concerns import CONCERNS
from mentorhouse.access.policy.development import DEVELOPMENT
from mentorhouse.access.policy.joining import JOINING
from mentorhouse.access.policy.mentoring import MENTORING
from mentorhouse.access.policy.relations import Relation
from mentorhouse.access.policy.rule import Rule
from mentorhouse.access.policy.running import RUNNING

__all__ = ["POLICY", "POLICY_VERSION", "Capability", "Relation", "Rule", "permits"]

POLICY_VERSION = 1
POLICY: Mapping[Capability, Rule] = {**JOINING, **MENTORING, **CONCERNS, **DEVELOPMENT, **RUNNING}


def permits(capability: Capability, relations: frozenset[Relation]) -> bool:
    """Whether any of a viewer's relations to one row carries the capability."""
    return bool(POLICY[capability].may & relations)
