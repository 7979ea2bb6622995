"""Reads of questions to managers and sponsors, and of their answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mentorhouse.access.links import LinkHolder, LinkIsOver, hash_of, in_time
from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.guidance.library import as_read
from mentorhouse.guidance.rules import Guide, merged
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import coordinates, in_force, own_organisation
from mentorhouse.programmes.states import OPEN_FOR, ProgrammeState, Work
from mentorhouse.recruitment.models import Application, Endorsement
from mentorhouse.recruitment.rules.endorsing import Question, Standing, asked_of, standing
from mentorhouse.recruitment.states import OPEN, ApplicationState, Asks, EndorsementState

# How long the same form may come twice and be answered with the same thanks.
SAME_FORM = timedelta(minutes=15)
ROLES = ("mentor", "mentee")
Rows = QuerySet[Endorsement]
WITH = ("application__programme", "application__person__user", "application__person__organisation")


def current() -> Rows:
    """Return the questions that stand: those that no newer one has superseded."""
    rows = Endorsement.objects.exclude(state=EndorsementState.SUPERSEDED.value)
    return rows.select_related(*WITH)


def standings_of(applications: Iterable[Application], *, at: datetime) -> Mapping[UUID, Standing]:
    """Return where the support of each application stands, in one query; for rules and lists."""
    wanted = list(applications)
    found: dict[UUID, list[Question]] = defaultdict(list)
    for row in current().select_related(None).filter(application__in=wanted):
        found[row.application_id].append(question_of(row))
    return {
        each.pk: standing(asked_of(each.programme.design, each.role), found[each.pk], at=at)
        for each in wanted
    }


def standing_of(application: Application, *, at: datetime) -> Standing:
    """Return where the support of one application stands."""
    return standings_of([application], at=at)[application.pk]


def question_of(row: Endorsement) -> Question:
    """Return what rules need of a question."""
    state = EndorsementState(row.state)
    return Question(Asks(row.relation), state, row.link_until, row.by_silence, row.minutes_a_month)


def endorsements_of(viewer: Viewer, application: Application) -> list[Endorsement]:
    """Return every question about an application, superseded ones last; for co-ordinators."""
    rows = list(Endorsement.objects.filter(application=application).select_related(*WITH))
    for row in rows:
        require(viewer, Capability.READ_ENDORSEMENT, row)
    return sorted(rows, key=lambda row: row.state == EndorsementState.SUPERSEDED)


def application_to_support(viewer: Viewer, application_id: UUID) -> Application:
    """Return an application for which the viewer may ask somebody: the applicant's own."""
    rows = Application.objects.select_related("programme", "person__user", "person__organisation")
    row = rows.filter(pk=application_id).first()
    if row is None or row.person_id != viewer.pk:
        raise NotVisible
    require(viewer, Capability.ASK_FOR_SUPPORT, row)
    if not asked_of(row.programme.design, row.role):
        raise NotVisible
    return row


def own_questions(viewer: Viewer, application: Application) -> Mapping[Asks, Endorsement]:
    """Return whom the viewer has named and asked; of the answer a page says only if it is given."""
    require(viewer, Capability.ASK_FOR_SUPPORT, application)
    return {Asks(row.relation): row for row in current().filter(application=application)}


def support_in(
    viewer: Viewer, programme: Programme, *, at: datetime, search: str = "", standing: str = ""
) -> Rows:
    """Return the questions in a programme that the viewer sees; a local one: their own people's.

    Nobody sees here what was answered about themselves.
    """
    require(viewer, Capability.SEE_PEOPLE, programme)
    rows = current().filter(application__programme=programme)
    rows = rows.exclude(application__person=viewer.pk)
    if not coordinates(viewer, programme.pk):
        home = own_organisation(viewer, programme.pk)
        rows = rows.filter(application__person__organisation=home)
    for word in search.split():
        given = Q(application__person__given_name__icontains=word)
        rows = rows.filter(given | Q(application__person__family_name__icontains=word))
    return rows.filter(_stands(Standing(standing), at)) if standing else rows


def _stands(standing: Standing, at: datetime) -> Q:
    asked = Q(state=EndorsementState.ASKED.value)
    return {
        Standing.NOT_YET: asked & Q(link_until__gt=at),
        Standing.NO_ANSWER: asked & Q(link_until__lte=at),
        Standing.TALK: Q(state=EndorsementState.TALK_FIRST.value),
        Standing.DECLINED: Q(state=EndorsementState.DECLINES.value),
        Standing.GIVEN: Q(state=EndorsementState.SUPPORTS.value),
    }[standing]


def is_local(viewer: Viewer, programme: Programme) -> bool:
    """Whether the viewer sees to the people of one organisation only."""
    return not coordinates(viewer, programme.pk)


def local_readers(application: Application) -> frozenset[Relation]:
    """Say whether local co-ordinators read a comment, too, for the words beside its box."""
    home = application.person.organisation_id
    local = in_force().filter(programme=application.programme_id, organisation=home)
    return frozenset({Relation.LOCAL_COORDINATOR} if home and local.exists() else ())


def briefing(programme_id: UUID) -> tuple[Programme, tuple[Guide, ...]]:
    """Return what a programme tells managers beforehand; a draft tells nobody anything."""
    hidden = [ProgrammeState.DRAFT.value, ProgrammeState.ARCHIVED.value]
    programme = Programme.objects.exclude(state__in=hidden).filter(pk=programme_id).first()
    if programme is None or not any(asked_of(programme.design, role) for role in ROLES):
        raise NotVisible
    guides = merged(as_read(), programme.design_as_read.guidance)
    # Those that speak to managers before anybody else.
    theirs = (g for g in guides if g.roles[:1] == ("manager",) and not g.left_out)
    return programme, tuple(theirs)


def endorsement_for(viewer: Viewer, programme: Programme, endorsement_id: UUID) -> Endorsement:
    """Return one question and its answer to a co-ordinator."""
    rows = Endorsement.objects.select_related(*WITH).filter(application__programme=programme)
    row = rows.filter(pk=endorsement_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.READ_ENDORSEMENT, row)
    return row


def to_help(viewer: Viewer) -> list[tuple[Programme, int]]:
    """Count, in each programme that the viewer runs, whom somebody should have a word with.

    No answer came in time, or they want to talk first. Nothing about the viewer themselves.
    """
    ids = in_force().central().filter(user_id=viewer.pk).values("programme")
    asked = Q(endorsements__state=EndorsementState.ASKED.value)
    unanswered = asked & Q(endorsements__escalated_at__isnull=False)
    talk = Q(endorsements__state=EndorsementState.TALK_FIRST.value)
    rows = Application.objects.filter(programme__in=ids, state__in=[s.value for s in OPEN])
    rows = rows.filter(unanswered | talk).exclude(person=viewer.pk).select_related("programme")
    found: dict[UUID, tuple[Programme, set[UUID]]] = {}
    for row in rows.order_by("programme__name", "pk"):
        found.setdefault(row.programme_id, (row.programme, set()))[1].add(row.pk)
    return [(programme, len(people)) for programme, people in found.values()]


def by_link(
    token: str, *, at: datetime, once: UUID | None = None
) -> tuple[Endorsement, LinkHolder]:
    """Return what a private link is for, and its holder as a viewer. Raises `LinkIsOver`.

    `once` names a form that was sent: the same form sent twice finds its answer, for a while.
    """
    row = Endorsement.objects.select_related(*WITH).filter(link_hash=hash_of(token)).first()
    if row is None or not (can_answer(row, at=at) or was_this_form(row, once, at=at)):
        raise LinkIsOver
    return row, LinkHolder(row.pk)


def can_answer(row: Endorsement, *, at: datetime) -> bool:
    """Whether a question still waits: its link works, and the application is under way."""
    application = row.application
    return (
        in_time(row, at=at)
        and row.state == EndorsementState.ASKED
        and application.state in OPEN
        and application.programme.state in OPEN_FOR[Work.ANSWER]
    )


def was_this_form(row: Endorsement, once: UUID | None, *, at: datetime) -> bool:
    """Whether the question was answered just now, with this very form."""
    if once is None or row.answered_with != once or row.answered_at is None:
        return False
    return at - row.answered_at < SAME_FORM


def question_of_letter(endorsement_id: str) -> Endorsement | None:
    """Return the question that a letter is about; None when it is gone."""
    return Endorsement.objects.select_related(*WITH).filter(pk=endorsement_id).first()


def question_to_look_at(to: Viewer, endorsement_id: str) -> Endorsement | None:
    """Return the question that a letter to a co-ordinator is about, if they may read it."""
    row = question_of_letter(endorsement_id)
    return row if row is not None and may(to, Capability.READ_ENDORSEMENT, row) else None


def who_looks_after(row: Endorsement) -> list[UUID]:
    """Return the co-ordinators who are told of a question: all, or local for the organisation."""
    people = in_force().filter(programme=row.application.programme_id)
    home = row.application.person.organisation_id
    local = people.filter(organisation=home) if home else people.none()
    found = (people.central() | local).exclude(user=row.application.person_id)
    return list(found.order_by("pk").values_list("user_id", flat=True))


def still_asked() -> Rows:
    """Return the questions that nobody has answered and that still matter."""
    states = [state.value for state in OPEN]
    return current().filter(state=EndorsementState.ASKED.value, application__state__in=states)


def to_tell_of_start() -> Rows:
    """Return support that was given to people whose mentoring has begun since (R3.17)."""
    theirs = Member.objects.filter(
        participation__person=OuterRef("application__person"),
        participation__programme=OuterRef("application__programme"),
        role=OuterRef("application__role"),
        partnership__state=PartnershipState.ACTIVE.value,
    )
    supported = current().filter(
        state=EndorsementState.SUPPORTS.value,
        told_of_start_at=None,
        application__state=ApplicationState.APPROVED.value,
    )
    return supported.filter(Exists(theirs))
