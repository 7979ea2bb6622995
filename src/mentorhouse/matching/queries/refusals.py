"""What the engine refuses, in words for a co-ordinator: names where it says keys."""

import re

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.faults import LockBreaksRuleError, MatchError
from mentorhouse.people.models import Person

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def in_words(fault: MatchError) -> str:
    """Return what the engine refuses, with people's names where it says their keys."""
    if isinstance(fault, LockBreaksRuleError):
        rules = "; ".join(fault.rules)
        said = say(
            "You locked {mentee} to {mentor}, but this pair breaks a rule of the "
            "programme: {rules}. Unlock the pair, then run again.",
            mentee=fault.mentee,
            mentor=fault.mentor,
            rules=rules,
        )
    else:
        said = str(fault)
    keys = KEY.findall(said)
    names = {str(pk): person.name for pk, person in Person.objects.in_bulk(keys).items()}
    return KEY.sub(lambda found: names.get(found[0], "somebody"), said)
