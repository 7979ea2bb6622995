"""How two of the demonstration’s programmes are governed: told by the deeds themselves."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.demo.story import Named
from mentorhouse.finance.actions import claims, entries, lines, sources
from mentorhouse.finance.models import Line
from mentorhouse.finance.rules.claims import Expense
from mentorhouse.finance.states import Cycle, EntryKind, SourceState
from mentorhouse.governance.actions.board import seat, write_group
from mentorhouse.governance.actions.champion import name_champion
from mentorhouse.governance.actions.checks import take_risks
from mentorhouse.governance.actions.entries import mark_done
from mentorhouse.governance.actions.plan import take_first_set
from mentorhouse.governance.models import Milestone
from mentorhouse.governance.rules.plan import SEEDS
from mentorhouse.governance.rules.risks import BY_KEY
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.organisations.models import Organisation
from mentorhouse.policies.actions.writing import Wording, put_in_force, write
from mentorhouse.policies.queries.keeping import policy_for
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.talent.actions import activities, nominations, opportunities
from mentorhouse.talent.actions.nominations import Nominee
from mentorhouse.talent.models import Nomination
from mentorhouse.talent.states import ActivityKind, OpportunityKind

TERMS = (
    "We look after the purpose of the programme, its money and its quality. We see figures and "
    "plans, and nothing personal. We meet four times a year."
)
CONDUCT = (
    "## How we treat each other\n\nWe are respectful, honest and on time. We keep confidences. "
    "Nobody is bullied, harassed or left out.\n\n## When something goes wrong\n\n"
    "Tell the co-ordinator or the named contact. Nobody is worse off for speaking up."
)
CONFIDENTIALITY = (
    "## What stays between two people\n\nWhat a pair says stays with the pair. Logs and plans go "
    "to the co-ordinator, who uses them to help and to evaluate."
)


def leading_together(named: Named, at: datetime) -> None:
    """A steering group, a champion, a plan under way, risks, a budget and two policies."""
    by, began = named["coordinator"], at - timedelta(weeks=20)
    programme = Programme.objects.get(name=cast.LEADING)
    write_group(programme, name="Steering group", terms=TERMS, version=0, by=by, at=at)
    _seat(programme, named["steering"], by, at)
    promised = {
        "name": "Eluned Powell", "job_title": "Executive director",
        "promised": "Time for mentors, and a word with any manager who is in doubt.",
    }  # fmt: skip
    name_champion(programme, promised, email="", version=0, by=by, at=at)
    take_first_set(programme, [seed.key for seed in SEEDS], began.date(), by=by, at=at)
    for milestone in Milestone.objects.filter(programme=programme, due__lt=at.date())[2:]:
        mark_done(milestone, milestone.due, by=by, at=at)
    take_risks(programme, list(BY_KEY)[:5], by=by, at=at)
    _money(programme, by, at)
    for key, text in (("conduct", CONDUCT), ("confidentiality", CONFIDENTIALITY)):
        policy = policy_for(by, programme.pk, key)
        draft = write(policy, None, Wording(text=text), based_on=0, by=by, at=at)
        put_in_force(
            draft, based_on=draft.revision, approved_by="Steering group",
            approved_on=at.date(), by=by, at=at,
        )  # fmt: skip
    _local(programme, named["local-coordinator"], by, at)


def ward_to_board(named: Named, at: datetime) -> None:
    """A talent board, a nominator, two nominees and an opportunity."""
    by, then = named["coordinator-board"], at - timedelta(weeks=4)
    programme = Programme.objects.get(name=cast.WARD)
    _seat(programme, named["steering"], by, at)
    nominator, nominee = named["nominator"], named["nominee"]
    home = _home_of(nominator)
    nominations.name_nominator(programme, nominator.email, home, by=by, at=then)
    why = "She sees the whole system and brings people with her."
    asked = Nominee(nominee.person.name, nominee.email, why, nominee.person.job_title)
    made = nominations.nominate(programme, asked, by=nominator, at=then)
    made = nominations.state_wish(made, by=nominee, at=then + timedelta(days=2))
    _develops(programme, made, nominee, at)
    waiting = Nominee(
        "Hamish Thorne", "hamish.thorne@example.org", "He turned a failing service round."
    )
    nominations.nominate(programme, waiting, by=nominator, at=at - timedelta(days=3))


def _home_of(user: User) -> Organisation:
    home = user.person.organisation
    if home is None:
        raise ValueError("Everyone of the cast belongs to an organisation.")
    return home


def _seat(programme: Programme, user: User, by: User, at: datetime) -> None:
    since = at.date() - timedelta(days=90)
    seat(programme, user.email, role="chair", since=since, until=None, by=by, at=at)


def _local(programme: Programme, user: User, by: User, at: datetime) -> None:
    """Let a partner organisation have a local co-ordinator, who sees its own people only."""
    home = _home_of(user)
    programmes.add_partner(programme, home.name, by=by, at=at)
    terms = programmes.Terms(organisation=home)
    programmes.add_coordinator(programme, user.email, by=by, at=at, terms=terms)


def _money(programme: Programme, by: User, at: datetime) -> None:
    began = at.date() - timedelta(weeks=20)
    funded = {
        "funder": "Regional workforce fund", "amount": Decimal(12000), "cycle": Cycle.YEARLY.value,
        "begins_on": began, "ends_on": None, "state": SourceState.AGREED.value,
    }  # fmt: skip
    sources.add(programme, funded, once=uuid4(), by=by, at=at)
    training = _line(programme, "Training for mentors", 5000, 1500, by, at)
    travel = _line(programme, "Travel", 2000, 1700, by, at)
    spent = entries.Fact(began + timedelta(weeks=12), Decimal("3120.50"), "Two training days")
    entries.record(training, EntryKind.ACTUAL, spent, once=uuid4(), by=by, at=at)
    mentors = Participation.objects.filter(programme=programme, role="mentor", state="accepted")
    for number, part in enumerate(mentors.order_by("person__family_name", "pk")[:2]):
        asked = claims.Expenditure(
            at.date() - timedelta(days=9), Expense.MILEAGE, miles=Decimal(24),
            note="To the training day and back",
        )  # fmt: skip
        claim = claims.send(part, asked, once=uuid4(), by=part.person.user, at=at)
        if number == 0:
            claims.approve(claim, claim.amount, travel, by=by, at=at)


def _line(  # a row of the budget
    programme: Programme, name: str, planned: int, expected: int, by: User, at: datetime
) -> Line:
    said = {"name": name, "planned": Decimal(planned), "still_expected": Decimal(expected),
            "note": ""}  # fmt: skip
    return lines.add(programme, said, by=by, at=at)


def _develops(programme: Programme, nomination: Nomination, nominee: User, at: datetime) -> None:
    today = at.date()
    course = activities.Fact(
        ActivityKind.FORMAL_TRAINING, "Leading across systems", today - timedelta(days=20)
    )
    activities.enter(nomination, course, by=nominee, at=at)
    (other,) = find_or_add(["Eastmarch Ambulance Trust"]).values()
    offered = {
        "title": "Six weeks with the strategy team", "kind": OpportunityKind.SECONDMENT.value,
        "offers": "Work on a plan that three trusts share.",
        "how_to_ask": "Say here that you are interested. We ring you within a week.",
        "begins_on": today + timedelta(days=60), "ends_on": today + timedelta(days=102),
        "open_until": today + timedelta(days=30),
    }  # fmt: skip
    by = programme.coordinators.select_related("user").earliest("since").user
    listed = opportunities.offer(programme, other, offered, once=uuid4(), by=by, at=at)
    opportunities.say_interested(listed, nomination, today=today, by=nominee, at=at)
