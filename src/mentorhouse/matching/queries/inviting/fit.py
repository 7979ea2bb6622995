"""Why two people would fit, from the visible criteria of the programme and nothing private."""

from dataclasses import replace

from mentorhouse.matching.engine.level import without_rank
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.reasons import score_parts
from mentorhouse.matching.queries.pool import COLUMNS
from mentorhouse.matching.queries.telling import Reason
from mentorhouse.matching.queries.terms import terms_of
from mentorhouse.matching.rules import Candidate, request
from mentorhouse.matching.rules.inviting import MENTEE, MENTOR
from mentorhouse.programmes.models import Participation


def problem_of_two(
    mentee: Participation, mentor: Participation, *, mutual: bool = False
) -> Problem:
    """Bind the programme's rules and visible criteria to one pair.

    Two who would mentor each other are not held to rules of rank (R5.11).
    """
    design = mentee.programme.design
    values = {part.person_id: _values(part) for part in (mentee, mentor)}
    terms = terms_of(mentee.programme, design, values, {})
    ours, theirs = (
        Candidate(str(part.person_id), values[part.person_id], terms=terms.get(part.person_id, {}))
        for part in (mentee, mentor)
    )
    asked = request(design, [ours], [theirs])
    return Problem(replace(asked, rules=without_rank(asked.rules)) if mutual else asked)


def reasons_for(mentee: Participation, mentor: Participation) -> list[Reason]:
    """Return why a mentee and a mentor would fit, and what is missing, for the mentee (R5.03).

    As in a match, people read words and weights and no score (decision 31).
    """
    problem = problem_of_two(mentee, mentor)
    parts = score_parts(problem, str(mentee.person_id), str(mentor.person_id))
    return [Reason(part.to_mentee, part.points, part.most) for part in parts]


def _values(part: Participation) -> dict[str, str]:
    rows = Participation.objects.filter(pk=part.pk).values_list(*COLUMNS.values())
    return {field: value or "" for field, value in zip(COLUMNS, rows[0], strict=True)}


def other_way(
    mentee: Participation, mentor: Participation
) -> tuple[Participation, Participation] | None:
    """Return the mentor as mentee and the mentee as mentor, where both take part as both."""
    found = {
        (row.person_id, row.role): row
        for row in Participation.objects.filter(
            programme=mentee.programme_id, person__in=(mentee.person_id, mentor.person_id)
        )
    }
    one, other = found.get((mentor.person_id, MENTEE)), found.get((mentee.person_id, MENTOR))
    return (one, other) if one is not None and other is not None else None
