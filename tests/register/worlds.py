"""What the tests of the register have in common."""

from datetime import timedelta

from mentorhouse.people.models import Evidence
from mentorhouse.people.states import EvidenceState
from mentorhouse.programmes.design import parse_design, plain, shipped_design
from mentorhouse.programmes.models import Completion
from mentorhouse.register import actions
from tests.factories import AT, coordinator_of, make_mentor, make_person, make_programme

TODAY = AT.date()
LATER = AT + timedelta(days=1)


def design_of(kind="general", **parts):
    """A shipped design with some settings changed, part by part."""
    data = plain(shipped_design(kind))
    for name, changes in parts.items():
        data[name] |= changes
    return parse_design(data)


def programme_of(kind="general", **parts):
    return make_programme(design=design_of(kind, **parts))


def show(person, kind, *, state=EvidenceState.VERIFIED):
    return Evidence.objects.create(
        person=person, kind=kind, title="A course", awarding_body="A college", awarded_on=TODAY,
        state=state.value, changed_at=AT,
    )  # fmt: skip


def complete(programme, person, what):
    return Completion.objects.create(
        programme=programme, person=person, what=what, source="modules", at=AT
    )


def on_the_register(programme, person=None, *, at=AT, **more):
    """A mentor whom a co-ordinator put on the register, with a reason if need be."""
    mentor = make_mentor(programme, person or make_person(grade="SCS1"), **more)
    actions.admit(mentor, by=coordinator_of(programme), at=at, reason="We know her well.")
    return mentor
