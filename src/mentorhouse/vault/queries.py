"""What the vault can tell about its keys, without giving any away."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from mentorhouse.vault.errors import VaultError
from mentorhouse.vault.keyring import CHUNK, binding_of, prove_all
from mentorhouse.vault.master import KEY_BYTES, master_keys
from mentorhouse.vault.models import DataKey

MOST_NAMED = 20


@dataclass(frozen=True)
class KeysReport:
    """Which data keys unwrap, and with which generation of the master key."""

    generations: tuple[str, ...]
    living: dict[str, int]
    destroyed: int
    broken: int
    broken_keys: tuple[str, ...]

    @property
    def left_on_old(self) -> int:
        """How many data keys wait to be wrapped by the newest generation."""
        return sum(self.living.values()) - self.living.get(self.generations[0], 0)

    @property
    def idle(self) -> tuple[str, ...]:
        """The older generations that no data key needs."""
        return tuple(name for name in self.generations[1:] if name not in self.living)

    @property
    def sound(self) -> bool:
        """Whether every key unwraps and none is left behind."""
        return not self.broken and not self.left_on_old


def verify_keys() -> KeysReport:
    """Unwrap every data key, and count what unwraps with what."""
    masters = master_keys()
    living: Counter[str] = Counter()
    destroyed, broken = 0, []
    for row in _all_keys():
        if row.destroyed_at is not None:
            destroyed += 1
            continue
        living[str(row.master_key_id)] += 1
        try:
            key = masters.unwrap(str(row.master_key_id), bytes(row.wrapped or b""), binding_of(row))
        except VaultError:
            key = b""
        if len(key) != KEY_BYTES:
            broken.append(str(row.pk))
    return KeysReport(
        generations=tuple(masters.generations),
        living=dict(living),
        destroyed=destroyed,
        broken=len(broken),
        broken_keys=tuple(broken[:MOST_NAMED]),
    )


def keys_fit() -> bool:
    """Whether the master key file is there and is the one that this keystore was made with."""
    try:
        prove_all(master_keys())
    except VaultError:
        return False
    return True


def _all_keys() -> Iterator[DataKey]:
    """Walk over all keys a few at a time, in the order of their identifiers."""
    after = UUID(int=0)
    while rows := list(DataKey.objects.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        yield from rows
        after = rows[-1].pk
