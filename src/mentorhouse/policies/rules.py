"""Which policies every programme begins with, who is asked to accept, and the kind refusals."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.policies.states import Standing

# Where the session keeps that somebody wants to accept policies later.
PUT_OFF = "policies_put_off"
EVERYONE = mark("everyone")


class Required(StrEnum):
    """Of whom a policy asks acceptance."""

    NOBODY = "nobody"
    MENTORS = "mentor"
    MENTEES = "mentee"
    BOTH = "both"


REQUIRED_WORDS: Mapping[Required, str] = {
    Required.NOBODY: mark("Nobody"),
    Required.MENTORS: mark("Mentors"),
    Required.MENTEES: mark("Mentees"),
    Required.BOTH: mark("Mentors and mentees"),
}


def required_in(roles: AbstractSet[str]) -> list[str]:
    """Return the values of `required_of` that ask somebody who takes part in these roles."""
    return [Required.BOTH.value, *sorted(roles)] if roles else []


@dataclass(frozen=True)
class Slot:
    """A policy that every programme has a place for."""

    key: str
    title: str
    about: str


SLOTS: Mapping[str, Slot] = {
    slot.key: slot
    for slot in (
        Slot(
            "conduct",
            mark("Conduct"),
            mark("How people behave towards each other in this programme."),
        ),
        Slot(
            "complaints",
            mark("Complaints"),
            mark("How to complain, to whom, and how soon one is answered."),
        ),
        Slot(
            "confidentiality",
            mark("Confidentiality and data protection"),
            mark("What stays between a pair, what does not, and how personal data is kept."),
        ),
        Slot(
            "equal-opportunities",
            mark("Equal opportunities"),
            mark("How the programme makes sure that everybody gets a fair chance."),
        ),
        Slot(
            "governance",
            mark("Governance"),
            mark("Who decides about the programme and answers for it."),
        ),
        Slot(
            "health-and-safety",
            mark("Health and safety"),
            mark("How people stay safe and well when they meet, on site or elsewhere."),
        ),
        Slot(
            "volunteering",
            mark("Volunteering"),
            mark("What people may expect who give their own time."),
        ),
        Slot("values", mark("Values"), mark("What the programme stands for.")),
        Slot(
            "vulnerable-groups",
            mark("Protecting vulnerable groups"),
            mark("Which checks are needed, and what to do when somebody may be at risk."),
        ),
        Slot(
            "bullying-and-harassment",
            mark("Bullying and harassment"),
            mark("What is not accepted, and how to get help."),
        ),
        Slot(
            "mental-health",
            mark("Mental health"),
            mark("Where to find support, and what a mentor can do."),
        ),
        Slot(
            "change-management",
            mark("Change management"),
            mark("What happens to pairs when jobs, teams or organisations change."),
        ),
        Slot(
            "personal-relationships",
            mark("Personal relationships"),
            mark("What to do when people are close outside the programme, or become so."),
        ),
    )
}


def standing_of(
    *, withdrawn: bool, in_force: bool, draft: bool, review_on: date | None, today: date
) -> Standing:
    """Say how a policy stands. A review that is due stays so until a version answers it."""
    if withdrawn:
        return Standing.WITHDRAWN
    if in_force and review_on is not None and review_on <= today:
        return Standing.REVIEW_DUE
    if draft:
        return Standing.DRAFT_WAITING
    return Standing.IN_FORCE if in_force else Standing.EMPTY


def next_for(standing: Standing) -> str:
    """Say what a co-ordinator does next with a policy that stands so."""
    return {
        Standing.EMPTY: say("Write a text, or link to your organisation’s own document."),
        Standing.DRAFT_WAITING: say("Read the draft and put it in force."),
        Standing.REVIEW_DUE: say("Write a new version, or set the next review date."),
        Standing.IN_FORCE: say("Nothing to do for now."),
        Standing.WITHDRAWN: say("Nobody is asked to accept it. You can bring it back."),
    }[standing]


DocumentT = TypeVar("DocumentT")


def applying(
    by_organisation: Mapping[UUID | None, DocumentT], organisation: UUID | None
) -> DocumentT | None:
    """Return the document that is a person's: their organisation's, else the common one (R2.22)."""
    own = by_organisation.get(organisation) if organisation is not None else None
    return own or by_organisation.get(None)


def listed(titles: Iterable[str]) -> str:
    """Say several titles in one sentence: “A”, “B” and “C”."""
    quoted = [f"“{title}”" for title in titles]
    return (
        quoted[0]
        if len(quoted) == 1
        else say("{first} and {last}", first=", ".join(quoted[:-1]), last=quoted[-1])
    )


class OutdatedVersion(NotNow):
    """What was about to be accepted is not the version that is in force for this person."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "This policy was changed while you were reading, so nothing was accepted. "
                "This is the version in force: read it and accept it if you agree."
            )
        )


class NoLongerAsked(NotNow):
    """The policy asks nothing of this person, or not any more."""

    def __init__(self) -> None:
        super().__init__(say("You are not asked to accept this policy, so nothing was recorded."))


class AlreadyInForce(NotNow):
    """Somebody else has put this version in force."""

    def __init__(self) -> None:
        super().__init__(
            say("This version is in force already. It was put in force once, not twice.")
        )


class IsWithdrawn(NotNow):
    """A withdrawn policy takes no new version."""

    def __init__(self) -> None:
        super().__init__(say("This policy is withdrawn. Bring it back first, then change it."))


def check_not_withdrawn(*, withdrawn: bool) -> None:
    """Raise `IsWithdrawn` where a policy takes no new version."""
    if withdrawn:
        raise IsWithdrawn


class RemindedToday(NotNow):
    """One reminder a day is enough."""

    def __init__(self) -> None:
        super().__init__(say("A reminder left today already. You can send the next one tomorrow."))
