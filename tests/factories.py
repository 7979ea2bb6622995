"""Invented people and programmes for tests: each function makes one real thing in the database."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

from mentorhouse.access.policy import POLICY_VERSION
from mentorhouse.accounts.models import User
from mentorhouse.organisations.models import Organisation
from mentorhouse.organisations.rules import fold_name
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import Answer, Ending, PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.programmes.design import Design, parse_design, shipped_design
from mentorhouse.programmes.models import Coordinator, Participation, PartnerBody, Programme
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.states import ApplicationState
from mentorhouse.vault.sealing import seal

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PASSWORD = "a long enough pass phrase"
_numbers = count(1)


def make_user(email: str = "", *, password: str = "", **standing: bool) -> User:
    user = User(email=email or f"person{next(_numbers)}@example.org", **standing)
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    return user


def make_organisation(name: str = "") -> Organisation:
    name = name or f"Organisation {next(_numbers)}"
    made, _ = Organisation.objects.get_or_create(
        folded_name=fold_name(name), defaults={"name": name}
    )
    return made


def make_person(
    name: str = "", *, organisation: str = "", user: User | None = None, **fields: str
) -> Person:
    number = next(_numbers)
    given, _, family = (name or f"Given{number} Family{number}").partition(" ")
    return Person.objects.create(
        user=user or make_user(),
        given_name=given,
        family_name=family,
        organisation=make_organisation(organisation),
        grade=fields.pop("grade", "SEO"),
        profession=fields.pop("profession", "Policy"),
        **fields,
    )


def complete_design(**changes: object) -> Design:
    """The general design with what a launch needs."""
    data = shipped_design().model_dump(mode="json")
    data |= {
        "name": f"Programme {next(_numbers)}",
        "purpose": "To help people grow.",
        "confidentiality": {
            "statement": "What you say stays between you.",
            "coordinator_reads_content": False,
        },
    }
    return parse_design(data | changes)


def make_programme(
    *,
    coordinator: User | None = None,
    state: ProgrammeState = ProgrammeState.RECRUITING,
    design: Design | None = None,
) -> Programme:
    design = design or complete_design()
    programme = Programme.objects.create(
        name=design.name, state=state.value, design_data=design.model_dump(mode="json"), made_at=AT
    )
    Coordinator.objects.create(programme=programme, user=coordinator or make_user(), since=AT)
    return programme


def coordinator_of(programme: Programme) -> User:
    """The first co-ordinator who sees all."""
    rows = programme.coordinators.central().select_related("user")
    return rows.order_by("since", "pk")[0].user


def make_local_coordinator(programme: Programme, organisation: str, **more: object) -> User:
    """A co-ordinator who sees the people of one organisation only."""
    body, _ = PartnerBody.objects.get_or_create(
        programme=programme, organisation=make_organisation(organisation), defaults={"since": AT}
    )
    user = make_person(organisation=organisation).user
    Coordinator.objects.create(
        programme=programme, user=user, organisation=body.organisation, since=AT, **more
    )
    return user


def make_participation(
    programme: Programme,
    role: str,
    person: Person | None = None,
    *,
    capacity: int = 1,
    state: ParticipationState = ParticipationState.ACCEPTED,
) -> Participation:
    return Participation.objects.create(
        programme=programme,
        person=person or make_person(),
        role=role,
        capacity=capacity,
        state=state.value,
        joined_at=AT,
    )


def make_mentor(
    programme: Programme, person: Person | None = None, **more: object
) -> Participation:
    return make_participation(programme, "mentor", person or make_person(grade="SCS1"), **more)


def make_mentee(
    programme: Programme, person: Person | None = None, **more: object
) -> Participation:
    return make_participation(programme, "mentee", person, **more)


def make_application(
    programme: Programme,
    role: str = "mentee",
    person: Person | None = None,
    *,
    state: ApplicationState = ApplicationState.SUBMITTED,
    answers: dict[str, object] | None = None,
    **more: object,
) -> Application:
    """An application with its answers sealed; sent in unless it is a draft."""
    sent = {} if state is ApplicationState.DRAFT else {"submitted_at": AT}
    row = Application(
        programme=programme,
        person=person or make_person(),
        role=role,
        state=state.value,
        **({"started_at": AT, "changed_at": AT} | sent | more),
    )
    seal(row, answers=json.dumps(answers or {}))
    row.save()
    return row


def make_partnership(
    programme: Programme | None = None,
    mentor: Participation | None = None,
    mentee: Participation | None = None,
    *,
    state: PartnershipState = PartnershipState.ACTIVE,
) -> Partnership:
    """A partnership with its two members; active ones have taken their places."""
    programme = programme or make_programme(state=ProgrammeState.RUNNING)
    members = [mentor or make_mentor(programme), mentee or make_mentee(programme)]
    active, ended = state is PartnershipState.ACTIVE, state is PartnershipState.ENDED
    partnership = Partnership.objects.create(
        programme=programme,
        state=state.value,
        offered_at=AT,
        began_at=AT if active or ended else None,
        ended_at=AT if ended else None,
        ending=Ending.TIME.value if ended else "",
        coordinator_reads_content=programme.design.confidentiality.coordinator_reads_content,
        confidentiality_statement=programme.design.confidentiality.statement,
        policy_version=POLICY_VERSION,
    )
    for participation in members:
        Member.objects.create(
            partnership=partnership,
            participation=participation,
            role=participation.role,
            answer=(Answer.ACCEPTED if active else Answer.WAITING).value,
            answered_at=AT if active else None,
        )
        if active:
            participation.places_taken += 1
            participation.save(update_fields=["places_taken"])
    return partnership


def user_of(partnership: Partnership, role: str) -> User:
    """The user who holds a role in the partnership."""
    return partnership.members.get(role=role).participation.person.user


def make_together(
    mentors: Sequence[Participation],
    mentees: Sequence[Participation],
    *,
    shape: Shape = Shape.GROUP,
) -> Partnership:
    """A running partnership of several, of people of one programme; it takes free places only."""
    offered = PartnershipState.OFFERED
    row = make_partnership(mentors[0].programme, mentors[0], mentees[0], state=offered)
    Partnership.objects.filter(pk=row.pk).update(
        shape=shape.value, state=PartnershipState.ACTIVE.value, began_at=AT
    )
    row.members.all().delete()
    for people in (mentors, mentees):
        for seat, part in enumerate(people, start=1):
            Member.objects.create(
                partnership=row, participation=part, role=part.role, shape=shape.value, seat=seat,
                answer=Answer.ACCEPTED.value, answered_at=AT,
            )  # fmt: skip
            if part.places_taken < part.capacity:
                part.places_taken += 1
                part.save(update_fields=["places_taken"])
    row.refresh_from_db()
    return row
