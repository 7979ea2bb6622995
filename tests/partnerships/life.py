"""A running pair, and the short words with which tests of its life speak."""

from datetime import timedelta

from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions import changing
from mentorhouse.partnerships.actions.beginning import plan_days
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
    make_together,
    user_of,
)

DAY = timedelta(days=1)


class Pair:
    """A pair of a programme with these settings of timing, records or phases."""

    def __init__(self, **changes):
        general = complete_design().model_dump(mode="json")
        changes = {name: general[name] | change for name, change in changes.items()}
        programme = make_programme(design=complete_design(**changes), state=ProgrammeState.RUNNING)
        self.programme, self.row = programme, make_partnership(programme)
        plan_days(self.row, at=AT)
        self.row.save()
        self.mentor, self.mentee = (user_of(self.row, role) for role in ("mentor", "mentee"))
        self.coordinator = coordinator_of(programme)

    def seen_by(self, user):
        return partnership_for(user, self.row.pk)

    def now(self):
        self.row.refresh_from_db()
        return self.row


def letters(kind):
    """To whom letters of a kind were posted."""
    return sorted(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


def with_shapes(programme):
    """Let a programme have every shape that partnerships can take."""
    models = [
        {"kind": "one_to_one"},
        {"kind": "group", "most_mentees": 4},
        {"kind": "two_by_two", "most_mentees": 2, "most_mentors": 2},
        {"kind": "team", "most_mentees": 6, "most_mentors": 2},
        {"kind": "reciprocal"},
    ]
    return with_design(programme, models=models)


def with_design(programme, **changes):
    """Let parts of a programme's design be others from now on."""
    design = parse_design(plain(programme.design) | changes)
    type(programme).objects.filter(pk=programme.pk).update(
        design_data=design.model_dump(mode="json")
    )
    return type(programme).objects.get(pk=programme.pk)


def user(part):
    """Who takes part."""
    return part.person.user


class Several:
    """A running group of one mentor and some mentees, in a programme with every shape."""

    def __init__(self, mentees=3):
        self.programme = with_shapes(make_programme(state=ProgrammeState.RUNNING))
        self.mentor = make_mentor(self.programme)
        self.mentees = [make_mentee(self.programme) for _ in range(mentees)]
        self.row = make_together([self.mentor], self.mentees)
        self.coordinator = coordinator_of(self.programme)

    def now(self):
        self.row.refresh_from_db()
        return self.row

    def asks(self, *new, shape=Shape.GROUP):
        ids = [part.pk for part in new]
        return changing.propose_change(self.row, shape, ids, by=self.coordinator, at=AT)

    def all_agree(self, change, *new):
        for part in (self.mentor, *self.mentees, *new):
            changing.answer_change(change, agree=True, by=user(part), at=AT)
