"""The few guides that fit where somebody is: every page may draw them with one line (R13.01).

{{ guides_here(programme, role=row.role, step="deciding") }}
"""

from markupsafe import Markup

from mentorhouse.design.drawing import pages
from mentorhouse.guidance.queries import texts_for
from mentorhouse.programmes.models import Programme


def guides_here(programme: Programme, *, role: str, step: str, phase: str = "") -> Markup:
    """Draw up to three guides for a role at a step, folded away; nothing where none fits."""
    here = texts_for(programme, role=role, step=step, phase=phase)
    if not here.guides:
        return Markup()
    drawn = pages().get_template("guidance/here.html").render(here=here, step=step)
    return Markup(drawn)  # noqa: S704  # drawn by a template that escapes
