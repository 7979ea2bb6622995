"""Applications of the demonstration in each state, a waiting list, and the workforce."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import cycle

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.demo.joining_applying import applies, writes
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.actions.deciding import Ruling, decide
from mentorhouse.recruitment.actions.equality import Entered, enter_workforce, give_answers
from mentorhouse.recruitment.actions.sending import Seen, answer_question, send
from mentorhouse.recruitment.models import Application, Baseline
from mentorhouse.recruitment.states import ApplicationState, Decision

DECIDED = 14  # how many people apply about whom somebody decides
# After how many pages of the form others stopped.
DRAFTS = (*(0,) * 5, *(1,) * 6, 2, 2, 2, 3, 3)
EACH = DECIDED + 1 + len(DRAFTS)
D = Decision
WAIT = "Thank you for applying. We have no free mentor just now, and think of you next."
KIND = "Thank you for your application. Your goals fit the coaching offer better; we can help you."
WELCOME = "Welcome. We were glad to read your application."
SETTLED = (
    (D.WAIT, WAIT), (D.WAIT, WAIT), (D.WAIT, WAIT), (D.WAIT, WAIT),
    (D.ASK, "Which day of the week suits you, and can you travel to the coast?"),
    (D.ASK, "How much time could you give in a month?"),
    (D.DECLINE, KIND), *((D.APPROVE, WELCOME) for _ in range(7)),
)  # fmt: skip
A = Baseline.About
GROUPS = ("White", "White", "Asian", "White", "Black", "Asian", "White")
WORKFORCE = (
    (A.GRADE, "", {"EO": 420, "HEO": 510, "SEO": 390, "Grade 7": 260, "Grade 6": 120}),
    (A.CHARACTERISTIC, "Ethnic group", {"Asian": 310, "Black": 240, "Mixed": 90, "White": 1060}),
)


def decided(named: Mapping[str, User], people: Sequence[User], at: datetime) -> None:
    """Decide about some who apply, leave others to look at, and enter the workforce."""
    by, programme = named["coordinator"], Programme.objects.get(name=cast.PATHS)
    sending, drafting = people[: DECIDED + 1], people[DECIDED + 1 :]
    for days, user in enumerate(sending):
        applies(programme, "mentee", user, at - timedelta(days=26 - days))
    for steps, user in zip(DRAFTS, drafting, strict=True):
        writes(programme, ["mentee"], user, at - timedelta(days=7 + steps), steps=steps)
    rows = Application.objects.filter(programme=programme, person__in=[u.pk for u in sending])
    listed = list(rows.select_related("person__user").order_by("submitted_at", "pk"))
    for number, (row, (decision, words)) in enumerate(zip(listed[:DECIDED], SETTLED, strict=True)):
        _settle(row, Ruling(decision, words), by, at - timedelta(days=8, minutes=-number))
    answered = listed[5].sentdecisions.get()
    user = listed[5].person.user
    answer_question(answered, "About three hours.", by=user, at=at - timedelta(days=2))
    _not_sent(programme, by, at)
    for name in (cast.PATHS, cast.LEADING):
        _workforce(Programme.objects.get(name=name), by, at)
    for row, said in zip(listed, cycle(GROUPS), strict=False):
        give_answers(row, {"Ethnic group": said}, by=row.person.user, at=at - timedelta(days=1))


def _settle(row: Application, ruling: Ruling, by: User, at: datetime) -> None:
    found = decide(row, ruling, version=row.version, by=by, at=at)
    seen = {found.pk: Seen(found.version, at)}
    send(row.programme, seen, by=by, at=at + timedelta(minutes=1))


def _not_sent(programme: Programme, by: User, at: datetime) -> None:
    """Decide about two who wait for it, and send nothing."""
    rows = Application.objects.filter(
        programme=programme, state=ApplicationState.SUBMITTED.value, waiting_since=None
    )
    two = rows.order_by("submitted_at", "pk")[:2]
    for row, decision in zip(two, (D.APPROVE, D.DECLINE), strict=False):
        words = {D.APPROVE: WELCOME, D.DECLINE: KIND}[decision]
        decide(row, Ruling(decision, words), version=row.version, by=by, at=at - timedelta(hours=3))


def _workforce(programme: Programme, by: User, at: datetime) -> None:
    for about, question, numbers in WORKFORCE:
        entered = Entered(about, question, numbers, "Staff records", at.date())
        enter_workforce(programme, entered, by=by, at=at - timedelta(days=3))
