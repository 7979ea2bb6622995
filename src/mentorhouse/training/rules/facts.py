"""The facts of a programme that stand in the texts of modules as {{ name }}."""

import re
from typing import Final

from mentorhouse.languages.saying import say, say_many
from mentorhouse.programmes.design import Design

FACT: Final = re.compile(r"(^> )?\{\{ (\w+) \}\}", re.MULTILINE)


class UnknownFact(KeyError):
    """A text names a fact that no programme has. A test looks at every text."""


def filled(text: str, design: Design) -> str:
    """Put a programme’s facts into a text. In a quotation every line stays in the quotation."""
    known = facts_of(design)

    def fact(match: re.Match[str]) -> str:
        if match[2] not in known:
            raise UnknownFact(match[2])
        value = known[match[2]]
        return "> " + value.replace("\n", "\n> ") if match[1] else value

    return FACT.sub(fact, text)


def facts_of(design: Design) -> dict[str, str]:
    """Return every fact in words; where a programme has not said, what holds for all."""
    private, meetings = design.confidentiality, design.meetings
    return {
        "programme": design.name,
        "purpose": design.purpose.strip()
        or say("To help people learn from somebody who has gone before them."),
        "confidentiality": private.statement.strip()
        or say("What the two of you say stays between you, unless somebody may come to harm."),
        "exception": private.exception.strip()
        or say("When somebody may come to serious harm, or the law or a code of conduct asks it."),
        "who_reads": _who_reads(design),
        "concerns": _named(private.concerns_to, private.concerns_email)
        or say("the co-ordinator of your programme"),
        "coordinator": _named(design.coordination.contact_name, design.coordination.contact_email)
        or say("the co-ordinator, whose name stands on every guide and on your start page"),
        "rhythm": meetings.how_often,
        "minutes": say_many("{count} minute", "{count} minutes", meetings.length_minutes),
        "notice": say_many("{count} hour", "{count} hours", meetings.notice_hours),
        "length": _length(design),
    }


def _named(name: str, address: str) -> str:
    return ", ".join(part.strip() for part in (name, address) if part.strip())


def _who_reads(design: Design) -> str:
    if design.confidentiality.coordinator_reads_content:
        return say(
            "In this programme the co-ordinator may read agreements and meeting logs. Everyone is "
            "told so before they accept a match."
        )
    return say(
        "In this programme nobody outside the pair reads agreements and meeting logs, not even "
        "the co-ordinator."
    )


def _length(design: Design) -> str:
    months = design.timing.length_months
    if months is None:
        return say("as long as the two of you like")
    return say_many("{count} month", "{count} months", months)
