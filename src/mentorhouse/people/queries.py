"""Every read of profiles and of identity data, viewer first."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import MATCHER, NotVisible, Viewer, require
from mentorhouse.people.models import IdentityAnswer, IdentityConsent, Person
from mentorhouse.vault.sealing import open_rows

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
    texts = open_rows(viewer, rows, at=at, purpose="read own identity data")
    return {Kind(row.kind): text["value"] for row, text in zip(rows, texts, strict=True)}


def identity_for_matching(
    person_ids: Iterable[object], *, at: datetime
) -> dict[UUID, dict[Kind, str]]:
    """Open identity answers for a match run, which shows them to nobody (R1.07).

    Only standing consents have answers, so who has withdrawn is not here.
    """
    rows = list(
        IdentityAnswer.objects.select_related("consent")
        .filter(consent__person__in=list(person_ids))
        .order_by("pk")
    )
    texts = open_rows(MATCHER, rows, at=at, purpose="match people")
    found: dict[UUID, dict[Kind, str]] = {}
    for row, text in zip(rows, texts, strict=True):
        found.setdefault(row.consent.person_id, {})[Kind(row.kind)] = text["value"]
    return found
