"""What people of two programmes speak up with, and who hears it."""

from datetime import datetime, timedelta
from uuid import uuid4

from mentorhouse.accounts.models import User
from mentorhouse.communication.actions import send_update
from mentorhouse.concerns import actions
from mentorhouse.concerns.actions import openings
from mentorhouse.concerns.actions.speaking import Said
from mentorhouse.concerns.models import Contact
from mentorhouse.concerns.states import Kind
from mentorhouse.demo import cast
from mentorhouse.demo.story import Named
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Programme

LATE = (
    "My last two meetings were called off an hour before. When I asked why, I was told that I "
    "should be grateful. I would like somebody to say that this is not how it should be."
)
SLOW = (
    "The training is in the evening only. Whoever looks after children cannot come, and then waits "
    "longer for a mentor."
)
GOING = (
    "We have met three times and it helps me more than I had thought. Could there be an evening on "
    "writing a development plan? We would both come."
)
ANSWER = (
    "Thank you for telling me. That is not how it should be. I have talked with the person, who "
    "is sorry and will say so. Write to me again if it happens once more."
)
UNSURE = (
    "Somebody whom I mentor works far beyond their hours and makes light of it. I do not want to "
    "break a confidence. What would you do?"
)
HARM = (
    "I was told of a locked fire door in the stores, and that whoever reports it is moved to "
    "nights. I have seen the door myself."
)
UNSAFE = "They fear for their job. I would like to agree with you first how they are protected."
ADVISED = (
    "I would ask them how long it can go on like that, and offer to look together at what their "
    "manager knows. You break nothing by asking."
)


def fill(named: Named, at: datetime) -> None:
    """Name contacts in two programmes, and let people speak up to them."""
    leading = Programme.objects.get(name=cast.LEADING)
    _contacts(leading, named, at - timedelta(weeks=3))
    said = Said(Kind.REPORT, SLOW, "complaint")
    sent = at - timedelta(days=1)
    actions.speak_up(leading, said, once=uuid4(), by=named["both"], at=sent)
    programme = Programme.objects.get(name=cast.PATHS)
    _contacts(programme, named, at - timedelta(weeks=6))
    _report(programme, named, at - timedelta(weeks=2))
    _pass_on(programme, named, at - timedelta(days=3))
    mentor, began = named["mentor"], at - timedelta(weeks=3)
    row = actions.speak_up(programme, Said(Kind.ADVICE, UNSURE), once=uuid4(), by=mentor, at=began)
    hears, then = named["supervisor"], began + timedelta(days=1)
    actions.take_up(row, by=hears, at=then)
    actions.write(row, ADVISED, once=uuid4(), by=hears, at=then)
    part = _pair(programme).members.get(role="mentee").participation
    send_update(
        part, GOING, agreed=True, once=uuid4(), by=part.person.user, at=at - timedelta(days=2)
    )


def _contacts(programme: Programme, named: Named, at: datetime) -> None:
    run_by = programme.coordinators.central().order_by("since", "pk")[0].user
    for rank, slug in ((Contact.Rank.FIRST, "supervisor"), (Contact.Rank.SECOND, "nominator")):
        actions.name_contact(programme, rank, named[slug].email, by=run_by, at=at)


def _report(programme: Programme, named: Named, at: datetime) -> None:
    pair = _pair(programme)
    by, about = _person(pair, "mentee"), _person(pair, "mentor")
    said = Said(Kind.REPORT, LATE, "complaint", about.person.name, {str(about.pk)})
    row = actions.speak_up(programme, said, once=uuid4(), by=by, at=at)
    hears, then = named["supervisor"], at + timedelta(days=2)
    actions.take_up(row, by=hears, at=then)
    actions.close(row, ANSWER, once=uuid4(), by=hears, at=then + timedelta(days=5))


def _pass_on(programme: Programme, named: Named, at: datetime) -> None:
    """What a mentor had to pass on; the contact has asked to open the pair’s logs."""
    pair = _pair(programme)
    by, mentee = _person(pair, "mentor"), _member(pair, "mentee").participation
    row = actions.begin(programme, mentee.pk, once=uuid4(), by=by, at=at)
    for texts, told in (({"ground": "safety"}, None), ({"unsafe": UNSAFE}, False)):
        actions.write_step(row, texts, told_first=told, by=by, at=at)
    actions.write_step(row, {"facts": HARM}, told_first=None, by=by, at=at)
    actions.send_draft(row, by=by, at=at)
    hears, then = named["supervisor"], at + timedelta(days=1)
    taken = actions.take_up(row, by=hears, at=then)
    scope = openings.Scope(
        pair.pk, ["logs"], 3, "We need the day on which the door was first spoken of.", 7,
        "Whoever is to answer for it might remove what shows it.",
    )  # fmt: skip
    openings.ask(taken, scope, proved=then, once=uuid4(), by=hears, at=then)


def _pair(programme: Programme) -> Partnership:
    """Return the running pair that began last, so that the best-known ones are left in peace."""
    running = Partnership.objects.filter(programme=programme, state=PartnershipState.ACTIVE.value)
    return running.order_by("-began_at", "pk")[0]


def _person(pair: Partnership, role: str) -> User:
    return _member(pair, role).participation.person.user


def _member(pair: Partnership, role: str) -> Member:
    rows = Member.objects.select_related("participation__person__user")
    return rows.filter(partnership=pair, role=role).order_by("seat", "pk")[0]
