"""What can be taken out for a personal development plan, line by line (R8.10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line that can be chosen. Its key names the version it stands in, so it never changes."""

    key: str
    heading: str
    box: str
    text: str


def lines_of(place: str, heading: str, texts: Mapping[str, tuple[str, str]]) -> Iterable[Line]:
    """Split texts into lines; `texts` gives for each box its label and its words."""
    for name, (label, text) in texts.items():
        for number, line in enumerate(text.splitlines()):
            if line.strip():
                yield Line(f"{place}.{name}.{number}", heading, label, line.strip())
