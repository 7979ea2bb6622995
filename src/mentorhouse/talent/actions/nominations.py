"""Deeds on nominators and nominations. The programme is locked first, so one person has one row."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import same_address
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post, post_all
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import in_force
from mentorhouse.programmes.states import Work
from mentorhouse.talent.actions.lock import allow, locked
from mentorhouse.talent.models import Nomination, Nominator
from mentorhouse.talent.relations import nominates_for
from mentorhouse.talent.states import NOMINATION, NominationMove, NominationState

NOMINATOR_NAMED = audit.Act(
    "nomination.nominator_named", mark("named a nominator of an organisation")
)
NOMINATOR_REMOVED = audit.Act("nomination.nominator_removed", mark("removed a nominator"))
NOMINATED = audit.Act("nomination.made", mark("nominated somebody"))
WISH_STATED = audit.Act("nomination.wish_stated", mark("stated their own wish to develop"))
WITHDRAWN = audit.Act("nomination.withdrawn", mark("withdrew a nomination"))
TAKEN_UP = audit.Act("nomination.taken_up", mark("took a nominee up"))
NOMINATION_READ = audit.Act("nomination.read", mark("read a nomination"))
LIST_EXPORTED = audit.Act("nomination.list_exported", mark("exported nominations or placements"))


@dataclass(frozen=True)
class Nominee:
    """Whom an organisation nominates, and why."""

    name: str
    email: str
    why: str
    job_title: str = ""
    grade: str = ""


class AlreadyNominated(NotNow):
    """The person stands nominated. The words are the same whichever organisation did it."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "This person is in the programme’s nominations already, so there is nothing to do. "
                "If you have a question, please ask a co-ordinator."
            )
        )


def name_nominator(
    programme: Programme, email: str, organisation: Organisation, *, by: User, at: datetime
) -> Nominator:
    """Let somebody nominate people of an organisation; they get an account and a letter."""
    with transaction.atomic():
        row = locked(programme.pk)
        allow(by, Capability.MANAGE_NOMINATIONS, row, Work.NOMINATE, row)
        user = find_or_open([email])[email]
        if Nominator.objects.filter(programme=row, user=user).exists():
            raise NotNow(say("This person is a nominator in this programme already."))
        named = Nominator.objects.create(
            programme=row, user=user, organisation=organisation, since=at
        )
        about = {"nominator": named.pk}
        post("nomination.nominator", to=user, about=about, at=at, key=str(named.pk))
        audit.record(NOMINATOR_NAMED, by=by, on=named, at=at, programme=row.pk)
    return named


def remove_nominator(nominator: Nominator, *, by: User, at: datetime) -> None:
    """Let somebody nominate no longer. Whom they nominated stays nominated."""
    with transaction.atomic():
        programme = locked(nominator.programme_id)
        allow(by, Capability.MANAGE_NOMINATIONS, programme, Work.KEEP_NOMINATIONS, programme)
        Nominator.objects.filter(pk=nominator.pk).delete()
        trace = audit.Subject("talent.nominator", str(nominator.pk))
        audit.record(NOMINATOR_REMOVED, by=by, on=trace, at=at, programme=programme.pk)


def nominate(programme: Programme, nominee: Nominee, *, by: User, at: datetime) -> Nomination:
    """Nominate somebody of one's own organisation (R2.18). Raises `AlreadyNominated`."""
    with transaction.atomic():
        row = locked(programme.pk)
        allow(by, Capability.NOMINATE, row, Work.NOMINATE, row)
        email = same_address(nominee.email)
        body = nominates_for(by, row.pk)
        if body is None:
            raise NotVisible
        user = find_or_open([email])[email]
        made = _to_nominate(row, user, email, body)
        made.name, made.email, made.why = nominee.name, email, nominee.why
        made.job_title, made.grade = nominee.job_title, nominee.grade
        made.nominated_by, made.nominated_at, made.wish_stated_at = by, at, None
        made.save()
        key = f"{made.pk}:{at:%Y%m%d%H%M%S}"
        post("nomination.made", to=user, about={"nomination": made.pk}, at=at, key=key)
        audit.record(NOMINATED, by=by, on=made, at=at, programme=row.pk)
    return made


def state_wish(nomination: Nomination, *, by: User, at: datetime) -> Nomination:
    """State one's own wish to develop; from now on the nomination counts (R3.13)."""
    with transaction.atomic():
        row = _locked_nomination(nomination)
        allow(by, Capability.ANSWER_NOMINATION, row, Work.NOMINATE, row.programme)
        if row.state == NominationState.WISH_STATED:
            return row
        _move(row, NominationMove.STATE_WISH)
        row.wish_stated_at = at
        row.save(update_fields=["state", "wish_stated_at"])
        people = in_force().central().filter(programme=row.programme_id)
        letters = [
            (user, {"nomination": row.pk}, f"{row.pk}:{at:%Y%m%d%H%M%S}")
            for user in people.values_list("user_id", flat=True)
        ]
        post_all("nomination.wish_stated", letters, at=at)
        key = f"{row.pk}:{at:%Y%m%d%H%M%S}"
        post("nomination.apply", to=by, about={"nomination": row.pk}, at=at, key=key)
        audit.record(WISH_STATED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def withdraw(nomination: Nomination, *, by: User, at: datetime) -> Nomination:
    """Withdraw a nomination: the nominee, their nominator or a co-ordinator, without a reason."""
    with transaction.atomic():
        row = _locked_nomination(nomination)
        allow(by, Capability.WITHDRAW_NOMINATION, row, Work.KEEP_NOMINATIONS, row.programme)
        _move(row, NominationMove.WITHDRAW)
        row.wish_stated_at = None
        row.save(update_fields=["state", "wish_stated_at"])
        row.interests.all().delete()
        audit.record(WITHDRAWN, by=by, on=row, at=at, programme=row.programme_id)
    return row


def take_up(nomination: Nomination, *, by: User, at: datetime) -> Nomination:
    """Record that a nominee who wishes it is taken on."""
    with transaction.atomic():
        row = _locked_nomination(nomination)
        allow(by, Capability.MANAGE_NOMINATIONS, row, Work.NOMINATE, row.programme)
        _move(row, NominationMove.TAKE_UP)
        row.save(update_fields=["state"])
        audit.record(TAKEN_UP, by=by, on=row, at=at, programme=row.programme_id)
    return row


def note_reading(nomination: Nomination, *, by: User, at: datetime) -> None:
    """Leave a trace that a co-ordinator read a nomination (spec 7, rule 4)."""
    require(by, Capability.READ_NOMINATION, nomination)
    if by.pk != nomination.nominee_id and may(by, Capability.MANAGE_NOMINATIONS, nomination):
        programme = nomination.programme_id
        audit.record(NOMINATION_READ, by=by, on=nomination, at=at, programme=programme)


def note_export(programme: Programme, *, what: str, count: int, by: User, at: datetime) -> None:
    """Leave a trace that a list of people left the house."""
    require(by, Capability.MANAGE_NOMINATIONS, programme)
    detail: dict[str, object] = {"what": what, "count": count}
    audit.record(LIST_EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail)


def _to_nominate(programme: Programme, user: User, email: str, organisation_id: UUID) -> Nomination:
    """Return the organisation's own row that was withdrawn, or a new one."""
    rows = programme.nominations.filter(Q(nominee=user) | Q(email=email))
    if rows.exclude(state=NominationState.WITHDRAWN.value).exists():
        raise AlreadyNominated
    row = programme.nominations.filter(nominee=user, organisation=organisation_id).first()
    if row is None:
        return Nomination(programme=programme, nominee=user, organisation_id=organisation_id)
    state = NominationState(row.state)
    row.state = after(NOMINATION, state, NominationMove.NOMINATE_AGAIN).value
    return row


def _locked_nomination(nomination: Nomination) -> Nomination:
    programme = locked(nomination.programme_id)
    row = Nomination.objects.select_for_update(no_key=True).get(pk=nomination.pk)
    row.programme = programme
    return row


def _move(row: Nomination, move: NominationMove) -> None:
    refusal = say(
        "This cannot be done any more: the nomination is already {state}.", state=say(row.state)
    )
    row.state = after(NOMINATION, NominationState(row.state), move, refusal=refusal).value
