"""A mentor’s passport: the facts of a record, signed by the installation that holds them (R1.10).

The file is canonical JSON: keys sorted, no spaces, UTF-8. The signature covers everything but
itself. Checking needs the file and nothing else; whether the key is the right one is told by its
fingerprint, which the issuing installation shows. Pure.
"""

import base64
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentorhouse.handbook.rules.record import Record, rows_of
from mentorhouse.languages.saying import mark, say

FORMAT = "mentorhouse-passport/1"
MOST_BYTES = 64 * 1024
ALGORITHM = "Ed25519"
COUNTS = ("partnerships", "meetings", "minutes", "development_minutes")
DATES = ("since", "last_met_on", "supervised_on", "on_register_since", "place_ends")
TEXTS = ("name", "organisation", "programme", "installation", "address", "issued_on")
LONGEST = 300
MOST_TRAININGS = 50

Data = dict[str, Any]
Signs = Callable[[bytes], bytes]
Checks = Callable[[bytes, bytes, bytes], bool]


class NotAPassport(ValueError):
    """The file is no passport, or is not whole; the message is for a person."""


@dataclass(frozen=True)
class Issuer:
    """Which installation issues: its name, its address, and its key."""

    name: str
    address: str
    public_key: bytes


@dataclass(frozen=True)
class Passport:
    """What a passport says, once its signature was found right."""

    name: str
    organisation: str
    programme: str
    installation: str
    address: str
    issued_on: date
    public_key: bytes
    facts: tuple[tuple[str, str], ...]


def write(record: Record, issuer: Issuer, *, today: date, sign: Signs) -> bytes:
    """Write a record as a signed passport."""
    said: Data = {
        "format": FORMAT,
        "name": record.name,
        "organisation": record.organisation,
        "programme": record.programme,
        "installation": issuer.name,
        "address": issuer.address,
        "issued_on": today.isoformat(),
        "facts": {
            **{name: getattr(record, name) for name in COUNTS},
            **{name: _iso(getattr(record, name)) for name in DATES},
            "trainings": [[name, on.isoformat()] for name, on in record.trainings],
        },
        "key": {"algorithm": ALGORITHM, "public": _text(issuer.public_key)},
    }
    signature = {"signature": _text(sign(canonical(said)))}
    return canonical(said | signature)


def canonical(said: Mapping[str, Any]) -> bytes:
    """Write facts in the one way in which they are signed."""
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return unicodedata.normalize("NFC", text).encode()


def read(content: bytes, *, check: Checks) -> Passport:
    """Return what a passport says, or raise `NotAPassport`."""
    said = _parsed(content)
    signature = _bytes(said.pop("signature", None))
    key = said.get("key")
    if said.get("format") != FORMAT or not isinstance(key, dict) or not signature:
        raise NotAPassport(say(OTHER))
    public = _bytes(key.get("public"))
    if key.get("algorithm") != ALGORITHM or not check(public, canonical(said), signature):
        raise NotAPassport(say(CHANGED))
    return _passport(said, public)


OTHER = mark("This file is no passport of a mentor. Choose the file as it was downloaded.")
CHANGED = mark(
    "The signature does not fit. The file was changed after it was issued, or is damaged. Ask the "
    "mentor for the file as it was downloaded."
)
TOO_LARGE = mark("The file is too large for a passport. Choose the file as it was downloaded.")


def _parsed(content: bytes) -> Data:
    if len(content) > MOST_BYTES:
        raise NotAPassport(say(TOO_LARGE))
    try:
        said = json.loads(content.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:  # also what decoding raises
        raise NotAPassport(say(OTHER)) from error
    if not isinstance(said, dict):
        raise NotAPassport(say(OTHER))
    return said


def _once(pairs: list[tuple[str, Any]]) -> Data:
    """Refuse a key that stands there twice: people could read another value than was checked."""
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("A key stands there twice.")
    return dict(pairs)


def _passport(said: Data, public: bytes) -> Passport:
    """Read what was signed; a signed file of another shape is no passport either."""
    facts = said.get("facts")
    texts = {name: said.get(name) for name in TEXTS}
    fits = isinstance(facts, dict) and all(
        isinstance(text, str) and len(text) <= LONGEST for text in texts.values()
    )
    if not fits:
        raise NotAPassport(say(OTHER))
    try:
        issued = date.fromisoformat(str(texts["issued_on"]))
        record = _record(said, facts or {})
    except (KeyError, TypeError, ValueError) as error:
        raise NotAPassport(say(OTHER)) from error
    return Passport(
        record.name, record.organisation, record.programme, str(texts["installation"]),
        str(texts["address"]), issued, public, rows_of(record),
    )  # fmt: skip


def _record(said: Data, facts: Data) -> Record:
    counts: Data = {name: facts[name] for name in COUNTS if name in facts}
    if not all(isinstance(count, int) and count >= 0 for count in counts.values()):
        raise ValueError("A count is a whole number.")
    dates: Data = {name: date.fromisoformat(facts[name]) for name in DATES if facts.get(name)}
    trainings = facts.get("trainings", [])
    if len(trainings) > MOST_TRAININGS:
        raise ValueError("Too many.")
    return Record(
        name=said["name"],
        organisation=said["organisation"],
        programme=said["programme"],
        trainings=tuple((str(name)[:LONGEST], date.fromisoformat(on)) for name, on in trainings),
        **counts,
        **dates,
    )


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _text(some: bytes) -> str:
    return base64.b64encode(some).decode()


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text or ""), validate=True)
    except ValueError:
        return b""
