"""Checking a signature and naming a key: pure, so that it needs no installation (R1.10)."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LETTERS = 32


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of a key signed this very message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return a short name of a key that people can compare: eight groups of four characters."""
    digest = hashlib.sha256(public).hexdigest()[:LETTERS]
    return " ".join(digest[place : place + 4] for place in range(0, LETTERS, 4))
