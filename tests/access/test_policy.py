"""The table itself: whole, used, and read in words."""

import re
from pathlib import Path

import pytest

import mentorhouse
from mentorhouse.access.policy import POLICY, Capability, Relation, permits
from mentorhouse.access.readers import CONDITIONAL, readers, who_can_read

HOUSE = Path(mentorhouse.__file__).parent
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in HOUSE.rglob("*.py")
    if path.name not in {"policy.py", "readers.py"}
)


def test_every_capability_has_a_rule_with_words():
    assert set(POLICY) == set(Capability)
    assert all(rule.words and rule.may for rule in POLICY.values())


@pytest.mark.parametrize("capability", Capability)
def test_every_capability_is_asked_for_somewhere(capability):
    assert re.search(rf"\bCapability\.{capability.name}\b", SOURCE)


@pytest.mark.parametrize("relation", sorted(set().union(*(r.may for r in POLICY.values()))))
def test_every_relation_that_permits_something_is_given_by_a_room(relation):
    assert re.search(rf"\bRelation\.{relation.name}\b", SOURCE)


@pytest.mark.parametrize("capability", Capability)
def test_one_relation_permits_exactly_what_its_row_says(capability):
    permitted = {r for r in Relation if permits(capability, frozenset({r}))}
    assert permitted == POLICY[capability].may
    assert permits(capability, frozenset()) is False


def test_nobody_who_runs_the_machine_or_audits_it_reads_content():
    content = {
        Capability.READ_MEETING_LOG,
        Capability.READ_AGREEMENT,
        Capability.READ_IDENTITY,
        Capability.ARRANGE_MEETING,
    }
    machine = {Relation.ADMINISTRATOR, Relation.AUDITOR, Relation.OPERATOR}
    assert all(not POLICY[capability].may & machine for capability in content)


@pytest.mark.requirement("R6.17")
def test_the_words_beside_a_box_are_the_policys_answer():
    log = Capability.READ_MEETING_LOG
    assert who_can_read(log) == (
        "Who can read this: you and the people in this partnership. Nobody else."
    )
    assert who_can_read(log, holding=frozenset({Relation.READING_COORDINATOR})) == (
        "Who can read this: you and the people in this partnership and the programme’s "
        "co-ordinators. Nobody else."
    )


@pytest.mark.requirement("R6.17")
@pytest.mark.parametrize("capability", Capability)
def test_a_conditional_reader_is_named_only_where_it_is_in_force(capability):
    rule = POLICY[capability].may
    always = len(readers(capability))
    with_all = len(readers(capability, holding=CONDITIONAL))
    assert with_all - always == len(rule & CONDITIONAL)
