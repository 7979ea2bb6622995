"""Applications for which a manager or sponsor is asked, and the letters that leave."""

from uuid import uuid4

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.links import token_of
from mentorhouse.notifications.channels import FileChannel
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.programmes.design import parse_design
from mentorhouse.recruitment.actions import endorsing
from mentorhouse.recruitment.actions.endorsing import Who
from mentorhouse.recruitment.models import Endorsement
from mentorhouse.recruitment.states import ApplicationState, Asks
from tests.factories import complete_design, make_application, make_programme

MANAGER = Who(Asks.LINE_MANAGER, "Mona Nager", "mona.nager@example.org")
SPONSOR = Who(Asks.SPONSOR, "Spencer Orr", "spencer.orr@example.org")


def asking_programme(*, mentor_manager=False, coordinator=None, entry="application", **support):
    """A programme that asks for support; `support` changes the setting."""
    data = complete_design().model_dump(mode="json")
    data["mentees"]["endorsement"] |= {"kind": "takes_part", "asked": ["line_manager"]} | support
    data["mentees"]["entry"] = entry
    data["mentors"]["manager_agrees"] = mentor_manager
    return make_programme(design=parse_design(data), coordinator=coordinator)


def draft(programme=None, **more):
    return make_application(programme or asking_programme(), state=ApplicationState.DRAFT, **more)


def asked(application=None, who=MANAGER, *, at=None) -> Endorsement:
    """Ask as the applicant does."""
    row = application or make_application(asking_programme())
    return endorsing.ask_for(row, who, by=row.person.user, at=at or timezone.now())


def link(row) -> str:
    row.refresh_from_db()
    return reverse("recruitment:answer_support", args=[token_of(row)])


def yes(**changes):
    """What the form sends for a yes."""
    said = {"once": str(uuid4()), "answer": "support", "hours": "2.5", "understands": "on"}
    return said | {"comment": ""} | changes


def letters(folder):
    """Send what is due, and give each letter as it left."""
    channel = FileChannel(folder)
    drain(channel)
    return list(channel.letters())


def kept(model) -> str:
    """All that the database holds of a model, as raw as in a dump."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        return str([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor])
