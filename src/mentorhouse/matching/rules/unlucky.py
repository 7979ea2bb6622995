"""Who goes without through no doing of theirs when a draft is published (R5.20)."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID


def gone_without(
    left_out: Iterable[tuple[Iterable[UUID], str]],
    placed: Collection[UUID],
    free: Mapping[UUID, int],
) -> dict[UUID, str]:
    """Return who was in what is left out, is still free, and has nothing else; with the reason.

    Whoever left, pauses or found somebody meanwhile did not go without: they are not free.
    """
    return {
        who: why
        for people, why in left_out
        for who in people
        if free.get(who, 0) > 0 and who not in placed
    }
