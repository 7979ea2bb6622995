"""What can be wrong with a request to the engine; every message is fit for a person."""

from dataclasses import dataclass

from mentorhouse.languages.saying import mark, say

# The sides of a run, as the engine names them; they are said where a fault names one.
SIDES = (mark("mentees"), mark("mentors"), mark("people"))


class MatchError(ValueError):
    """The request cannot be run as it stands."""


@dataclass(eq=False)
class DuplicatePersonError(MatchError):
    """A key stands twice on one side, so results could not say who is meant."""

    key: str
    side: str

    def __str__(self) -> str:
        return say(
            "“{key}” stands more than once among the {side}. Keep one entry for each person.",
            key=self.key,
            side=say(self.side),
        )


@dataclass(eq=False)
class UnknownPersonError(MatchError):
    """A lock or a forbidden pair names somebody who is not in this run."""

    key: str
    side: str

    def __str__(self) -> str:
        return say(
            "“{key}” is not among the {side} of this run.", key=self.key, side=say(self.side)
        )


@dataclass(eq=False)
class LockBreaksRuleError(MatchError):
    """A locked pair is one that a hard rule excludes; a lock never beats a rule."""

    mentee: str
    mentor: str
    rules: tuple[str, ...]

    def __str__(self) -> str:
        return say(
            "The locked pair of mentee “{mentee}” and mentor “{mentor}” breaks a rule of the "
            "programme: {rules}. Unlock the pair or change the rule.",
            mentee=self.mentee,
            mentor=self.mentor,
            rules="; ".join(self.rules),
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
        return say(
            "The locked pair of “{one}” and “{other}” breaks a rule of the programme: {rules}. "
            "Unlock the pair or change the rule.",
            one=self.one,
            other=self.other,
            rules="; ".join(self.rules),
        )
