"""A way on the start page, and who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mentorhouse.access.relations import Viewer
from mentorhouse.home.queries.register import Place
from mentorhouse.programmes.models import Participation


@dataclass(frozen=True)
class Way:
    """One link: its words, the programme in whose name it stands, and the page with its parts."""

    words: str
    programme: str
    page: str
    args: tuple[Any, ...]
    note: str = ""


@dataclass(frozen=True)
class Here:
    """Who looks, where they take part, and how they stand on the registers."""

    viewer: Viewer
    parts: Sequence[Participation]
    places: Sequence[Place]
    at: datetime
