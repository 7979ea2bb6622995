"""A group of a mentor and mentees, and what they do to find a time."""

from mentorhouse.meetings.actions import polling
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.queries import poll_for
from mentorhouse.meetings.rules.polls import Says
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import Shape
from tests.factories import make_mentee, make_mentor, make_programme, make_together
from tests.meetings.conftest import AT, TIMES

# Planted in `test_kept_apart`.
SEALED = {"meetings.Poll.place", "meetings.Poll.link"}
SEALED |= {f"meetings.Session.{box}" for box in ("topic", "place", "link", "notes")}
YES, MAYBE, NO = Says.YES, Says.IF_NEED_BE, Says.NO
FACE_TO_FACE = Details(90, "face_to_face", place="Canary room, first floor")


class Group:
    """A group round one mentor."""

    def __init__(self, mentees=3, programme=None, shape="group", mentors=1):
        self.programme = programme or make_programme()
        mentors = [make_mentor(self.programme) for _ in range(mentors)]
        parts = [make_mentee(self.programme) for _ in range(mentees)]
        self.id = make_together(mentors, parts, shape=Shape(shape)).pk
        self.mentors = [part.person.user for part in mentors]
        self.mentor = self.mentors[0]
        self.mentees = [part.person.user for part in parts]
        self.everybody = [*self.mentors, *self.mentees]

    def partnership(self, viewer=None):
        return partnership_for(viewer or self.mentor, self.id)

    def ask(self, by=None, times=TIMES, details=FACE_TO_FACE, at=AT, moving=None):
        by = by or self.mentees[0]
        row = self.partnership(by)
        made = polling.ask_times(row, times, details, moving=moving, by=by, at=at)
        return self.poll(made, by)

    def poll(self, poll, viewer=None):
        return poll_for(viewer or self.mentor, self.id, poll.pk)

    def answer(self, poll, by, *says, at=AT):
        row = self.poll(poll, by)
        given = dict(zip([time.pk for time in row.times.all()], says, strict=True))
        return polling.answer(row, given, by=by, at=at)

    def pick(self, poll, by=None, which=0, at=AT):
        row = self.poll(poll, by or self.mentees[0])
        time = list(row.times.all())[which]
        return polling.pick_time(row, time.pk, by=by or self.mentees[0], at=at)
