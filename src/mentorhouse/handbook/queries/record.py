"""A mentor’s own record, from what the rooms know: facts only, and nobody else’s name (R1.10)."""

from datetime import date, datetime

from django.db.models import Count, Max, Min, QuerySet, Sum

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.agreements.models import Signature
from mentorhouse.handbook.rules.record import Record
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Answer
from mentorhouse.policies.models import Acceptance
from mentorhouse.programmes.models import Completion, Participation
from mentorhouse.programmes.relations import day_of
from mentorhouse.register.queries import entry_of, standing_of
from mentorhouse.register.queries.renewal import acceptances_of, minutes_between

THE_FIRST_DAY = date(1900, 1, 1)
Accepted = tuple[str, int, datetime]  # what, which version, when


def record_of(viewer: Viewer, participation: Participation, *, at: datetime) -> Record:
    """Return the record of a mentor in a programme. Raises `NotVisible`."""
    require(viewer, Capability.READ_OWN_RECORD, participation)
    if participation.role != Participation.Role.MENTOR:
        raise NotVisible
    programme, person = participation.programme, participation.person
    held = _partnerships(participation)
    met = Meeting.objects.filter(partnership__in=held, state=MeetingState.HELD.value).aggregate(
        count=Count("pk"), minutes=Sum("length_minutes", default=0), last=Max("held_on")
    )
    began = held.aggregate(first=Min("began_at"), count=Count("pk"))
    entry = entry_of(participation)
    trainings = Completion.objects.filter(programme=programme, person=person).exclude(
        what=Completion.What.MENTEE_INDUCTION
    )
    return Record(
        name=person.name,
        organisation=person.organisation.name if person.organisation else "",
        programme=programme.name,
        since=day_of(began["first"]) if began["first"] else None,
        partnerships=began["count"],
        meetings=met["count"],
        minutes=met["minutes"],
        last_met_on=met["last"],
        trainings=tuple((str(row.get_what_display()), day_of(row.at)) for row in trainings),
        supervised_on=entry.supervised_on,
        development_minutes=minutes_between(person.pk, THE_FIRST_DAY, day_of(at)),
        points_an_hour=programme.design.recognition.points_an_hour,
        status=standing_of(participation, at=at).words,
        on_register_since=entry.admitted_on,
        place_ends=entry.renew_by,
    )


def accepted_by(viewer: Viewer, participation: Participation) -> list[Accepted]:
    """Return which texts the viewer accepted in a programme: code, policies and contracts (R4.10).

    A contract is named without the partner; what it says is the pair’s.
    """
    require(viewer, Capability.READ_OWN_RECORD, participation)
    person, programme = participation.person_id, participation.programme
    found: list[Accepted] = [
        (row.code.title, row.code.number, row.accepted_at) for row in acceptances_of(participation)
    ]
    policies = Acceptance.objects.filter(person=person, document__policy__programme=programme)
    found += policies.values_list("document__policy__title", "document__number", "accepted_at")
    signed = Signature.objects.filter(
        person=person, version__agreement__partnership__in=_partnerships(participation)
    )
    name = programme.design.agreement.name.strip()
    found += [
        (name, number, when) for number, when in signed.values_list("version__number", "signed_at")
    ]
    return sorted(found, key=lambda one: one[2], reverse=True)


def _partnerships(participation: Participation) -> QuerySet[Partnership]:
    return Partnership.objects.filter(
        members__participation=participation,
        members__answer=Answer.ACCEPTED.value,
        began_at__isnull=False,
    )
