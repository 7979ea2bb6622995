"""The only way to sealed text: sealing before a row is saved, opening with a reason.

    seal(log, topics="…", challenges="…")                           # then log.save()
    texts = open_row(viewer, log, at=at, purpose="read the log")    # {"topics": "…", …}

Opening asks the policy for every row, and writes an audit entry in the same transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.relations import COUNTER, MATCHER, NotVisible, Viewer, may
from mentorhouse.vault.envelope import bind, key_id_of, open_text, seal_text
from mentorhouse.vault.errors import NotSealed
from mentorhouse.vault.fields import Sealed, SealedField, envelope_of
from mentorhouse.vault.keyring import destroyed, keys_for_opening, keys_for_sealing
from mentorhouse.vault.keys import KeyOwner

TEXT_OPENED = audit.Act("vault.text_opened", "read what was written in confidence")
# Viewers that are no person, and the task by which the trail names them.
MACHINES: tuple[tuple[Viewer, str], ...] = (
    (MATCHER, "matching run"),
    (COUNTER, "counting of figures"),
)
TEXT_USED = audit.Act("vault.text_used", "used confidential data without showing it to anyone")


class Sealable(Protocol):
    """A row with sealed fields: it knows whose key seals it."""

    @property
    def pk(self) -> object:
        """Return the identifier."""

    _meta: ClassVar[Any]

    def sealed_for(self) -> KeyOwner:
        """Say whose key seals this row."""


SealableRow = TypeVar("SealableRow", bound=Sealable)


def seal(row: Sealable, **texts: str | None) -> None:
    """Put texts into the sealed fields of a row that has its identifier; save it afterwards.

    `None` empties a field. The key is made and committed first if the owner has none.
    """
    seal_all([(row, texts)])


def seal_all(rows_and_texts: Iterable[tuple[Sealable, Mapping[str, str | None]]]) -> None:
    """Seal many rows at once: one look into the keystore, one commit for all new keys."""
    work = [(row, row.sealed_for(), texts) for row, texts in rows_and_texts]
    for row, _, texts in work:
        _check(row, texts)
    keys = keys_for_sealing({owner for _, owner, _ in work})
    for row, owner, texts in work:
        key_id, cipher = keys[owner]
        for name, text in texts.items():
            place = _place(_fields(row)[name], row, owner)
            sealed = None if text is None else Sealed(seal_text(cipher, key_id, text, place))
            setattr(row, name, sealed)


def open_row(viewer: Viewer, row: Sealable, *, at: datetime, purpose: str) -> dict[str, str]:
    """Open every sealed field of a row the viewer may read; "" where nothing was written."""
    return open_rows(viewer, [row], at=at, purpose=purpose)[0]


def open_rows(
    viewer: Viewer, rows: Iterable[Sealable], *, at: datetime, purpose: str
) -> list[dict[str, str]]:
    """Open rows in their order, all or none, with one audit entry for the batch.

    One row that the viewer may not read refuses the whole batch as `NotVisible`.
    """
    wanted = list(rows)
    if not wanted:
        return []
    with transaction.atomic():
        for row in wanted:
            _require(viewer, row)
        texts = _open(wanted)
        _record(viewer, wanted, at=at, purpose=purpose)
    return texts


def without_destroyed(rows: Iterable[SealableRow]) -> list[SealableRow]:
    """Leave out rows of which a text was deleted: its key is destroyed, the row is still there.

    An older backup brings such rows back, or a pulled plug leaves them.
    """
    by_row = [(row, {key_id_of(e) for e in _envelopes(row).values() if e}) for row in rows]
    gone = destroyed(key_id for _, key_ids in by_row for key_id in key_ids)
    return [row for row, key_ids in by_row if not key_ids & gone]


def _envelopes(row: Sealable) -> dict[str, bytes | None]:
    """Return what the database holds of each sealed field."""
    return {
        name: None if (value := getattr(row, name)) is None else envelope_of(value)
        for name in _fields(row)
    }


def _open(rows: Sequence[Sealable]) -> list[dict[str, str]]:
    envelopes = [_envelopes(row) for row in rows]
    keys = keys_for_opening(key_id_of(e) for of_row in envelopes for e in of_row.values() if e)
    opened = []
    for row, of_row in zip(rows, envelopes, strict=True):
        owner, fields = row.sealed_for(), _fields(row)
        opened.append(
            {
                name: open_text(keys[key_id_of(e)], e, _place(fields[name], row, owner))
                if e
                else ""
                for name, e in of_row.items()
            }
        )
    return opened


def _require(viewer: Viewer, row: Sealable) -> None:
    for field in _fields(row).values():
        capabilities = [c for c in (field.readable_by, field.usable_by) if c is not None]
        if not any(may(viewer, capability, row) for capability in capabilities):
            raise NotVisible


def _record(viewer: Viewer, rows: Sequence[Sealable], *, at: datetime, purpose: str) -> None:
    """Write who opened what: the row if it is one, else the owner that the rows share."""
    task = next((task for machine, task in MACHINES if viewer is machine), "")
    programmes = {getattr(row, "programme_id_for_audit", lambda: None)() for row in rows}
    audit.record(
        TEXT_USED if task else TEXT_OPENED,
        by=None if task else viewer,
        task=task,
        on=_subject(rows),
        at=at,
        programme=programmes.pop() if len(programmes) == 1 else None,
        detail={
            "rows": rows[0]._meta.label_lower,
            "count": len(rows),
            "purpose": audit.code_of(purpose),
        },
    )


def _subject(rows: Sequence[Sealable]) -> audit.Subject:
    kind = rows[0]._meta.label_lower
    if len(rows) == 1:
        return audit.Subject(kind, str(rows[0].pk))
    owners = {row.sealed_for() for row in rows}
    if len(owners) == 1:
        owner = owners.pop()
        return audit.Subject(owner.kind, owner.id)
    return audit.Subject(kind)


def _check(row: Sealable, texts: Mapping[str, object]) -> None:
    if row.pk is None:
        raise ValueError("A row needs its identifier before its text is sealed for it.")
    for name, text in texts.items():
        if name not in _fields(row):
            raise AttributeError(f"{row._meta.label} has no sealed field {name!r}.")
        if text is not None and not isinstance(text, str):
            raise NotSealed(name)


def _fields(row: Sealable) -> dict[str, SealedField]:
    return {f.attname: f for f in row._meta.concrete_fields if isinstance(f, SealedField)}


def _place(field: SealedField, row: Sealable, owner: KeyOwner) -> bytes:
    """Say where a text lies, so that it opens nowhere else."""
    return bind((field.model._meta.db_table, field.column, str(row.pk), owner.kind, owner.id))
