"""What managers say their staff need, against what there is (R2.27)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mentorhouse.languages.saying import say, say_many

MOST_PEOPLE = 10_000  # more is a slip of the keyboard
MOST_MANAGERS = 200


@dataclass(frozen=True)
class Statement:
    """What one manager stated, or what takes part now, of one organisation."""

    organisation: str
    wanted: int = 0
    offered: int = 0
    mentees: int = 0
    places: int = 0
    statements: int = 0


@dataclass(frozen=True)
class Total(Statement):
    """Sums of one organisation, or of all."""

    @property
    def without_place(self) -> int:
        """How many more mentees are wanted than take part now."""
        return max(self.wanted - self.mentees, 0)

    @property
    def places_short(self) -> int:
        """How many places are missing even when every mentor offered comes with one."""
        return max(self.wanted - self.places - self.offered, 0)


@dataclass(frozen=True)
class Needs:
    """The needs of a year: each organisation, and all together."""

    organisations: tuple[Total, ...]
    all: Total


def needs(rows: Iterable[Statement]) -> Needs:
    """Sum by organisation, in the order of their names."""
    found: dict[str, Total] = {}
    everything = Total(say("All organisations"))
    for row in rows:
        found[row.organisation] = _sum(found.get(row.organisation, Total(row.organisation)), row)
        everything = _sum(everything, row)
    return Needs(tuple(found[name] for name in sorted(found, key=str.casefold)), everything)


def _sum(total: Total, row: Statement) -> Total:
    return replace(
        total,
        wanted=total.wanted + row.wanted,
        offered=total.offered + row.offered,
        mentees=total.mentees + row.mentees,
        places=total.places + row.places,
        statements=total.statements + row.statements,
    )


def addresses_in(text: str) -> list[str]:
    """Return the e-mail addresses of a pasted list, each once, in the order given."""
    parts = text.replace(",", " ").replace(";", " ").split()
    return list(dict.fromkeys(part.strip("<>").lower() for part in parts if part.strip("<>")))


def asked_words(count: int) -> str:
    """Say how many managers are asked now."""
    if not count:
        return say("They were all asked for this year already. No e-mail was sent.")
    return say_many(
        "{count} manager is asked. They get an e-mail.",
        "{count} managers are asked. Each gets an e-mail.",
        count,
    )


def reminded_words(count: int) -> str:
    """Say how many are reminded."""
    if not count:
        return say("Everybody has answered. No e-mail was sent.")
    return say_many(
        "{count} manager is reminded, at most once a day.",
        "{count} managers are reminded, at most once a day each.",
        count,
    )
