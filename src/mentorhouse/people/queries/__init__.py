"""Every read of this room, viewer first."""

from mentorhouse.people.queries.background import (
    evidence_for,
    evidence_of,
    file_of,
    own_evidence,
)
from mentorhouse.people.queries.biography import (
    Card,
    card,
    card_of,
    has_published,
    own_draft,
    own_published,
    preview,
    ways_of,
)
from mentorhouse.people.queries.conflicts import conflicts_among, own_conflicts
from mentorhouse.people.queries.pauses import pause_of, paused, pauses_on
from mentorhouse.people.queries.private import adjustments_of, has_adjustments, own_adjustments
from mentorhouse.people.queries.profile import (
    consent_of,
    has_profile,
    identity_for_matching,
    own_identity,
    own_profile,
)
from mentorhouse.people.queries.told import knows_of_people, told_of
from mentorhouse.people.queries.vocabulary import (
    may_keep_vocabulary,
    skills_of,
    term_for,
    terms_for,
    used_by,
    vocabulary,
    words_not_in_it,
    words_of,
)

__all__ = [
    "Card",
    "adjustments_of",
    "card",
    "card_of",
    "conflicts_among",
    "consent_of",
    "evidence_for",
    "evidence_of",
    "file_of",
    "has_adjustments",
    "has_profile",
    "has_published",
    "identity_for_matching",
    "knows_of_people",
    "may_keep_vocabulary",
    "own_adjustments",
    "own_conflicts",
    "own_draft",
    "own_evidence",
    "own_identity",
    "own_profile",
    "own_published",
    "pause_of",
    "paused",
    "pauses_on",
    "preview",
    "skills_of",
    "term_for",
    "terms_for",
    "told_of",
    "used_by",
    "vocabulary",
    "ways_of",
    "words_not_in_it",
    "words_of",
]
