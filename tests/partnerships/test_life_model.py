"""A partnership does what a small model of it does, whatever people try in whichever order."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.actions import last_day, phases, reviewing, saying_goodbye
from mentorhouse.partnerships.models import EndProposal, PhaseMove, Review
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.models import Participation
from tests.factories import AT
from tests.partnerships.life import Pair

WHO = st.sampled_from(["mentor", "mentee"])
KEYS = ("rapport", "direction", "progress", "winding_up", "moving_on")


class Model(RuleBasedStateMachine):
    """What must be so: plain fields, changed by plain rules."""

    def __init__(self):
        super().__init__()
        self.deed = transaction.atomic()
        self.deed.__enter__()
        self.pair, self.at = Pair(), AT
        self.running, self.phase, self.ends_on = True, "rapport", self.pair.row.ends_on
        self.proposed, self.goodbyes, self.moves = None, set(), 0
        self.review, self.done = "", set()

    def teardown(self):
        transaction.set_rollback(True)
        self.deed.__exit__(None, None, None)

    def tries(self, deed, *, allowed):
        """Do a deed in a savepoint: it is refused exactly when the model says so."""
        self.at += timedelta(minutes=1)
        try:
            with transaction.atomic():
                deed()
        except (NotNow, NotVisible):
            assert not allowed
            return False
        assert allowed
        return True

    def by(self, who):
        return {"by": getattr(self.pair, who), "at": self.at}

    @rule(who=WHO, to=st.sampled_from(KEYS), seen=st.sampled_from(KEYS))
    def move(self, who, to, seen):
        move = lambda: phases.move_phase(  # noqa: E731
            self.pair.row, to, based_on=seen, **self.by(who)
        )
        allowed = self.running and self.phase in {to, seen}
        if self.tries(move, allowed=allowed) and to != self.phase:
            self.phase, self.moves = to, self.moves + 1

    @rule(who=WHO, days=st.sampled_from([-400, 0, 30, 90]))
    def propose(self, who, days):
        day = AT.date() + timedelta(days=days)
        allowed = self.running and self.proposed is None and days >= 0 and day != self.ends_on
        propose = lambda: last_day.propose_end(self.pair.row, day, **self.by(who))  # noqa: E731
        if self.tries(propose, allowed=allowed):
            self.proposed = (who, day)

    @rule(who=WHO, agree=st.booleans())
    def answer(self, who, agree):
        proposal = EndProposal.objects.filter(partnership=self.pair.row, state="open").first()
        assert (proposal is not None) == (self.proposed is not None)
        if proposal is None:
            return
        answer = lambda: last_day.answer_end(  # noqa: E731
            self.pair.row, proposal.pk, agree=agree, **self.by(who)
        )
        assert self.tries(answer, allowed=True)
        by, day = self.proposed
        if agree and who != by:
            self.ends_on, self.proposed = day, None
        elif not agree:
            self.proposed = None

    @rule(who=WHO)
    def goodbye(self, who):
        assert self.tries(
            lambda: saying_goodbye.say_goodbye(self.pair.row, **self.by(who)), allowed=True
        )
        if self.running:
            self.goodbyes.add(who)
            if self.goodbyes == {"mentor", "mentee"}:
                self.over()

    @rule(who=WHO, surely=st.sampled_from([False, False, True]))
    def end(self, who, surely):
        if surely:
            end = lambda: actions.end(self.pair.row, Ending.TIME, **self.by(who))  # noqa: E731
            assert self.tries(end, allowed=True)
            self.over()

    @rule()
    def both_end_at_once(self):
        """Both pages were opened while it ran: the second finds that it has ended."""
        for who, kind in (("mentor", Ending.FIT), ("mentee", Ending.UNSAID)):
            self.tries(lambda w=who, k=kind: actions.end(self.pair.row, k, **self.by(w)),
                       allowed=True)  # fmt: skip
        if self.running:
            assert self.pair.now().ending == Ending.FIT
            self.over()

    @rule(who=WHO)
    def ask_for_review(self, who):
        ask = lambda: reviewing.ask_review(self.pair.row, **self.by(who))  # noqa: E731
        if self.tries(ask, allowed=self.running) and self.review not in {"alone", "together"}:
            self.review, self.done = "alone", set()

    @rule(who=WHO, done=st.booleans())
    def write_review(self, who, done):
        write = lambda: reviewing.write_part(  # noqa: E731
            self.pair.row, {"works": "We laugh."}, done=done, **self.by(who)
        )
        if self.tries(write, allowed=self.running and self.review == "alone"):
            self.done = self.done | {who} if done else self.done - {who}
            self.review = "together" if self.done == {"mentor", "mentee"} else "alone"

    @rule(who=WHO, leave=st.booleans())
    def close_review(self, who, leave):
        row = Review.objects.order_by("-asked_at").first()
        if leave:
            close = lambda: reviewing.leave_review(self.pair.row, **self.by(who))  # noqa: E731
            if self.tries(close, allowed=self.running and self.review == "alone"):
                self.review = "left"
        elif row:
            close = lambda: reviewing.settle_review(  # noqa: E731
                self.pair.row, row.pk, review_on=None, **self.by(who)
            )
            if self.tries(close, allowed=self.running and self.review in {"together", "settled"}):
                self.review = "settled"

    def over(self):
        self.running, self.proposed = False, None

    @invariant()
    def the_database_says_the_same(self):
        row = self.pair.now()
        assert (row.state == PartnershipState.ACTIVE) == self.running
        assert (row.phase or "rapport", row.ends_on) == (self.phase, self.ends_on)
        assert PhaseMove.objects.filter(partnership=row).count() == self.moves
        taken = Participation.objects.filter(memberships__partnership=row)
        assert {*taken.values_list("places_taken", flat=True)} == {int(self.running)}
        assert (row.evaluation_due_on is None) == self.running
        review = Review.objects.order_by("-asked_at").first()
        assert (review.state if review else "") == self.review


@pytest.mark.django_db(databases=["default", "keystore"])
@pytest.mark.requirement("R10.01", "R10.02", "R10.03", "R10.05")
def test_a_partnership_does_what_its_model_does():
    few = settings(max_examples=8, stateful_step_count=14, derandomize=True, database=None)
    run_state_machine_as_test(Model, settings=few)
