"""What became of an import, in sentences."""

from collections.abc import Callable, Mapping

from mentorhouse.languages.saying import say, say_many

CHANGES = ("joined", "added", "changed")


def outcome_lines(counts: Mapping[str, int], *, role: str) -> tuple[str, ...]:
    """Return what an import did, one sentence a fact; nothing that did not happen."""
    facts = dict(counts) | {
        "already": counts.get("people", 0) - counts.get("joined", 0),
        "identities_told": counts.get("identities", 0) + counts.get("identities_stay", 0),
    }
    return tuple(
        sentence(facts[name], role) for name, sentence in SENTENCES.items() if facts.get(name)
    )


def nothing_changed(counts: Mapping[str, int]) -> bool:
    """Whether everybody in the file was known already; of identity data it says nothing."""
    return not any(counts.get(name) for name in CHANGES)


def _joined(count: int, role: str) -> str:
    if role == "mentor":
        return say_many(
            "{count} person joined the programme as a mentor. They are invited: nobody takes part "
            "before they agree.",
            "{count} people joined the programme as mentors. They are invited: nobody takes part "
            "before they agree.",
            count,
        )
    return say_many(
        "{count} person joined the programme as a mentee. They are invited: nobody takes part "
        "before they agree.",
        "{count} people joined the programme as mentees. They are invited: nobody takes part "
        "before they agree.",
        count,
    )


def _added(count: int, _role: str) -> str:
    return say_many(
        "{count} person had not been known here.", "{count} people had not been known here.", count
    )


def _already(count: int, role: str) -> str:
    if role == "mentor":
        return say_many(
            "{count} person had been in the programme as a mentor already.",
            "{count} people had been in the programme as mentors already.",
            count,
        )
    return say_many(
        "{count} person had been in the programme as a mentee already.",
        "{count} people had been in the programme as mentees already.",
        count,
    )


def _changed(count: int, _role: str) -> str:
    return say_many(
        "The profile of {count} person was brought up to date.",
        "The profile of {count} people was brought up to date.",
        count,
    )


def _kept(count: int, _role: str) -> str:
    return say_many(
        "{count} person had written something else in their own profile. Their own words stay.",
        "{count} people had written something else in their own profile. Their own words stay.",
        count,
    )


def _identities(_count: int, _role: str) -> str:
    """Never how many: a file of one person would tell whether somebody had given or withdrawn."""
    return say(
        "Identity data was recorded for matching, except of those who had given it before or had "
        "withdrawn their consent. Nobody but themselves can read it."
    )


def _columns(count: int, _role: str) -> str:
    return say("Columns about people’s identity that were left out: {count}.", count=count)


def _biographies(count: int, _role: str) -> str:
    return say_many(
        "The biography of {count} person was left out, because it repeats what the identity "
        "columns say.",
        "The biography of {count} people was left out, because it repeats what the identity "
        "columns say.",
        count,
    )


# Count → sentence; said only where the count is not nought.
SENTENCES: Mapping[str, Callable[[int, str], str]] = {
    "joined": _joined,
    "added": _added,
    "already": _already,
    "changed": _changed,
    "kept": _kept,
    "identities_told": _identities,
    "identity_columns_left_out": _columns,
    "biographies_left_out": _biographies,
}
