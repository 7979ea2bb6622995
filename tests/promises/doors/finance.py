"""Who gets through to the budget and to claims. Personas: co-ordinator, steering group, mentor."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from mentorhouse.finance.actions import claims, entries, lines, sources
from mentorhouse.finance.actions.claims import Expenditure
from mentorhouse.finance.actions.entries import Fact
from mentorhouse.finance.rules.claims import Expense
from mentorhouse.finance.states import EntryKind
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design

KEEPS = frozenset({"coordinator"})
CLAIMS = frozenset({"mentor"})
ROWS = {
    "finance:budget": KEEPS,
    "finance:totals": KEEPS | {"steering"},
    "finance:export": KEEPS,
    "finance:sources": KEEPS,
    "finance:add_source": KEEPS,
    "finance:source": KEEPS,
    "finance:remove_source": KEEPS,
    "finance:add_line": KEEPS,
    "finance:line": KEEPS,
    "finance:change_line": KEEPS,
    "finance:remove_line": KEEPS,
    "finance:record": KEEPS,
    "finance:settle": KEEPS,
    "finance:strike_out": KEEPS,
    "finance:points": KEEPS,
    "finance:point": KEEPS,
    "finance:claims": KEEPS,
    "finance:claim": KEEPS,
    "finance:paid": KEEPS,
    "finance:take_back": KEEPS,
    "finance:my_claims": CLAIMS,
    "finance:send_claim": CLAIMS,
    "finance:my_claim": CLAIMS,
    "finance:withdraw_claim": CLAIMS,
}


def parts(world):
    """A source, a line with a commitment, and a claim by the mentor of the pair."""
    now, by, programme = timezone.now(), world.coordinator, world.programme
    programme.refresh_from_db()
    paying = programme.design.model_dump(mode="json")
    paying["expenses"] |= {"decided": True, "claims": True}
    change_design(programme, parse_design(paying), by=by, at=now)
    programme.refresh_from_db()
    today = timezone.localdate()
    said = {
        "funder": "F", "amount": Decimal(9), "cycle": "one-off", "begins_on": today,
        "ends_on": None, "state": "agreed",
    }  # fmt: skip
    source = sources.add(programme, said, once=uuid4(), by=by, at=now)
    plan = {"name": "Travel", "planned": Decimal(9), "still_expected": None, "note": ""}
    line = lines.add(programme, plan, by=by, at=now)
    fact = Fact(today, Decimal(5), "Room")
    entry = entries.record(line, EntryKind.COMMITMENT, fact, once=uuid4(), by=by, at=now)
    part = world.ours.members.get(role="mentor").participation
    spent = Expenditure(today - timedelta(days=1), Expense.PARKING, Decimal(3))
    claim = claims.send(part, spent, once=uuid4(), by=world.users["mentor"], at=now)
    theirs = {"participation_id": part.pk, "claim_id": claim.pk}
    ours = {
        "source_id": source.pk, "line_id": line.pk, "entry_id": entry.pk, "claim_id": claim.pk,
        "part": "lines", "key": "plan",
    }  # fmt: skip
    return {route: theirs if ROWS[route] == CLAIMS else ours for route in ROWS}
