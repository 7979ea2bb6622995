"""A column of sealed text, and the value that it holds."""

from typing import Any, NoReturn

from django.core import checks
from django.db import models
from django.db.models.lookups import Lookup
from django.db.models.query_utils import DeferredAttribute

from mentorhouse.access.policy import Capability
from mentorhouse.vault.errors import NotSealed, StaysSealed


class Sealed:
    """Text that nobody has opened. It refuses every way of being shown, stored or sent.

    Only the vault takes the envelope out; `None` in its place means that nothing was written.
    """

    __slots__ = ("_envelope",)

    def __init__(self, envelope: bytes) -> None:
        self._envelope = envelope

    def _refuse(self, *_: object) -> NoReturn:
        raise StaysSealed

    __str__ = __repr__ = __format__ = __bytes__ = _refuse
    __iter__ = __len__ = __contains__ = __getitem__ = _refuse
    __reduce__ = __reduce_ex__ = __getstate__ = _refuse
    __html__ = __json__ = _refuse


def envelope_of(value: Sealed) -> bytes:
    """Take the envelope out, for the vault and the database only."""
    return value._envelope  # noqa: SLF001  # this module made it


class _OnlySealed(DeferredAttribute):
    """The attribute on a row: takes `Sealed` or nothing."""

    def __set__(self, instance: models.Model, value: object) -> None:
        if value is not None and not isinstance(value, Sealed):
            raise NotSealed(self.field.attname)
        instance.__dict__[self.field.attname] = value


class SealedField(models.Field[Any, Any]):
    """A binary column of sealed text, `Sealed | None` in Python.

    `readable_by` is the capability that opens it for a person. `usable_by`, if any, is one that
    lets the house use the text without showing it (the matching run, R1.07).
    Neither is part of the schema, so changing them makes no migration.
    """

    descriptor_class = _OnlySealed
    empty_strings_allowed = False

    def __init__(
        self,
        *args: Any,
        readable_by: Capability | None = None,
        usable_by: Capability | None = None,
        **kwargs: Any,
    ) -> None:
        self.readable_by = readable_by
        self.usable_by = usable_by
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Describe the column for migrations: what the database sees, and `null` always."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        kwargs["null"], kwargs["blank"] = self.null, self.blank
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse a field that nobody could open."""
        problems = super().check(**kwargs)
        if self.readable_by is None:
            problems.append(
                checks.Error("A sealed field names its readers.", obj=self, id="vault.E101")
            )
        if not hasattr(self.model, "sealed_for"):
            problems.append(
                checks.Error(
                    "A model with sealed fields has sealed_for() -> KeyOwner.",
                    obj=self,
                    id="vault.E102",
                )
            )
        return problems

    def get_internal_type(self) -> str:
        """Be a binary column."""
        return "BinaryField"

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Sealed | None:
        """Wrap what the database holds."""
        return None if value is None else Sealed(bytes(value))

    def get_db_prep_value(
        self,
        value: Any,
        connection: Any,
        prepared: bool = False,  # noqa: ARG002, FBT001, FBT002  # Django's signature
    ) -> Any:
        """Hand the envelope to the database; anything else is refused."""
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise NotSealed(self.attname)
        return connection.Database.Binary(envelope_of(value))

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        """Sealed text can be asked only whether it is there."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def value_to_string(self, _obj: models.Model) -> NoReturn:
        """Refuse to be dumped."""
        raise StaysSealed

    def formfield(self, *_args: Any, **_kwargs: Any) -> None:
        """Have no form field: forms take text, actions seal it."""
