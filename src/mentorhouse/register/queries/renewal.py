"""What a renewal looks at: own development, the code of ethics, supervision (R4.10, R4.15)."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.register.models import Code, CodeAcceptance, Development, Entry, Readiness
from mentorhouse.register.rules.renewal import YEAR, Condition, Record, conditions
from mentorhouse.register.rules.standing import Facts, supervision_due
from mentorhouse.register.states import EntryState, How
from mentorhouse.vault.sealing import open_row, open_rows


def code_in_force(programme: Programme) -> Code | None:
    """Return the newest version of a programme’s code; unsaved while nobody accepted it.

    None where the programme has no code. What the design says now is the version in force: as
    soon as its title or words differ from the newest one that was accepted, it is a new one.
    """
    ethics = programme.design.agreement.ethics
    if not ethics.used:
        return None
    newest = Code.objects.filter(programme=programme).order_by("-number").first()
    if newest is not None and (newest.title, newest.words) == (ethics.title, ethics.words):
        return newest
    number = newest.number + 1 if newest else 1
    return Code(programme=programme, number=number, title=ethics.title, words=ethics.words)


def acceptances_of(participation: Participation) -> list[CodeAcceptance]:
    """Return which versions of the code somebody accepted and when, the newest first."""
    rows = CodeAcceptance.objects.filter(participation=participation).select_related("code")
    return list(rows.order_by("-code__number"))


def accepted_code(participation: Participation) -> CodeAcceptance | None:
    """Return somebody’s acceptance of the version in force; None where there is none."""
    code = code_in_force(participation.programme)
    if code is None or code.since is None:
        return None
    return CodeAcceptance.objects.filter(participation=participation, code=code).first()


def conditions_of(entry: Entry, *, at: datetime) -> tuple[Condition, ...]:
    """Say what renewing an entry asks, and how it stands."""
    part, on = entry.participation, day_of(at)
    design = part.programme.design
    facts = Facts(
        state=EntryState(entry.state),
        how=How(entry.how) if entry.how else None,
        admitted_on=entry.admitted_on,
        supervised_on=entry.supervised_on,
    )
    current = not design.agreement.ethics.used or accepted_code(part) is not None
    record = Record(
        minutes_between(part.person_id, on - YEAR, on), current, supervision_due(design, facts)
    )
    return conditions(design, record, on=on)


def minutes_between(person_id: UUID, first: date, last: date) -> int:
    """Add up a mentor’s own development after `first`, up to `last`."""
    rows = Development.objects.filter(person=person_id, on__gt=first, on__lte=last)
    total: int | None = rows.aggregate(total=Sum("minutes"))["total"]
    return total or 0


def own_lines(viewer: Viewer) -> QuerySet[Development]:
    """Return the viewer’s own record of development, the newest first; nothing is opened."""
    return Development.objects.filter(person=viewer.pk).order_by("-on", "pk")


def development_texts(viewer: Viewer, rows: list[Development], *, at: datetime) -> dict[UUID, str]:
    """Open what some lines say."""
    texts = open_rows(viewer, rows, at=at, purpose="read own development")
    return {row.pk: text["what"] for row, text in zip(rows, texts, strict=True)}


def development_for(viewer: Viewer, development_id: UUID) -> Development:
    """Return one line of somebody’s own development. Raises `NotVisible`."""
    row = Development.objects.filter(pk=development_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.READ_DEVELOPMENT, row)
    return row


def readiness_of(participation: Participation) -> Readiness | None:
    """Return what a mentor said about being ready; nothing is opened."""
    row = Readiness.objects.filter(participation=participation).first()
    if row is not None:
        row.participation = participation
    return row


def read_hopes(viewer: Viewer, row: Readiness, *, at: datetime) -> str:
    """Open what a mentor hopes to learn."""
    return open_row(viewer, row, at=at, purpose="read what a mentor hopes to learn")["hopes"]


def ending_between(first: date, last: date) -> list[Entry]:
    """Return the entries whose place ends between two days, with people and programme."""
    rows = Entry.objects.filter(
        state=EntryState.ADMITTED.value, renew_by__gte=first, renew_by__lte=last
    )
    return list(rows.select_related("participation__programme", "participation__person__user"))


def entry_about(entry_id: str) -> Entry | None:
    """Return the entry that a letter is about; None when it is gone."""
    rows = Entry.objects.select_related("participation__programme")
    return rows.filter(pk=entry_id).first()


def count_ending(programme_id: UUID, first: date, last: date) -> int:
    """Count the places of a programme that end between two days."""
    return Entry.objects.filter(
        participation__programme=programme_id,
        state=EntryState.ADMITTED.value,
        renew_by__gte=first,
        renew_by__lte=last,
    ).count()
