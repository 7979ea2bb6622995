"""Sets of mentors as rows of bits: one integer each, so that 100,000 cost little."""

import zlib
from collections.abc import Iterable, Iterator

BLOCK = 4096  # bits


def of(numbers: Iterable[int]) -> int:
    """Return the set of these numbers."""
    here = list(numbers)
    if not here:
        return 0
    row = bytearray(max(here) // 8 + 1)
    for number in here:
        row[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(row, "little")


def packed(row: int) -> bytes:
    """Return a set as it is kept."""
    return zlib.compress(row.to_bytes((row.bit_length() + 7) // 8, "little"), 1)


def unpacked(kept: bytes) -> int:
    """Return a set that was kept."""
    return int.from_bytes(zlib.decompress(kept), "little")


def numbers(row: int) -> Iterator[int]:
    """Yield the numbers of a set, the smallest first."""
    for start, block in _blocks(row):
        while block:
            lowest = block & -block
            yield start + lowest.bit_length() - 1
            block ^= lowest  # noqa: PLW2901  # what is left of it


def cut(row: int, first: int, most: int) -> list[int]:
    """Return up to `most` numbers of a set, after leaving out the first ones."""
    found: list[int] = []
    for start, block in _blocks(row):
        count = block.bit_count()
        if first >= count:
            first -= count
            continue
        found += [start + number for number in numbers(block)][first : first + most - len(found)]
        first = 0
        if len(found) == most:
            break
    return found


def turned(row: int, at: int) -> tuple[int, int]:
    """Take a set apart at a number: what comes from there on, and what comes before it."""
    before = row & ((1 << at) - 1)
    return row ^ before, before


def levels(among: int, wished: Iterable[int]) -> list[int]:
    """Sort a set into those who have the most of what is wished, down to those who have none."""
    met = [among]  # met[n]: those who have at least n of it
    for wish in wished:
        more = wish & among
        met.append(0)
        for place in range(len(met) - 1, 0, -1):
            met[place] |= met[place - 1] & more
    return [row & ~above for row, above in zip(met, [*met[1:], 0], strict=True)][::-1]


def _blocks(row: int) -> Iterator[tuple[int, int]]:
    kept = row.to_bytes((row.bit_length() + 7) // 8, "little")
    for start in range(0, len(kept), BLOCK // 8):
        block = int.from_bytes(kept[start : start + BLOCK // 8], "little")
        if block:
            yield start * 8, block
