"""What all rooms know for the health check and the principles (R2.05, R2.26)."""

from datetime import date

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.finance.queries import budget_facts
from mentorhouse.governance.queries.checks import as_note, notes_of
from mentorhouse.governance.queries.overview import facts_of
from mentorhouse.governance.rules.checks import CHECKLISTS, Judged, Known, judge
from mentorhouse.policies.queries.keeping import policy_facts
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import coordinators_of, lessons_for
from mentorhouse.training.queries.people import counts_in


def known_of(viewer: Viewer, programme: Programme, *, on: date) -> Known:
    """Collect what data shows, in a fixed number of queries."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    facts = facts_of(viewer, programme, on=on)
    budget = budget_facts(viewer, programme, today=on)
    policies = policy_facts(viewer, programme, today=on)
    taught = counts_in(viewer, programme)
    return Known(
        coordinators=len(coordinators_of(viewer, programme)),
        champion=bool(facts.champion),
        board_members=facts.members,
        board_meetings=facts.meetings_ahead,
        stakeholders=facts.stakeholders,
        messages=facts.messages,
        milestones=facts.milestones,
        budget_lines=budget.lines,
        budget_covered=budget.lines > 0 and budget.agreed >= budget.planned,
        policies=sum(1 for policy in policies if policy.documents),
        lessons=lessons_for(viewer, programme).count(),
        mentors=taught["mentor"][0],
        mentors_trained=taught["mentor"][1],
        mentees=taught["mentee"][0],
        mentees_inducted=taught["mentee"][1],
    )


def checklist_of(
    viewer: Viewer, programme: Programme, checklist: str, *, on: date
) -> tuple[Judged, ...]:
    """Judge every point of a checklist."""
    known = known_of(viewer, programme, on=on)
    notes = notes_of(viewer, programme, checklist)
    return tuple(
        judge(point, programme.design, known, as_note(notes.get(point.key)))
        for point in CHECKLISTS[checklist]
    )
