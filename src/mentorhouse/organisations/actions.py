"""Bringing organisations in. Called inside the deed that needs them, which audits."""

from collections.abc import Iterable

from mentorhouse.organisations.models import Organisation
from mentorhouse.organisations.rules import fold_name


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
