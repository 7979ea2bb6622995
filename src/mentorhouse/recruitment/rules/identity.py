"""Identity data in a sheet: in its own columns, and repeated in what people write (R1.07)."""

from collections.abc import Mapping, Sequence

from mentorhouse.languages.saying import say
from mentorhouse.recruitment.rules.fields import IDENTITY_FIELDS, Field
from mentorhouse.recruitment.rules.values import says_one_of, yes_or_no
from mentorhouse.recruitment.sheets import Row


class IdentityInRows:
    """Takes identity data of rows where that is allowed, and counts what is left out."""

    def __init__(
        self,
        columns: frozenset[int],
        places: Mapping[Field, int],
        *,
        declared: bool,
        keep_biographies: bool,
    ) -> None:
        self.columns = columns
        self.places = {f: p for f, p in places.items() if f in IDENTITY_FIELDS}
        self.declared = declared
        self.keep_biographies = keep_biographies
        self.biographies_left_out = 0
        self.biographies_kept = 0

    @property
    def left_out(self) -> frozenset[int]:
        """The columns about identity that are not brought."""
        return self.columns - (set(self.places.values()) if self.declared else set())

    def answers(self, row: Row) -> dict[Field, str] | None:
        """Return what a row says of identity, where consent is declared; else None."""
        if not self.declared:
            return None
        said = {f: row.cells[p].strip() for f, p in self.places.items() if row.cells[p].strip()}
        return said or None

    def biography(self, row: Row, text: str) -> str:
        """Return the biography as it is brought: whole, or "" where it repeats the identity."""
        if not text or not self._repeats(row, text):
            return text
        if self.keep_biographies:
            self.biographies_kept += 1
            return text
        self.biographies_left_out += 1
        return ""

    def _repeats(self, row: Row, text: str) -> bool:
        values = [
            value
            for place in self.columns
            for value in (row.cells[place], *row.cells[place].split(","))
            if yes_or_no(value) is None
        ]
        return says_one_of(text, values)

    def notes(self, headers: Sequence[str]) -> list[str]:
        """Say what became of identity data, in words for a person."""
        return [*self._about_columns(headers), *self._about_biographies()]

    def _about_columns(self, headers: Sequence[str]) -> list[str]:
        left_out = ", ".join(f"“{headers[place]}”" for place in sorted(self.left_out))
        if not left_out:
            return []
        why = (
            say(
                "Left out: {names}, because they look like data about identity, and nothing here "
                "is known to use them.",
                names=left_out,
            )
            if self.declared
            else say(
                "Left out: {names}, because they are data about people’s identity, and consent "
                "was not declared.",
                names=left_out,
            )
        )
        return [why]

    def _about_biographies(self) -> list[str]:
        notes = []
        if self.biographies_left_out:
            notes.append(
                say(
                    "Biographies left out: {count}, because they repeat what the identity columns "
                    "say. People can write a biography of their own when they sign in.",
                    count=f"{self.biographies_left_out:,}",
                )
            )
        if self.biographies_kept:
            notes.append(
                say(
                    "Biographies that repeat what the identity columns say: {count}. They come in "
                    "as you chose, and others will read them.",
                    count=f"{self.biographies_kept:,}",
                )
            )
        return notes
