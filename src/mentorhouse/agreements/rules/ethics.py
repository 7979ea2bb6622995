"""The code of ethics: which words of it somebody confirmed (R6.15)."""

from hashlib import sha256


def digest_of_code(title: str, words: str) -> str:
    """Return what names the words of a code."""
    return sha256(f"{title}\n{words}".encode()).hexdigest()
