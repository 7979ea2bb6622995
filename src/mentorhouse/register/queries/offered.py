"""Whom mentees may find at this moment, and what those mentors have published (R5.02)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from mentorhouse.people.models import Biography
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.register.models import SearchRow
from mentorhouse.register.queries.standing import findable
from mentorhouse.register.rules.finding import Told


def offered_now(programme: Programme, *, at: datetime) -> QuerySet[Participation]:
    """Return the mentors whom mentees may find now and who have published a biography."""
    published = Biography.objects.filter(person=OuterRef("person"), published=True)
    return findable(programme, at=at).filter(Exists(published)).order_by()


def told_by(rows: QuerySet[SearchRow]) -> dict[UUID, Told]:
    """Return what some mentors of an index have published; who has nothing is not in it."""
    parts = dict(rows.values_list("participation__person", "pk"))
    found = Biography.objects.filter(published=True, person__in=list(parts))
    biographies = found.select_related("person__organisation")
    return {parts[row.person_id]: told_in(row) for row in biographies}


def told_in(row: Biography) -> Told:
    """Return what a published biography and its profile tell."""
    person, body = row.person, row.person.organisation
    return Told(
        person.name,
        f"{person.job_title} {person.work_role}",
        body.name if body else "",
        str(body.pk) if body else "",
        person.grade,
        person.profession,
        person.location,
        person.languages,
        f"{row.about} {row.experience} {row.career_path} {row.expect}",
        tuple(str(skill) for skill in row.skills),
        row.sectors,
        tuple(str(way) for way in row.ways),
        row.places,
    )
