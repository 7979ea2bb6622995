"""How far long work has come, told while it goes on."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from mentorhouse.recruitment.models import ImportBatch
from mentorhouse.recruitment.sheets import Row

TELL_EVERY = 2000
Told = Callable[[int, int], None]


def shows(batch: ImportBatch) -> Told:
    """Return what lets the page that waits say how far the work is."""

    def told(done: int, total: int) -> None:
        ImportBatch.objects.filter(pk=batch.pk).update(done=done, total=total)

    return told


class Watched(Sequence[Row]):
    """Rows that tell how far somebody has gone through them."""

    def __init__(self, rows: Sequence[Row], told: Told) -> None:
        self.rows, self.told = rows, told

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        return self.rows[place]

    def __iter__(self) -> Iterator[Row]:
        for done, row in enumerate(self.rows):
            if done % TELL_EVERY == 0:
                self.told(done, len(self.rows))
            yield row
