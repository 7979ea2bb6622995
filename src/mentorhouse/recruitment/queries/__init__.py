"""Every read of this room, viewer first: imports, applications and what belongs to them."""

from mentorhouse.recruitment.queries.imports import (
    ON_A_PAGE,
    Picture,
    SealedProblems,
    addresses_in,
    batch_for,
    columns_for,
    imports_in,
    left_lying,
    other_list_is_here,
    picture_of,
    table_of,
    waiting,
)

__all__ = [
    "ON_A_PAGE",
    "Picture",
    "SealedProblems",
    "addresses_in",
    "batch_for",
    "columns_for",
    "imports_in",
    "left_lying",
    "other_list_is_here",
    "picture_of",
    "table_of",
    "waiting",
]
