"""Who may in development: what somebody works on is theirs and their partner's (R6.13, R8)."""

from collections.abc import Mapping

from mentorhouse.access.policy.capabilities import Capability
from mentorhouse.access.policy.rule import Rule

DEVELOPMENT: Mapping[Capability, Rule] = {}
