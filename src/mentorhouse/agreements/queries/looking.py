"""When a pair looks at its agreement again, and who still has to sign, by facts alone."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mentorhouse.access.relations import Viewer
from mentorhouse.agreements.models import Agreement, Look, Signature
from mentorhouse.agreements.queries.agreements import is_for_others, newest_versions, people_in
from mentorhouse.agreements.rules.looking import sign_reminder
from mentorhouse.agreements.states import AgreementState, LookState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import day_of

RUNNING = PartnershipState.ACTIVE.value


def open_look(agreement: Agreement) -> Look | None:
    """Return the look that is open."""
    return agreement.looks.filter(state=LookState.OPEN.value).first()


def last_look(agreement: Agreement) -> Look | None:
    """Return the last look that is settled."""
    rows = agreement.looks.exclude(state=LookState.OPEN.value)
    return rows.order_by("-closed_at").first()


def day_to_look(agreement: Agreement) -> date | None:
    """Return the day set by the pair or the programme, else that of the next review."""
    partnership = agreement.partnership
    at_reviews = partnership.programme.design.agreement.review_at == "reviews"
    return agreement.look_on or (partnership.review_on if at_reviews else None)


def due(*, today: date, only: UUID | None = None) -> list[UUID]:
    """Return agreements in force whose day has come and that nobody looks at already."""
    opened = Look.objects.filter(agreement=OuterRef("pk"), state=LookState.OPEN.value)
    rows = Agreement.objects.filter(
        ~Exists(opened), in_force__isnull=False, look_on__lte=today, partnership__state=RUNNING
    )
    rows = rows.filter(pk=only) if only else rows
    return list(rows.order_by("pk").values_list("pk", flat=True))


def to_remind(*, before: datetime) -> QuerySet[Look]:
    """Return what has been open for a while; a letter of one kind leaves once."""
    rows = Look.objects.filter(
        state=LookState.OPEN.value,
        opened_at__lte=before,
        opened_at__gt=before - timedelta(days=30),
        agreement__partnership__state=RUNNING,
    )
    return rows.select_related("agreement").order_by("pk")


def look_waits(look_id: str, *, of: UUID) -> Look | None:
    """Return a look that is open and waits for this person."""
    rows = Look.objects.filter(
        pk=look_id, state=LookState.OPEN.value, agreement__partnership__state=RUNNING
    )
    return rows.exclude(still_right__person=of).select_related("asked_by").first()


def waiting_looks(viewer: Viewer, partnerships: Collection[UUID]) -> set[UUID]:
    """Return which of these partnerships wait for somebody to look at the agreement again."""
    rows = Look.objects.filter(
        agreement__partnership__in=partnerships, state=LookState.OPEN.value
    ).exclude(still_right__person=viewer.pk)
    return set(rows.values_list("agreement__partnership", flat=True))


def still_right(look: Look) -> set[UUID]:
    """Return who found it still right."""
    return set(look.still_right.values_list("person_id", flat=True))


def unsigned(*, today: date) -> list[tuple[Partnership, int, list[UUID]]]:
    """Return where a reminder to sign is due: the partnership, which reminder, and to whom.

    Only where it is to be signed at the first meeting. A version that nobody has signed counts
    from its day, an agreement that nobody has opened from the first day of the partnership.
    """
    found = []
    rows = Partnership.objects.filter(state=RUNNING, began_at__isnull=False).filter(
        Q(agreement=None) | ~Q(agreement__state=AgreementState.SIGNED.value)
    )
    newest = {
        version.agreement.partnership_id: version
        for version in newest_versions().exclude(agreement__state=AgreementState.SIGNED.value)
    }
    signed = _signed()
    for row in rows.select_related("programme", "agreement").order_by("pk"):
        design = row.programme.design.agreement
        if not (design.in_use and design.signed_at_first_meeting) or row.began_at is None:
            continue
        version = newest.get(row.pk)
        drafted = version is None or version.agreement.state == AgreementState.DRAFT
        since = row.began_at if version is None or drafted else version.written_at
        number = sign_reminder(waits_since=day_of(since), today=today)
        people = [who for who in people_in(row.pk) if (row.pk, who) not in signed] if number else []
        found.append((row, number, people))
    return [one for one in found if one[1]]


def _signed() -> set[tuple[UUID, UUID]]:
    rows = Signature.objects.filter(
        version__number=F("version__agreement__newest"),
        version__agreement__partnership__state=RUNNING,
    )
    return set(rows.values_list("version__agreement__partnership", "person"))


def is_old(version_id: str) -> bool:
    """Whether the newest version of a running partnership is for others than are there now."""
    version = newest_versions().filter(pk=version_id).first()
    return version is not None and is_for_others(version)


def still_to_sign(partnership_id: str, *, of: UUID) -> Partnership | None:
    """Return a running partnership in which this person has not signed the newest version."""
    rows = Partnership.objects.filter(pk=partnership_id, state=RUNNING)
    row = rows.select_related("programme").filter(members__participation__person=of).first()
    if row is None or not row.programme.design.agreement.in_use:
        return None
    mine = Signature.objects.filter(
        version__agreement__partnership=row,
        version__number=F("version__agreement__newest"),
        person=of,
    )
    return None if mine.exists() else row
