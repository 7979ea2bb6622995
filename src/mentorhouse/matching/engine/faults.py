"""What can be wrong with a request to the engine; every message is fit for a person."""

from dataclasses import dataclass


class MatchError(ValueError):
    """The request cannot be run as it stands."""


@dataclass(eq=False)
class DuplicatePersonError(MatchError):
    """A key stands twice on one side, so results could not say who is meant."""

    key: str
    side: str

    def __str__(self) -> str:
        return (
            f"“{self.key}” stands more than once among the {self.side}. "
            "Keep one entry for each person."
        )


@dataclass(eq=False)
class UnknownPersonError(MatchError):
    """A lock or a forbidden pair names somebody who is not in this run."""

    key: str
    side: str

    def __str__(self) -> str:
        return f"“{self.key}” is not among the {self.side} of this run."


@dataclass(eq=False)
class LockBreaksRuleError(MatchError):
    """A locked pair is one that a hard rule excludes; a lock never beats a rule."""

    mentee: str
    mentor: str
    rules: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"The locked pair of mentee “{self.mentee}” and mentor “{self.mentor}” breaks a rule "
            f"of the programme: {'; '.join(self.rules)}. Unlock the pair or change the rule."
        )


@dataclass(eq=False)
class ContradictoryLocksError(MatchError):
    """Two locks cannot both hold."""

    words: str

    def __str__(self) -> str:
        return self.words


class TooLargeError(MatchError):
    """So many people that sums would no longer be exact."""


@dataclass(eq=False)
class PoolLockBreaksRuleError(MatchError):
    """Two people of a pool are locked together against a rule."""

    one: str
    other: str
    rules: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"The locked pair of “{self.one}” and “{self.other}” breaks a rule of the programme: "
            f"{'; '.join(self.rules)}. Unlock the pair or change the rule."
        )
