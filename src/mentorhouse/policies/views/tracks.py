"""The documents of one policy, one line of versions each: everyone's, and each organisation's."""

from dataclasses import dataclass
from uuid import UUID

from mentorhouse.access.relations import Viewer
from mentorhouse.policies.models import Document, Policy
from mentorhouse.policies.queries.keeping import versions_of
from mentorhouse.policies.queries.people import Tally, tallies_in
from mentorhouse.policies.rules import EVERYONE
from mentorhouse.policies.states import DocumentState


@dataclass(frozen=True)
class Track:
    """One line of versions: whose it is, which version is in force, and the draft that waits."""

    whose: str
    name: str
    in_force: Document | None
    draft: Document | None
    tally: Tally


def tracks_of(viewer: Viewer, policy: Policy) -> list[Track]:
    """Return everyone's document, then those of organisations by name."""
    lines: dict[str, list[Document]] = {EVERYONE: []}
    for document in versions_of(viewer, policy):
        lines.setdefault(document.whose, []).append(document)
    tallies = tallies_in(viewer, policy.programme)
    return [_track(whose, versions, tallies) for whose, versions in lines.items()]


def _track(whose: str, versions: list[Document], tallies: dict[UUID, Tally]) -> Track:
    by_state = {document.state: document for document in versions}
    in_force = by_state.get(DocumentState.IN_FORCE.value)
    organisation = versions[0].organisation if versions else None
    return Track(
        whose=whose,
        name=organisation.name if organisation else "",
        in_force=in_force,
        draft=by_state.get(DocumentState.DRAFT.value),
        tally=tallies.get(in_force.pk, Tally()) if in_force else Tally(),
    )
