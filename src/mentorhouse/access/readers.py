"""Who can read this: the words beside every box that people write in (R6.17).

The words come from the policy itself, so they change when the policy or a setting changes.
"""

from mentorhouse.access.policy import POLICY, Capability, Relation
from mentorhouse.languages.saying import mark, say

# Relations that exist only where people were told so, or where an organisation helps to run the
# programme; they are named only there.
CONDITIONAL = frozenset(
    {Relation.READING_COORDINATOR, Relation.LOCAL_COORDINATOR, Relation.EMERGENCY_READER}
)
# Whose words begin with the reader, so that nobody is told "you and you".
WITH_YOU = frozenset({Relation.PARTNER, Relation.TALKING})

WORDS = {
    Relation.SELF: mark("you"),
    Relation.PARTNER: mark("you and the people in this partnership"),
    Relation.TALKING: mark("you and the other person in this first talk"),
    Relation.MENTEE: mark("the mentee"),
    Relation.MENTOR: mark("the mentor"),
    Relation.COORDINATOR: mark("the programme’s co-ordinators"),
    Relation.HEARS_CONCERN: mark("the one named contact to whom it goes"),
    Relation.LOCAL_COORDINATOR: mark("the local co-ordinators of your own organisation"),
    Relation.READING_COORDINATOR: mark("the programme’s co-ordinators"),
    Relation.MATCHER: mark("the matching run, which shows it to nobody"),
    Relation.COUNTER: mark("the counting of figures, which shows no single answer"),
}


def readers(
    capability: Capability, *, holding: frozenset[Relation] = frozenset()
) -> tuple[str, ...]:
    """Name who can read, in words, in a fixed order.

    `holding` names the conditional relations that are in force for this row.
    """
    may = POLICY[capability].may
    in_force = [r for r in Relation if r in may and (r not in CONDITIONAL or r in holding)]
    if WITH_YOU & {*in_force}:
        in_force = [relation for relation in in_force if relation is not Relation.SELF]
    return tuple(dict.fromkeys(say(WORDS.get(r, r.value)) for r in in_force))


def who_can_read(capability: Capability, *, holding: frozenset[Relation] = frozenset()) -> str:
    """One sentence: who can read what is written here, and that nobody else can."""
    names = readers(capability, holding=holding)
    listed = names[0]
    if len(names) > 1:
        listed = say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
    return say("Who can read this: {listed}. Nobody else.", listed=listed)
