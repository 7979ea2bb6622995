"""How many places somebody may have, and invitations in words."""

from dataclasses import dataclass
from uuid import UUID

from mentorhouse.languages.saying import say


@dataclass(frozen=True)
class Place:
    """Someone who is to be in a programme, in one role ("mentor", "mentee")."""

    person_id: UUID
    role: str
    capacity: int = 1


def capacity_given(asked: int, *, role: str, largest: int, own_limit: bool = True) -> int:
    """Return the places that somebody gets: a mentee one, a mentor what is asked, within bounds.

    Without a limit of their own every mentor has as many as the programme says (R5.12).
    """
    if role == "mentee":
        return 1
    return min(max(asked, 1), largest) if own_limit else largest


def capacity_problem(
    capacity: int, *, role: str, taken: int, largest: int, own_limit: bool = True
) -> str:
    """Say why somebody cannot have so many places; "" where they can."""
    if role == "mentee":
        return say("A mentee has room for one partnership.")
    if capacity < largest and not own_limit:
        return say(
            "In this programme every mentor has room for {largest}. To change that, let "
            "mentors choose a lower number in the set-up first.",
            largest=largest,
        )
    if capacity > largest:
        return say(
            "This programme allows a mentor {largest} at most. Raise the limit in the "
            "set-up first, or enter a smaller number.",
            largest=largest,
        )
    if capacity < max(taken, 1):
        return (
            say("Enter {taken} or more: so many places are taken already.", taken=max(taken, 1))
            if taken
            else (say("Enter 1 or more. Someone who wants to stop can decline to take part."))
        )
    return ""


def invitations_sent(count: int) -> str:
    """Say how many e-mails are on their way."""
    if not count:
        return say("Everyone has had an invitation already. No e-mail was sent.")
    letters = (
        say("1 invitation is") if count == 1 else say("{number:,} invitations are", number=count)
    )
    return say("{letters} on the way.", letters=letters)
