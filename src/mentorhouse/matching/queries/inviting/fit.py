"""Why two people would fit, from the visible criteria of the programme and nothing private."""

from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.reasons import score_parts
from mentorhouse.matching.queries.pool import COLUMNS
from mentorhouse.matching.queries.telling import Reason
from mentorhouse.matching.queries.terms import terms_of
from mentorhouse.matching.rules import Candidate, request
from mentorhouse.programmes.models import Participation


def problem_of_two(mentee: Participation, mentor: Participation) -> Problem:
    """Bind the programme's rules and visible criteria to one pair."""
    design = mentee.programme.design
    values = {part.person_id: _values(part) for part in (mentee, mentor)}
    terms = terms_of(mentee.programme, design, values, {})
    ours, theirs = (
        Candidate(str(part.person_id), values[part.person_id], terms=terms.get(part.person_id, {}))
        for part in (mentee, mentor)
    )
    return Problem(request(design, [ours], [theirs]))


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
