"""What the house was told of somebody before they wrote a profile; rooms above this one know.

It only fills boxes in advance: nothing of it is a profile until its owner has sent the form.
"""

from collections.abc import Callable, Mapping

from mentorhouse.access.relations import Viewer

ToldOf = Callable[[Viewer], Mapping[str, str]]
_told: list[ToldOf] = []


def knows_of_people(told: ToldOf) -> ToldOf:
    """Register who knows something of somebody: field of the profile → words; "name" is whole."""
    _told.append(told)
    return told


def told_of(viewer: Viewer) -> dict[str, str]:
    """Return what to fill in in advance on the viewer's own forms."""
    found: dict[str, str] = {}
    for told in _told:
        found = dict(told(viewer)) | found
    given, _space, family = found.pop("name", "").strip().partition(" ")
    return {"given_name": given, "family_name": family.strip()} | found if given else found
