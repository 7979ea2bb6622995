"""Programmes with people to match, made for tests."""

from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun
from mentorhouse.people.models import IdentityAnswer, IdentityConsent, Person
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.vault.sealing import seal
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

Kind = IdentityAnswer.Kind


def programme_of(mentors: int = 3, mentees: int = 3, **more: object) -> Programme:
    """A programme whose mentors and mentees all fit: other organisations, two grades apart."""
    programme = make_programme(state=ProgrammeState.RECRUITING, **more)
    for number in range(mentors):
        make_mentor(
            programme,
            make_person(grade="Grade 6", profession=f"Trade {number}"),
            state=ParticipationState.INVITED,
        )
    for number in range(mentees):
        make_mentee(
            programme,
            make_person(grade="SEO", profession=f"Trade {number}"),
            state=ParticipationState.INVITED,
        )
    return programme


def drafted(programme: Programme) -> MatchRun:
    """A run of the programme, carried out."""
    run = start(programme, by=coordinator_of(programme), at=AT)
    carry_out(run.pk, at=AT)
    run.refresh_from_db()
    return run


def pairs_of(run: MatchRun) -> dict:
    """The mentor of each mentee."""
    return dict(run.pairs.values_list("mentee", "mentor"))


def tell_identity(person: Person, **answers: str) -> IdentityConsent:
    """Somebody's consent and sealed answers."""
    consent = IdentityConsent.objects.create(person=person, given_at=AT, declared_by=person.user)
    for kind, value in answers.items():
        answer = IdentityAnswer(consent=consent, kind=kind)
        seal(answer, value=value)
        answer.save()
    return consent
