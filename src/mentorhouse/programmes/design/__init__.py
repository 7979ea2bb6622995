"""A programme's design as data: one strict model, read from and written to YAML (design 8).

Errors name the path, the value and the remedy. Nothing else in the house knows which template
a design came from.
"""

from mentorhouse.programmes.design.agreement import Clause
from mentorhouse.programmes.design.matching import (
    Criterion,
    Different,
    GapAtLeast,
    GapCloseTo,
    HardRule,
    Matching,
    PartnerWishes,
    PersonField,
    Private,
    Same,
    ScoreAtLeast,
    SharedIdentity,
    Shares,
    Shortlist,
    SoftRule,
    WayInCommon,
)
from mentorhouse.programmes.design.meetings import Meetings
from mentorhouse.programmes.design.reading import (
    DesignError,
    Shipped,
    design_schema,
    kept_design,
    parse_design,
    plain,
    read_design,
    read_plain,
    shipped_design,
    shipped_designs,
    write_design,
)
from mentorhouse.programmes.design.whole import FORMAT, Design

__all__ = [
    "FORMAT",
    "Clause",
    "Criterion",
    "Design",
    "DesignError",
    "Different",
    "GapAtLeast",
    "GapCloseTo",
    "HardRule",
    "Matching",
    "Meetings",
    "PartnerWishes",
    "PersonField",
    "Private",
    "Same",
    "ScoreAtLeast",
    "SharedIdentity",
    "Shares",
    "Shipped",
    "Shortlist",
    "SoftRule",
    "WayInCommon",
    "design_schema",
    "kept_design",
    "parse_design",
    "plain",
    "read_design",
    "read_plain",
    "shipped_design",
    "shipped_designs",
    "write_design",
]
