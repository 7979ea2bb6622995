"""Every read of profiles and of identity data, viewer first."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import MATCHER, NotVisible, Viewer, require
from mentorhouse.people.models import IdentityAnswer, IdentityConsent, Person
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_rows, without_destroyed

Kind = IdentityAnswer.Kind


def own_profile(viewer: Viewer) -> Person:
    """Return the viewer's own profile. Raises `NotVisible` for an account without one."""
    person = Person.objects.select_related("organisation", "user").filter(pk=viewer.pk).first()
    if person is None:
        raise NotVisible
    require(viewer, Capability.READ_OWN_PROFILE, person)
    return person


def has_profile(viewer: Viewer) -> bool:
    """Whether the viewer has written who they are."""
    return Person.objects.filter(pk=viewer.pk).exists()


def consent_of(viewer: Viewer) -> IdentityConsent | None:
    """Return the viewer's own consent, if it stands."""
    return IdentityConsent.objects.filter(person_id=viewer.pk).first()


def own_identity(viewer: Viewer, *, at: datetime) -> dict[Kind, str]:
    """Open what the viewer said of their own identity."""
    rows = list(IdentityAnswer.objects.select_related("consent").filter(consent__person=viewer.pk))
    opened = _opened(viewer, rows, at=at, purpose="read own identity data")
    return {Kind(row.kind): value for row, value in opened}


def identity_for_matching(
    people: Iterable[object], *, at: datetime, among: QuerySet[Any, Any] | None = None
) -> dict[UUID, dict[str, str]]:
    """Open identity answers of these people for a match run, which shows them to nobody (R1.07).

    Only standing consents have answers, so who has withdrawn is not here. `among` narrows in the
    database first, where there are many people.
    """
    here = set(people)
    answers = IdentityAnswer.objects.select_related("consent").order_by("pk")
    found = answers.filter(consent__person__in=list(here) if among is None else among)
    rows = [row for row in found if row.consent.person_id in here]
    said: dict[UUID, dict[str, str]] = {}
    for row, value in _opened(MATCHER, rows, at=at, purpose="match run"):
        said.setdefault(row.consent.person_id, {})[row.kind] = value
    return said


def _opened(
    viewer: Viewer, rows: list[IdentityAnswer], *, at: datetime, purpose: str
) -> list[tuple[IdentityAnswer, str]]:
    """Open answers. Those whose key went with the consent stay gone, whatever backup holds them."""
    try:
        texts = open_rows(viewer, rows, at=at, purpose=purpose)
    except Destroyed:
        rows = without_destroyed(rows)
        texts = open_rows(viewer, rows, at=at, purpose=purpose)
    return [(row, text["value"]) for row, text in zip(rows, texts, strict=True)]
