"""Sealing: seconds to seal and open one note of 500 characters with its key at hand."""

import os
import random
import uuid
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.line import Line, seconds
from mentorhouse.vault.envelope import bind, open_text, seal_text

SEED, NOTES, TIMES, CHARACTERS = 1, 5_000, 9, 500
PEER = "cryptography's AESGCM alone"
MICRO = 1_000_000


def lines() -> Iterator[Line]:
    """Measure the whole seal and the whole open of a note, beside the bare cipher."""
    rng = random.Random(SEED)  # noqa: S311  # invented notes, not secrets
    notes = ["".join(rng.choices("etaoin shrdlu.é", k=CHARACTERS)) for _ in range(NOTES)]
    cipher, key_id, owner = AESGCM(os.urandom(32)), uuid.uuid4(), str(uuid.uuid4())
    rows = [str(uuid.uuid4()) for _ in notes]

    def place(row: str) -> bytes:
        return bind(("meetings_meetinglog", "topics", row, "partnership", owner))

    def seal() -> list[bytes]:
        return [
            seal_text(cipher, key_id, note, place(row))
            for note, row in zip(notes, rows, strict=True)
        ]

    sealed = seal()

    def unseal() -> list[str]:
        return [open_text(cipher, note, place(row)) for note, row in zip(sealed, rows, strict=True)]

    assert unseal() == notes
    bare = [note.encode() for note in notes]
    alone = seconds(lambda: [cipher.encrypt(os.urandom(12), note, None) for note in bare], TIMES)
    for what, work in (("seal", seal), ("open", unseal)):
        taken = seconds(work, TIMES)
        yield _line(what, taken / NOTES * MICRO, "µs a note")
        yield _line(f"{what}.times_slower", taken / alone, "ratio", PEER)


def _line(what: str, value: float, unit: str, vs: str | None = None) -> Line:
    name = f"sealing.{what}"
    return Line(name=name, value=round(value, 2), unit=unit, vs=vs, n=NOTES, seed=SEED)
