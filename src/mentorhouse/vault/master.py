"""The master key: it wraps data keys and lies in a file apart from database and data directory.

The file holds one generation a line, `identifier base64-key`, newest first. Only this module
reads and writes it; another provider (a key service) would offer the same `MasterKeys`.
"""

import base64
import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from mentorhouse.vault.errors import MasterKeyMissing, MasterKeyWrong

KEY_BYTES = 32
NONCE_BYTES = 12


class MasterKeys(Protocol):
    """Something that wraps data keys and never gives the master key away."""

    @property
    def generations(self) -> Sequence[str]:
        """The identifiers it can unwrap with, newest first."""

    def wrap(self, generation: str, data_key: bytes, bound_to: bytes) -> bytes:
        """Wrap a data key."""

    def unwrap(self, generation: str, wrapped: bytes, bound_to: bytes) -> bytes:
        """Unwrap a data key, or say that the master key is missing or wrong."""


@dataclass(frozen=True)
class FileMasterKeys:
    """Master keys from a file, held in memory."""

    keys: dict[str, AESGCM] = field(repr=False)

    @property
    def generations(self) -> Sequence[str]:
        """The identifiers in the file, newest first."""
        return tuple(self.keys)

    def wrap(self, generation: str, data_key: bytes, bound_to: bytes) -> bytes:
        """Wrap with AES-256-GCM."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._key(generation).encrypt(nonce, data_key, bound_to)

    def unwrap(self, generation: str, wrapped: bytes, bound_to: bytes) -> bytes:
        """Unwrap, which fails unless key, owner and bytes are those that were wrapped."""
        try:
            return self._key(generation).decrypt(
                wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound_to
            )
        except InvalidTag:
            raise MasterKeyWrong(
                f"Master key {generation} does not open what it should have wrapped."
            ) from None

    def _key(self, generation: str) -> AESGCM:
        try:
            return self.keys[generation]
        except KeyError:
            raise MasterKeyMissing(
                f"The master key file does not hold generation {generation}."
            ) from None


def master_keys() -> MasterKeys:
    """Read the master keys of this installation, afresh: another process may have rotated them."""
    path = settings.MASTER_KEY_FILE
    keys = {name: AESGCM(key) for name, key in _read(path)}
    if not keys:
        raise MasterKeyMissing(f"The master key file {path} is empty. Restore it from your copy.")
    return FileMasterKeys(keys)


def create_key_file(path: Path, *, at: datetime) -> str:
    """Make a file with a first generation and return its name. Refuses if there is a file."""
    name, line = _generation(at)
    draft = _draft(path, [line])
    try:
        os.link(draft, path)  # unlike a rename, fails if another process was first
    finally:
        draft.unlink()
    _sync_directory(path)
    return name


def add_generation(path: Path, *, at: datetime) -> str:
    """Put a new generation on top, keeping all older ones; whole or not at all."""
    name, line = _generation(at)
    _replace(path, [line, *_lines(path)])
    return name


def drop_generations(path: Path, names: Sequence[str]) -> None:
    """Take generations out that nothing needs; whole or not at all."""
    _replace(path, [line for line in _lines(path) if line.split()[0] not in names])


@contextmanager
def only_one_changes(path: Path) -> Iterator[None]:
    """Let one process at a time change the key file; the lock goes when the process dies."""
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)


def _generation(at: datetime) -> tuple[str, str]:
    name = f"{at:%Y%m%d}-{secrets.token_hex(4)}"
    return name, f"{name} {base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise MasterKeyMissing(
            f"There is no master key file at {path}. Restore it from your copy, or for a new "
            "installation run: mentorhouse keys create"
        ) from None
    except (OSError, UnicodeDecodeError):
        raise MasterKeyMissing(f"The master key file {path} cannot be read.") from None
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _read(path: Path) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(_lines(path), 1):
        try:
            name, encoded = line.split()
            key = base64.b64decode(encoded, validate=True)
        except ValueError:  # also what base64 raises
            name, key = "", b""
        if len(key) != KEY_BYTES:
            raise MasterKeyWrong(f"The master key file is damaged: its key number {number}.")
        yield name, key


def _draft(path: Path, lines: list[str]) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(descriptor)
    return draft


def _replace(path: Path, lines: list[str]) -> None:
    _draft(path, lines).replace(path)
    _sync_directory(path)


def _sync_directory(path: Path) -> None:
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
