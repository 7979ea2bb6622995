"""Bringing organisations in. Called inside the deed that needs them, which audits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.organisations.models import Organisation
from mentorhouse.organisations.rules import fold_name, part_of_itself

DESCRIBED = audit.Act("organisation.described", "described an organisation")


class PartOfItself(ValueError):
    """An organisation cannot be part of a part of its own."""


@dataclass(frozen=True)
class Said:
    """What is said of an organisation."""

    kind: str
    region: str
    parent: str  # by its name; a new one is added


def describe(organisation: Organisation, said: Said, *, by: User, at: datetime) -> Organisation:
    """Say of which kind it is, where, and part of what (R1.02)."""
    with transaction.atomic():
        require(by, Capability.DESCRIBE_ORGANISATION, organisation)
        parent = find_or_add([said.parent]).get(said.parent)
        # All of them, in one order: two deeds cannot each make the other's body the parent.
        rows = Organisation.objects.select_for_update(no_key=True).order_by("pk")
        parents = {row.pk: row.parent_id for row in rows}
        if parent is not None and part_of_itself(organisation.pk, parent.pk, parents):
            raise PartOfItself
        row = Organisation.objects.get(pk=organisation.pk)
        row.kind, row.region, row.parent = said.kind, said.region.strip(), parent
        row.save(update_fields=["kind", "region", "parent"])
        audit.record(DESCRIBED, by=by, on=row, at=at)
    return row


def find_or_add(names: Iterable[str]) -> dict[str, Organisation]:
    """Return the organisation for each name, adding those not known yet.

    Two imports that bring the same new name at once end with one row: the folded name is unique
    and a clash is ignored, then everything is read back.
    """
    wanted = {name: fold_name(name) for name in names if name.strip()}
    known = set(
        Organisation.objects.filter(folded_name__in=set(wanted.values())).values_list(
            "folded_name", flat=True
        )
    )
    fresh = {folded: name for name, folded in wanted.items() if folded not in known}
    Organisation.objects.bulk_create(
        [
            Organisation(name=" ".join(name.split()), folded_name=folded)
            for folded, name in sorted(fresh.items())  # no two imports wait in a circle
        ],
        ignore_conflicts=True,
    )
    by_fold = {
        o.folded_name: o for o in Organisation.objects.filter(folded_name__in=set(wanted.values()))
    }
    return {name: by_fold[folded] for name, folded in wanted.items()}
