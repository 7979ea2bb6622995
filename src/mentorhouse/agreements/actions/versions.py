"""What every new version is made of: its clauses, sealed, and for whom it is."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from mentorhouse.accounts.models import User
from mentorhouse.agreements import queries
from mentorhouse.agreements.models import Agreement, Clause, Party, Version
from mentorhouse.agreements.rules import ClauseText, digest_of
from mentorhouse.notifications.actions import post_all
from mentorhouse.vault.sealing import seal_all


def add_version(
    agreement: Agreement, number: int, clauses: Sequence[ClauseText], *, by: User | None,
    at: datetime,
) -> Version:  # fmt: skip
    """Write a version for those who are in the partnership now."""
    salt = secrets.token_hex(16)
    version = Version(
        agreement=agreement, number=number, written_by_id=by.pk if by else None, written_at=at,
        digest=digest_of(number, clauses, salt=salt),
    )  # fmt: skip
    rows = [
        Clause(version=version, place=place, key=clause.key, title=clause.title)
        for place, clause in enumerate(clauses, start=1)
    ]
    texts = [{"text": clause.text} for clause in clauses]
    seal_all([(version, {"salt": salt}), *zip(rows, texts, strict=True)])
    version.save(force_insert=True)
    Clause.objects.bulk_create(rows)
    people = queries.people_in(agreement.partnership_id)
    Party.objects.bulk_create(
        Party(version=version, person_id=who, role=role) for who, role in people.items()
    )
    return version


def post_to(
    kind: str, version: Version, people: Collection[UUID], *, at: datetime, but: User | None = None
) -> None:
    """Post a letter about a version, once for each of these people."""
    about = {"partnership": version.agreement.partnership_id, "version": version.pk}
    to = [person for person in people if but is None or person != but.pk]
    post_all(kind, ((person, about, str(version.pk)) for person in to), at=at)
