"""Every read of programmes and of who takes part, viewer first."""

from mentorhouse.programmes.queries.coordination import (
    about_access,
    coordinator_for,
    coordinators_of,
    former_coordinators,
    helps_to_run,
    local_coordinators,
    organisation_of,
    partner_bodies,
    successions,
    successors_to,
)
from mentorhouse.programmes.queries.designs import lessons_beside, lessons_for
from mentorhouse.programmes.queries.people import (
    ORDERS,
    counted,
    organisations_in,
    other_roles,
    participation_for,
    participations_of,
    people_counts,
    people_in,
    seen_by,
    taking_part,
)
from mentorhouse.programmes.queries.programmes import (
    coordinated,
    launch_overrides,
    local_roles_of,
    programme_for,
    programmes_of,
)

__all__ = [
    "ORDERS",
    "about_access",
    "coordinated",
    "coordinator_for",
    "coordinators_of",
    "counted",
    "former_coordinators",
    "helps_to_run",
    "launch_overrides",
    "lessons_beside",
    "lessons_for",
    "local_coordinators",
    "local_roles_of",
    "organisation_of",
    "organisations_in",
    "other_roles",
    "participation_for",
    "participations_of",
    "partner_bodies",
    "people_counts",
    "people_in",
    "programme_for",
    "programmes_of",
    "seen_by",
    "successions",
    "successors_to",
    "taking_part",
]
