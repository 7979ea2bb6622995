"""Every write of this room: profiles, words, evidence, pauses, and what is kept in private."""

from mentorhouse.people.actions.profile import (
    BroughtIn,
    bring_in,
    bring_in_some,
    change_profile,
    declare_identity,
    declare_some,
    give_identity,
    note_declared,
    withdraw_identity,
)

__all__ = [
    "BroughtIn",
    "bring_in",
    "bring_in_some",
    "change_profile",
    "declare_identity",
    "declare_some",
    "give_identity",
    "note_declared",
    "withdraw_identity",
]
