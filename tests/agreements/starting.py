"""A pair whose programme begins with the line manager, and what the manager sends and gets."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.links import LinkHolder, token_of
from mentorhouse.agreements.actions import three_way
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.rules import PartSaid
from mentorhouse.notifications.channels import FileChannel
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.programmes.design import parse_design
from mentorhouse.programmes.states import ProgrammeState
from tests.agreements.conftest import Pair
from tests.factories import complete_design, make_mentee, make_partnership, make_person
from tests.factories import make_programme as programme_of

NAME, EMAIL = "Mona Nager", "mona.nager@example.org"
SUPPORT, TALKS = "A day a month on the estates board.", "Each quarter, over a coffee."
SAID = PartSaid(150, SUPPORT, TALKS, "Mona N. Nager")
TALK = PartSaid()
DAY = timedelta(days=1)


def starting_programme(*, three_way_start=True):
    data = complete_design().model_dump(mode="json")
    data["agreement"]["three_way_start"] = three_way_start
    return programme_of(design=parse_design(data), state=ProgrammeState.RUNNING)


class Start(Pair):
    """A pair at its three-way start; times run from now, as links do."""

    def __init__(self, *, three_way_start=True, mentee="Ada Applicant"):
        programme = starting_programme(three_way_start=three_way_start)
        person = make_person(mentee, line_manager_email="boss@example.org")
        pair = make_partnership(programme, mentee=make_mentee(programme, person))
        super().__init__(pair)
        self.row, self.now = pair, timezone.now()
        self.begin(at=self.now)

    @property
    def part(self):
        return ManagersPart.objects.select_related("partnership__programme").get()

    def ask(self, *, name=NAME, email=EMAIL, by=None, at=None):
        by = by or self.mentee
        return three_way.ask_manager(self.row, name=name, email=email, by=by, at=at or self.now)

    def take_back(self, *, by=None, at=None):
        return three_way.take_back(self.row, by=by or self.mentee, at=at or self.now)

    def answer(self, said=SAID, *, once=None, letter=0, at=None):
        part = self.part
        return three_way.answer_part(
            said, once=once or uuid4(), letter=letter or part.letters, by=LinkHolder(part.pk),
            at=at or self.now,
        )  # fmt: skip

    def page(self, name="ask_manager"):
        return reverse(f"agreements:{name}", args=[self.id])

    def link(self):
        return reverse("agreements:managers_part", args=[token_of(self.part)])

    def end(self, state="declined"):
        self.row.state = state
        self.row.save(update_fields=["state"])


def form(**changes):
    """What the manager's form sends to sign."""
    said = {
        "once": str(uuid4()), "answer": "sign", "hours": "2.5", "support": SUPPORT, "talks": TALKS,
        "understands": "on", "name": "Mona N. Nager",
    }  # fmt: skip
    return said | changes


def letters(folder, *, to="", now=timezone.now):
    """Send what is due, and give each letter to somebody as it left, headers and all."""
    channel = FileChannel(folder)
    drain(channel, now=now)
    return [
        (folder / name).read_bytes().decode() + channel.read(name).text
        for name in channel.names()
        if not to or channel.read(name).to == to
    ]
