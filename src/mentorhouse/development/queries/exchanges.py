"""What the people of a partnership gave one another: feedback, opportunities, resources."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.development.models import Exchange
from mentorhouse.development.rules.exchanges import KINDS
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import open_rows, without_destroyed


@dataclass(frozen=True)
class Given:
    """One of them with its words in clear."""

    row: Exchange
    words: Mapping[str, str]
    answer: Mapping[str, str]
    filename: str


def may_give(viewer: Viewer, partnership: Partnership, kind: str) -> bool:
    """Whether somebody may begin this: opportunities come from mentors."""
    mine = partnership.members.filter(participation__person=viewer.pk)
    roles = mine.filter(role="mentor") if kind == "opportunity" else mine
    return kind in KINDS and roles.exists()


def exchanges_in(viewer: Viewer, partnership: Partnership) -> QuerySet[Exchange]:
    """Return what the people of a partnership gave one another, the newest first."""
    require(viewer, Capability.READ_EXCHANGE, partnership)
    rows = Exchange.objects.filter(partnership=partnership)
    return rows.select_related("given_by", "answered_by").order_by("-given_at", "pk")


def exchange_for(viewer: Viewer, partnership: Partnership, exchange_id: UUID) -> Exchange:
    """Return one of them. Raises `NotVisible`."""
    row = exchanges_in(viewer, partnership).filter(pk=exchange_id).first()
    if row is None:
        raise NotVisible
    row.partnership = partnership
    return row


def opened(viewer: Viewer, rows: Iterable[Exchange], *, at: datetime) -> list[Given]:
    """Open some of them; one access entry for all."""
    living = without_destroyed(rows)
    texts = open_rows(viewer, living, at=at, purpose="read what partners gave one another")
    return [
        Given(row, json.loads(t["words"]), json.loads(t["answer"] or "{}"), t["filename"])
        for row, t in zip(living, texts, strict=True)
    ]


def file_of(viewer: Viewer, row: Exchange, *, at: datetime) -> bytes:
    """Open the file that was shared. Raises `NotVisible` where there is none."""
    pieces = list(row.pieces.order_by("number"))
    if not pieces:
        raise NotVisible
    for piece in pieces:
        piece.exchange = row
    texts = open_rows(viewer, pieces, at=at, purpose="open a shared file")
    return b"".join(base64.b85decode(text["content"]) for text in texts)
