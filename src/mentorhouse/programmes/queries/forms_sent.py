"""Whether somebody has filled in the form of a programme already; rooms above this one know."""

from collections.abc import Callable

from mentorhouse.programmes.models import Participation

FormKnown = Callable[[Participation], bool]
_known: list[FormKnown] = []


def knows_forms(known: FormKnown) -> FormKnown:
    """Register who says whether the form for a place was filled in and led to a yes."""
    _known.append(known)
    return known


def form_is_known(participation: Participation) -> bool:
    """Whether a yes needs no form: who stepped back and comes again has filled it in."""
    return any(known(participation) for known in _known)
