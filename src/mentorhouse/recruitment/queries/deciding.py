"""Reads of applications for those who decide about them, and of what an applicant is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import completed
from mentorhouse.programmes.relations import coordinates, own_organisation
from mentorhouse.programmes.rules import Profile
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.recruitment.models import Application, Appraisal, SentDecision
from mentorhouse.recruitment.queries.endorsing import standings_of
from mentorhouse.recruitment.relations import asked_together
from mentorhouse.recruitment.rules import deciding as rules
from mentorhouse.recruitment.rules.endorsing import STANDING_WORDS
from mentorhouse.recruitment.states import DECIDABLE, ApplicationState, Decision
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_row, open_rows

_S = ApplicationState
Rows = QuerySet[Application]
ORDERS: Mapping[str, tuple[str, ...]] = {
    "sent": ("submitted_at", "pk"),
    "name": ("person__family_name", "person__given_name", "pk"),
    "organisation": ("person__organisation__name", "person__family_name", "pk"),
    "role": ("role", "submitted_at", "pk"),
    "state": ("state", "submitted_at", "pk"),
}
WITH = ("programme", "person", "person__user", "person__organisation", "decided_by__person")
BY_NAME = ("person__family_name", "person__given_name", "pk")
# The order of the waiting list: since when; then who applied first.
LINE = ("waiting_since", "submitted_at", "pk")
OPEN_STATES = [state.value for state in DECIDABLE]
ON_THE_LIST = Q(state__in=OPEN_STATES, waiting_since__isnull=False)


@dataclass(frozen=True)
class Wanted:
    """What narrows the list of applications, each where it is given, and its order."""

    role: str = ""
    state: str = ""
    organisation: str = ""
    decided: str = ""
    support: str = ""
    search: str = ""
    order: str = "sent"


def applications_in(
    viewer: Viewer, programme: Programme, wanted: Wanted = Wanted(), *, at: datetime
) -> Rows:
    """Return the applications that were sent in, for those who run the programme."""
    rows = seen_in(viewer, programme).select_related(*WITH)
    rows = rows.order_by(*ORDERS.get(wanted.order.removeprefix("-"), ORDERS["sent"]))
    if wanted.order.startswith("-"):
        rows = rows.reverse()
    rows = _narrowed(rows, wanted)
    if not wanted.support:
        return rows
    stands = standings_of(rows, at=at)
    return rows.filter(pk__in=[pk for pk, found in stands.items() if found.name == wanted.support])


def _narrowed(rows: Rows, wanted: Wanted) -> Rows:
    exact = {
        "role": wanted.role,
        "state": wanted.state,
        "person__organisation_id": wanted.organisation,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.decided == "open":
        rows = rows.filter(state=_S.SUBMITTED.value, decision="")
    elif wanted.decided == "unsent":
        rows = rows.exclude(decision="")
    for word in wanted.search.split():
        rows = rows.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__user__email__icontains=word)
        )
    return rows


def seen_in(viewer: Viewer, programme: Programme) -> Rows:
    """Return the applications that the viewer may know of; drafts are their writers’ alone."""
    require(viewer, Capability.SEE_APPLICATIONS, programme)
    rows = Application.objects.filter(programme=programme).exclude(state=_S.DRAFT.value)
    if coordinates(viewer, programme.pk):
        return rows
    organisation = own_organisation(viewer, programme.pk)
    if organisation is None:
        raise NotVisible
    return rows.filter(person__organisation=organisation)


def organisations_applying(viewer: Viewer, programme: Programme) -> QuerySet[Organisation]:
    """Return the organisations that applicants belong to."""
    people = seen_in(viewer, programme).order_by().values("person__organisation")
    return Organisation.objects.filter(pk__in=people)


def application_to_look_at(
    viewer: Viewer,
    programme: Programme,
    application_id: UUID,
    capability: Capability = Capability.SEE_APPLICATIONS,
) -> Application:
    """Return one application to who may look at it; never to the applicant themselves."""
    row = Application.objects.select_related(*WITH)
    found = row.filter(pk=application_id, programme=programme).first()
    if found is None:
        raise NotVisible
    require(viewer, capability, found)
    return found


def own_application(viewer: Viewer, application_id: UUID) -> Application:
    """Return the viewer's own application."""
    row = Application.objects.select_related(*WITH).filter(pk=application_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.ANSWER_QUESTION, row)
    return row


def own_part(viewer: Viewer, application: Application) -> Participation | None:
    """Return the viewer's taking part that their application led to."""
    require(viewer, Capability.ANSWER_QUESTION, application)
    rows = Participation.objects.filter(programme=application.programme_id, person=viewer.pk)
    return rows.filter(role=application.role, state=ParticipationState.ACCEPTED.value).first()


def criteria_of(application: Application) -> tuple[rules.Criterion, ...]:
    """Judge an applicant by the criteria for the role, with what co-ordinators judged by hand."""
    person = application.person
    done = completed(application.programme, [application.person_id])
    profile = Profile(
        organisation=person.organisation.name if person.organisation else "",
        profession=person.profession,
        grade=person.grade,
        location=person.location,
        job_title=person.job_title,
        completed=done.get(application.person_id, frozenset()),
        agreed=frozenset(application.agreed),
    )
    rows = Appraisal.objects.filter(application=application).select_related("by__person")
    hands = {row.criterion: rules.Hand(row.met, _name(row.by), row.at) for row in rows}
    return rules.criteria(application.programme.design, application.role, profile, hands)


def words_of(viewer: Viewer, application: Application, *, at: datetime) -> str:
    """Open what a decision that is not sent yet says."""
    require(viewer, Capability.DECIDE_APPLICATION, application)
    return open_row(viewer, application, at=at, purpose="read a decision")["decision_words"]


def unsent_in(viewer: Viewer, programme: Programme) -> Rows:
    """Return the decisions that nobody has been told of yet; not those about the viewer."""
    require(viewer, Capability.DECIDE_APPLICATION, programme)
    rows = Application.objects.filter(programme=programme, state__in=OPEN_STATES)
    rows = rows.exclude(decision="").exclude(person=viewer.pk).select_related(*WITH)
    return rows.order_by("decision", "person__family_name", "person__given_name", "pk")


def unsent_words(
    viewer: Viewer, rows: Iterable[Application], *, at: datetime
) -> list[tuple[Application, str]]:
    """Open the words of decisions, each with its application, in one deed."""
    listed = list(rows)
    asked_together(listed)
    texts = open_rows(viewer, listed, at=at, purpose="read decisions before sending")
    return [
        (row, text["decision_words"]) for row, text in zip(listed, texts, strict=True)
    ]  # fmt: skip


def sent_about(
    viewer: Viewer, application: Application, *, at: datetime
) -> list[tuple[SentDecision, dict[str, str]]]:
    """Open what was sent about an application, oldest first; the words go when it is withdrawn."""
    require(viewer, Capability.READ_APPLICATION, application)
    rows = list(application.sentdecisions.select_related("decided_by__person"))
    for row in rows:
        row.application = application
    try:
        texts = open_rows(viewer, rows, at=at, purpose="read what was sent")
    except Destroyed:
        texts = [{"words": "", "answer": ""} for _ in rows]
    return list(zip(rows, texts, strict=True))


def waiting_line(programme: Programme, role: str) -> list[UUID]:
    """Return who is on the waiting list of a role, in order; for rules."""
    rows = Application.objects.filter(ON_THE_LIST, programme=programme, role=role)
    return list(rows.order_by(*LINE).values_list("pk", flat=True))


def waiting_in(viewer: Viewer, programme: Programme, role: str) -> Rows:
    """Return the waiting list of a role, in order, for those who run the programme."""
    rows = seen_in(viewer, programme).filter(ON_THE_LIST, role=role)
    return rows.select_related(*WITH).order_by(*LINE)


def free_places(programme: Programme, role: str) -> int | None:
    """Return how many more may be approved in a role; None where there is no limit."""
    limit = programme.design.pilot.places
    if role != Participation.Role.MENTEE or limit is None:
        return None
    taken = programme.participations.filter(role=role, state=ParticipationState.ACCEPTED.value)
    return max(limit - taken.count(), 0)


def approved_unsent(programme: Programme, role: str) -> set[UUID]:
    """Return who is approved in a role and not told yet; for rules."""
    rows = Application.objects.filter(programme=programme, role=role)
    return set(rows.filter(decision=Decision.APPROVE.value).values_list("pk", flat=True))


def next_for_a_place(programme: Programme, role: str) -> list[UUID]:
    """Return whom the places that are free come to, in order; those decided about are left out."""
    line = waiting_line(programme, role)
    if not line:
        return []
    rows = Application.objects.filter(programme=programme, role=role).exclude(decision="")
    decided = set(rows.values_list("pk", flat=True))
    free = free_places(programme, role)
    if free is not None:
        free -= len(approved_unsent(programme, role))
    return rules.next_in_line(line, decided, free=free)


def letter_about(sent_id: str, person_id: UUID) -> SentDecision | None:
    """Return the decision that a letter to an applicant is about; None when it is gone."""
    rows = SentDecision.objects.select_related("application__programme")
    return rows.filter(pk=sent_id, application__person=person_id).first()


def answered_question(sent_id: str) -> SentDecision | None:
    """Return the answered question that a letter to a co-ordinator is about."""
    rows = SentDecision.objects.select_related("application__programme", "application__person")
    return rows.filter(pk=sent_id, answered_at__isnull=False).first()


def stands(rows: Sequence[Application], *, at: datetime) -> Mapping[UUID, tuple[str, str]]:
    """Return in words and colour where the support of each application stands."""
    return {pk: STANDING_WORDS[found] for pk, found in standings_of(rows, at=at).items()}


def _name(user: object) -> str:
    person = getattr(user, "person", None)
    return person.name if person else getattr(user, "email", "")
