"""Sealing as pure arithmetic: AES-256-GCM, bound to its place, padded, versioned.

An envelope is `version (1) · key id (16) · nonce (12) · ciphertext and tag`. The version and the
key id are authenticated too. The text is padded to steps of 64 bytes, so that its length says
little. No Django here.
"""

import os
import uuid
from collections.abc import Iterable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mentorhouse.vault.errors import Tampered

VERSION = b"\x01"
HEADER_BYTES = 17
NONCE_BYTES = 12
TAG_BYTES = 16
LENGTH_BYTES = 4
STEP = 64
SHORTEST = HEADER_BYTES + NONCE_BYTES + STEP + TAG_BYTES


def bind(parts: Iterable[str]) -> bytes:
    """Join the parts of a place so that no two places give the same bytes."""
    return "".join(f"{len(part)}:{part}" for part in parts).encode()


def seal_text(cipher: AESGCM, key_id: uuid.UUID, text: str, bound_to: bytes) -> bytes:
    """Seal one text for one place.

    Lone surrogates are no characters and become question marks: an encoding error would carry
    the text into logs.
    """
    raw = text.encode(errors="replace")
    length = LENGTH_BYTES + len(raw)
    padded = len(raw).to_bytes(LENGTH_BYTES, "big") + raw + bytes(-length % STEP)
    header = VERSION + key_id.bytes
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + cipher.encrypt(nonce, padded, header + bound_to)


def open_text(cipher: AESGCM, envelope: bytes, bound_to: bytes) -> str:
    """Open what was sealed for this place; anything else raises `Tampered`."""
    header, nonce = envelope[:HEADER_BYTES], envelope[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    try:
        padded = cipher.decrypt(nonce, envelope[HEADER_BYTES + NONCE_BYTES :], header + bound_to)
    except InvalidTag:
        raise Tampered from None
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + length].decode()


def key_id_of(envelope: bytes) -> uuid.UUID:
    """Read which data key sealed an envelope; the seal itself proves it later."""
    if len(envelope) < SHORTEST or envelope[:1] != VERSION:
        raise Tampered
    return uuid.UUID(bytes=envelope[1:HEADER_BYTES])
