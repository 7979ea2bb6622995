"""Evidence that lies in the rooms: figures without names, made safe for small groups (R2.20)."""

from datetime import date

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.handbook.rules import Proof
from mentorhouse.programmes.models import Programme


def proofs_of(viewer: Viewer, programme: Programme, *, today: date) -> dict[str, tuple[Proof, ...]]:
    """Return the evidence of each area that no setting shows."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    return {}
