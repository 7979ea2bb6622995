"""Where else the start page leads: one list, filled by the rooms of the upper storey.

Each room's part is one function here: from the viewer and their taking part to ways. A way says
what it is in words, which programme it belongs to, and where it leads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.relations import Viewer
from mentorhouse.communication.queries import spaces_moderated, spaces_of
from mentorhouse.programmes.models import Participation
from mentorhouse.training.rules.courses import courses_for


@dataclass(frozen=True)
class Way:
    """One link: its words, the programme in whose name it stands, and the page with its parts."""

    words: str
    programme: str
    page: str
    args: tuple[Any, ...]
    note: str = ""


Parts = Sequence[Participation]


def ways(viewer: Viewer, parts: Parts, *, at: datetime) -> list[Way]:
    """Return where else the viewer may go, in the order of `_ROOMS`."""
    return [way for room in _ROOMS for way in room(viewer, parts, at)]


def _spaces(viewer: Viewer, parts: Parts, at: datetime) -> list[Way]:  # noqa: ARG001  # as the others
    return [
        Way(_("Mentors’ space"), row.name, "communication:space", (row.pk,))
        for row in spaces_of(viewer, parts)
    ] + [
        Way(
            _("Moderate the mentors’ space"),
            row.name,
            "communication:reports" if waiting else "communication:space",
            (row.pk,),
            ngettext("one report waits", "%(count)s reports wait", waiting) % {"count": waiting}
            if waiting
            else "",
        )
        for row, waiting in spaces_moderated(viewer)
    ]


def _training(viewer: Viewer, parts: Parts, at: datetime) -> list[Way]:  # noqa: ARG001  # as the others
    programmes = {
        part.programme_id: part.programme
        for part in parts
        if courses_for(part.programme.design, {part.role})
    }
    return [Way(_("Training"), row.name, "training:mine", (row.pk,)) for row in programmes.values()]


_ROOMS: Sequence[Callable[[Viewer, Parts, datetime], list[Way]]] = (_spaces, _training)
