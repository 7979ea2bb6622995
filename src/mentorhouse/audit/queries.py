"""Reading the trail: whether the chain is whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorhouse.audit.chain import GENESIS, hash_of
from mentorhouse.audit.models import AuditEntry, ChainHead

CHUNK = 1000


@dataclass(frozen=True)
class ChainReport:
    """What walking the chain found. `broken_at` is the first entry that does not fit."""

    entries: int
    head: str
    broken_at: int | None = None
    problem: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return self.broken_at is None and not self.problem


def verify_chain(*, noted: str = "") -> ChainReport:
    """Walk the chain from its beginning and say where it first breaks.

    Entries cut off at the end, together with the head row, leave a chain that looks whole. Only a
    head that was `noted` elsewhere shows it: it must still be the hash of some entry.
    """
    head = ChainHead.objects.first() or ChainHead()
    previous, sequence, seen = GENESIS, 0, noted in {"", GENESIS}
    for entry in _entries_until(head.sequence):
        sequence += 1
        if problem := _problem_of(entry, sequence, previous):
            return ChainReport(sequence - 1, previous, broken_at=sequence, problem=problem)
        previous = entry.hash
        seen = seen or previous == noted
    if (sequence, previous) != (head.sequence, head.hash):
        problem = "The chain ends before its head: the last entries are missing."
        return ChainReport(sequence, previous, broken_at=sequence + 1, problem=problem)
    if AuditEntry.objects.filter(sequence__gt=head.sequence).exists() and not _moved_on(head):
        problem = "There are entries after the head of the chain."
        return ChainReport(sequence, previous, broken_at=sequence + 1, problem=problem)
    if not seen:
        problem = "The head noted earlier is not in this chain: it was cut short or made anew."
        return ChainReport(sequence, previous, problem=problem)
    return ChainReport(sequence, previous)


def _problem_of(entry: AuditEntry, sequence: int, previous: str) -> str:
    if entry.sequence != sequence:
        return "An entry is missing here."
    if entry.previous_hash != previous:
        return "This entry does not follow the one before it."
    if hash_of(entry.link()) != entry.hash:
        return "This entry was changed."
    return ""


def _moved_on(head: ChainHead) -> bool:
    """Whether somebody recorded meanwhile, which is no fault."""
    now = ChainHead.objects.first()
    return now is not None and now.sequence > head.sequence


def _entries_until(last: int) -> Iterator[AuditEntry]:
    after = -1
    while True:
        rows = list(AuditEntry.objects.filter(sequence__gt=after, sequence__lte=last)[:CHUNK])
        if not rows:
            return
        yield from rows
        after = rows[-1].sequence
