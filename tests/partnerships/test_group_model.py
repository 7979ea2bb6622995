"""A group does what a small model of it does: offered, answered, left, joined, handed over."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.actions import changing, handing_over
from mentorhouse.partnerships.actions.leaving import leave_running
from mentorhouse.partnerships.models import Change
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import Ending
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import AT, coordinator_of, make_mentee, make_mentor, make_programme
from tests.partnerships.life import user, with_shapes

ASKED = ("mentor", "one", "two", "three")
WHO = st.sampled_from([*ASKED, "new"])


def is_enough(names):
    return "mentor" in names and len(names) >= 3


class Model(RuleBasedStateMachine):
    """What must be so: plain fields, changed by plain rules."""

    def __init__(self):
        super().__init__()
        self.deed = transaction.atomic()
        self.deed.__enter__()
        programme = with_shapes(make_programme(state=ProgrammeState.RUNNING))
        self.parts = {name: make_mentee(programme) for name in (*ASKED[1:], "new")}
        self.parts["mentor"] = make_mentor(programme)
        self.coordinator, self.at = coordinator_of(programme), AT
        together = [[self.parts[name] for name in ASKED]]
        [self.row] = actions.offer(
            programme, together, shape=Shape.GROUP, by=self.coordinator, at=AT
        )
        self.state, self.members, self.accepted = "offered", {*ASKED}, set()
        self.left, self.out, self.change, self.yeses = set(), set(), "", set()

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
        else:
            assert allowed

    def by(self, who):
        return {"by": user(self.parts[who]), "at": self.at}

    def goes_without(self, names):
        """Take people out; whether the others are enough."""
        if not is_enough(self.members - names):
            return False
        self.members -= names
        self.left |= names
        return True

    def begins_if_all_accepted(self):
        if self.members <= self.accepted:
            self.state = "active"

    def changed(self):
        """Somebody left or it is over: what was proposed is, too."""
        self.change = "overtaken" if self.change == "open" else self.change

    @initialize(begun=st.sampled_from([True, True, False]))
    def begin(self, begun):
        if begun:
            self.all_accept()

    @rule(who=WHO)
    def accept(self, who):
        allowed = who in self.members and self.state in {"offered", "active"}
        self.tries(lambda: actions.accept(self.row, **self.by(who)), allowed=allowed)
        if allowed and self.state == "offered":
            self.accepted.add(who)
            self.begins_if_all_accepted()

    @rule()
    def all_accept(self):
        for who in sorted(self.members):
            self.accept(who)

    @rule(who=WHO)
    def decline(self, who):
        gone = who in self.left - self.members
        there = who in self.members and self.state in {"offered", "declined", "lapsed"}
        self.tries(lambda: actions.decline(self.row, **self.by(who)), allowed=gone or there)
        if there and self.state == "offered":
            if self.goes_without({who}):
                self.begins_if_all_accepted()
            else:
                self.state = "declined"

    @rule()
    def the_day_to_answer_passes(self):
        self.at += timedelta(days=15)
        actions.go_on(at=self.at)
        if self.state == "offered":
            if self.goes_without(self.members - self.accepted):
                self.begins_if_all_accepted()
            else:
                self.state = "lapsed"

    @rule(who=WHO)
    def leave(self, who):
        gone = who in self.left - self.members
        there = who in self.members and self.state in {"active", "ended"}
        leave = lambda: leave_running(self.row, Ending.UNSAID, **self.by(who))  # noqa: E731
        self.tries(leave, allowed=gone or there)
        if there and self.state == "active":
            self.changed()
            if not self.goes_without({who}):
                self.state = "ended"

    @rule(who=WHO)
    def hand_over(self, who):
        if self.state != "active" or who not in self.members:
            return
        goes_on = is_enough(self.members - {who})
        choices = {} if goes_on else {self.row.pk: Ending.REMATCH}
        at = {"by": self.coordinator, "at": self.at}
        over = lambda: handing_over.hand_over(self.parts[who], choices, **at)  # noqa: E731
        self.tries(over, allowed=True)
        self.changed()
        self.out.add(who)
        if not self.goes_without({who}):
            self.state = "ended"

    @rule()
    def propose(self):
        new = {"new"} - self.members - self.left  # nobody is put together again
        allowed = bool(new) and self.state == "active" and self.change != "open"
        ids, by = [self.parts["new"].pk], {"by": self.coordinator, "at": self.at}
        propose = lambda: changing.propose_change(  # noqa: E731
            self.row, Shape.GROUP, ids, **by
        )
        self.tries(propose, allowed=allowed)
        if allowed:
            self.change, self.yeses = "open", set()

    @rule(who=WHO, agree=st.sampled_from([True, True, True, False]))
    def answer(self, who, agree):
        change = Change.objects.order_by("-proposed_at").first()
        if change is None:
            return
        asked = who in {*self.members, "new"}
        allowed = asked and (self.change == "open" or (self.change == "done" and agree))
        answer = lambda: changing.answer_change(  # noqa: E731
            change, agree=agree, **self.by(who)
        )
        self.tries(answer, allowed=allowed)
        if allowed and self.change == "open":
            self.takes(who, agree=agree)

    def takes(self, who, *, agree):
        self.yeses.add(who)
        if not agree:
            self.change = "declined"
        elif self.yeses >= self.members | {"new"}:
            self.change = "done"
            self.members.add("new")

    @rule()
    def all_agree(self):
        if self.change == "open":
            for who in sorted(self.members | {"new"}):
                self.answer(who, agree=True)

    @invariant()
    def the_database_says_the_same(self):
        self.row.refresh_from_db()
        assert self.row.state == self.state
        names = {part.pk: name for name, part in self.parts.items()}
        found = self.row.members.values_list("participation", flat=True)
        assert {names[pk] for pk in found} == self.members
        taken = dict(Participation.objects.values_list("pk", "places_taken"))
        running = self.members if self.state == "active" else set()
        assert {names[pk] for pk, places in taken.items() if places} == running
        assert set(taken.values()) <= {0, 1}
        change = Change.objects.order_by("-proposed_at").first()
        assert (change.state if change else "") == self.change


@pytest.mark.django_db(databases=["default", "keystore"])
@pytest.mark.requirement("R9.05", "R10.05", "R10.10")
def test_a_group_does_what_its_model_does():
    few = settings(max_examples=12, stateful_step_count=14, derandomize=True, database=None)
    run_state_machine_as_test(Model, settings=few)
