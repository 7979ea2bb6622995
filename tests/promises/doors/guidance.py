"""Who gets through the doors of guides."""

from django.utils import timezone

from mentorhouse.guidance import actions
from mentorhouse.programmes.design.public import HelpElsewhere, ProgrammeText
from mentorhouse.programmes.models import Programme

RUN = {"coordinator"}
READ = RUN | {"local_coordinator", "mentor", "mentee"}
ROWS = {
    "guidance:library": READ,
    "guidance:guide": READ,
    "guidance:keep": RUN,
    "guidance:add": RUN,
    "guidance:edit": RUN,
    "guidance:reset": RUN,
    "guidance:versions": RUN,
    "guidance:help": RUN,
    "guidance:add_help": RUN,
    "guidance:change_help": RUN,
    "guidance:comments": RUN,
    "guidance:comment": RUN,
}


def parts(world) -> dict[str, dict[str, object]]:
    """A guide that the programme changed, a place of help, and a comment."""
    by, at = world.coordinator, timezone.now()

    def programme() -> Programme:
        return Programme.objects.get(pk=world.programme.pk)

    one = {"key": "grow"}
    text = ProgrammeText(key="grow", title="GROW", text="Four steps.", steps=["goals"])
    version = programme().design_version
    actions.put_guide(programme(), text, by=by, at=at, version=version)
    place = HelpElsewhere(name="Quiet Line", what="Listens.", contact="1234")
    version = programme().design_version
    actions.keep_help(programme(), [place], by=by, at=at, version=version)
    mentor = world.users["mentor"]
    row = actions.comment(programme(), "grow", "Good.", named=True, by=mentor, at=at)
    return {
        "guidance:guide": one,
        "guidance:edit": one,
        "guidance:reset": one,
        "guidance:versions": one,
        "guidance:change_help": {"place": 0},
        "guidance:comment": {"comment_id": row.pk},
    }
