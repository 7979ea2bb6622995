"""What a co-ordinator does with the library: plain changes to the guidance of a design."""

from enum import StrEnum

from mentorhouse.programmes.design.public import Guidance, ProgrammeText


class Deed(StrEnum):
    """What can be done with a guide besides writing it."""

    LEAVE_OUT = "leave_out"
    BRING_BACK = "bring_back"
    RESET = "reset"  # drop the programme’s text: a shipped guide is as it ships, an own one goes


def page_of(guidance: Guidance, key: str) -> ProgrammeText | None:
    """Return the programme’s text for a guide, if it wrote one."""
    return next((page for page in guidance.pages if page.key == key), None)


def standing_of(guidance: Guidance, key: str) -> tuple[ProgrammeText | None, bool]:
    """Return the programme’s text for a guide, and whether the guide is left out."""
    return page_of(guidance, key), key in guidance.left_out


def with_page(guidance: Guidance, page: ProgrammeText) -> Guidance:
    """Put a text in its place, or at the end where it is new."""
    if page_of(guidance, page.key):
        pages = [page if old.key == page.key else old for old in guidance.pages]
    else:
        pages = [*guidance.pages, page]
    return guidance.model_copy(update={"pages": pages})


def rearranged(guidance: Guidance, key: str, deed: Deed) -> Guidance:
    """Leave a guide out, bring it back, or drop the programme’s own text."""
    without = [other for other in guidance.left_out if other != key]
    if deed is Deed.RESET:
        pages = [page for page in guidance.pages if page.key != key]
        return guidance.model_copy(update={"pages": pages, "left_out": without})
    if deed is Deed.LEAVE_OUT and key in guidance.left_out:
        return guidance
    left_out = [*without, key] if deed is Deed.LEAVE_OUT else without
    return guidance.model_copy(update={"left_out": left_out})
