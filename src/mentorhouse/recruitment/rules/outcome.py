"""What became of an import, in sentences."""

from collections.abc import Mapping

# Count → sentence; said only where the count is not nought.
SENTENCES = {
    "joined": """{n} joined the programme as {role}s. They are invited: nobody takes part before
        they agree.""",
    "added": "{n} had not been known here.",
    "already": "{n} had been in the programme as {role}s already.",
    "changed": "The profile of {n} was brought up to date.",
    "kept": """{n} had written something else in their own profile. Their own words stay.""",
    # Never how many: a file of one person would tell whether somebody had given or withdrawn it.
    "identities_told": """Identity data was recorded for matching, except of those who had given it
        before or had withdrawn their consent. Nobody but themselves can read it.""",
    "identity_columns_left_out": "Columns about people’s identity that were left out: {count}.",
    "biographies_left_out": """The biography of {n} was left out, because it repeats what the
        identity columns say.""",
}
CHANGES = ("joined", "added", "changed")


def outcome_lines(counts: Mapping[str, int], *, role: str) -> tuple[str, ...]:
    """Return what an import did, one sentence a fact; nothing that did not happen."""
    facts = dict(counts) | {
        "already": counts.get("people", 0) - counts.get("joined", 0),
        "identities_told": counts.get("identities", 0) + counts.get("identities_stay", 0),
    }
    return tuple(
        " ".join(sentence.split()).format(n=_people(facts[name]), count=facts[name], role=role)
        for name, sentence in SENTENCES.items()
        if facts.get(name)
    )


def nothing_changed(counts: Mapping[str, int]) -> bool:
    """Whether everybody in the file was known already; of identity data it says nothing."""
    return not any(counts.get(name) for name in CHANGES)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
