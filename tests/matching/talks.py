"""Programmes in which mentees turn to mentors themselves, made for tests."""

from datetime import timedelta

from mentorhouse.matching.actions import inviting
from mentorhouse.matching.rules.inviting import SEARCH
from mentorhouse.people.models import Biography
from mentorhouse.programmes.models import Completion
from tests.factories import AT, make_mentee, make_person
from tests.register.worlds import complete, on_the_register, programme_of

SOON = AT + timedelta(days=3)
CANARY = "Canary of a first talk: I want to lead one day."


def world(kind="mentor_register", mentors=4, mentees=1, **parts):
    """A programme with mentors to be found and mentees who look for one."""
    programme = programme_of(kind, **parts)
    return (
        programme,
        [mentor_in(programme) for _ in range(mentors)],
        [mentee_in(programme) for _ in range(mentees)],
    )


def mentor_in(programme, **more):
    person = make_person(grade="SCS1")
    mentor = on_the_register(programme, person, **more)
    for what in (Completion.What.MENTOR_TRAINING, Completion.What.ACCREDITED_PROGRAMME):
        complete(programme, mentor.person, what)
    Biography.objects.create(person=mentor.person, published=True, about="I listen.", changed_at=AT)
    return mentor


def mentee_in(programme, **more):
    mentee = make_mentee(programme, make_person(grade="SEO"), **more)
    complete(programme, mentee.person, Completion.What.MENTEE_INDUCTION)
    return mentee


def user(part):
    return part.person.user


def ask(mentee, mentor, *, at=AT, starts=(SOON,), message=CANARY, origin=SEARCH):
    aims = inviting.Aims(message, "video", starts)
    return inviting.invite(mentee, mentor, aims, origin=origin, by=user(mentee), at=at)


def agreed(mentee, mentor, *, at=AT):
    talk = ask(mentee, mentor, at=at)
    time = talk.times.get()
    return inviting.pick(talk, time.pk, joining="Room 7", by=user(mentor), at=at)


def met(mentee, mentor, *, at=AT):
    """A talk that took place; what follows is after `SOON`."""
    talk = agreed(mentee, mentor, at=at)
    return inviting.note_meeting(talk, met=True, by=user(mentee), at=SOON + timedelta(hours=2))


AFTER = SOON + timedelta(hours=3)


def chosen(mentee, mentor):
    return inviting.choose(met(mentee, mentor), by=user(mentee), at=AFTER)
