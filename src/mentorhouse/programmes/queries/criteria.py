"""How somebody's profile stands to what the programme asks of their role (R2.14)."""

from mentorhouse.programmes import rules
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.queries.completions import completed


def judgements_of(row: Participation) -> tuple[rules.Judgement, ...]:
    """Judge a profile that the caller may read by the criteria for its role."""
    person = row.person
    profile = rules.Profile(
        organisation=person.organisation.name if person.organisation else "",
        profession=person.profession,
        grade=person.grade,
        location=person.location,
        job_title=person.job_title,
        completed=completed(row.programme, [row.person_id]).get(row.person_id, frozenset()),
    )
    return rules.judged(row.programme.design, row.role, profile)


def what_stops(row: Participation) -> list[str]:
    """Return, in kind words, why somebody cannot take part; nothing where that is overridden."""
    return [] if row.waived_at else rules.what_stops(judgements_of(row))
