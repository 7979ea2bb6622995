"""The chain as pure arithmetic: each entry's hash covers its content and the hash before it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64

Detail = Mapping[str, int | str]


@dataclass(frozen=True)
class Link:
    """The content of one entry, as plain values; what the hash covers."""

    sequence: int
    previous_hash: str
    at: datetime
    act: str
    actor: str
    task: str
    subject_kind: str
    subject_id: str
    programme: str
    detail: Detail


def hash_of(link: Link) -> str:
    """Hash one entry: SHA-256 over canonical JSON (sorted keys, no spaces, ASCII, UTC)."""
    content = asdict(link) | {
        "at": link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "detail": dict(link.detail),
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
