"""Every write of this room: profiles, words, evidence, pauses, and what is kept in private."""

from mentorhouse.people.actions.background import (
    add_evidence,
    change_evidence,
    note_reading,
    remove_evidence,
    return_evidence,
    verify_evidence,
)
from mentorhouse.people.actions.biography import (
    publish_biography,
    take_biography_back,
    write_biography,
)
from mentorhouse.people.actions.conflicts import declare_conflict, take_conflict_back
from mentorhouse.people.actions.following import follows_evidence, follows_profiles
from mentorhouse.people.actions.pauses import come_back, pause
from mentorhouse.people.actions.private import delete_adjustments, keep_adjustments
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
from mentorhouse.people.actions.telling import tell_some
from mentorhouse.people.actions.vocabulary import (
    WordTaken,
    add_term,
    bring_in_terms,
    change_term,
    merge_terms,
    remove_term,
)
from mentorhouse.people.actions.words import keep_words

__all__ = [
    "BroughtIn",
    "WordTaken",
    "add_evidence",
    "add_term",
    "bring_in",
    "bring_in_some",
    "bring_in_terms",
    "change_evidence",
    "change_profile",
    "change_term",
    "come_back",
    "declare_conflict",
    "declare_identity",
    "declare_some",
    "delete_adjustments",
    "follows_evidence",
    "follows_profiles",
    "give_identity",
    "keep_adjustments",
    "keep_words",
    "merge_terms",
    "note_declared",
    "note_reading",
    "pause",
    "publish_biography",
    "remove_evidence",
    "remove_term",
    "return_evidence",
    "take_biography_back",
    "take_conflict_back",
    "tell_some",
    "verify_evidence",
    "withdraw_identity",
    "write_biography",
]
