"""How many places somebody may have, and invitations in words."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Place:
    """Someone who is to be in a programme, in one role ("mentor", "mentee")."""

    person_id: UUID
    role: str
    capacity: int = 1


def capacity_given(asked: int, *, role: str, largest: int) -> int:
    """Return the places that somebody gets: a mentee one, a mentor what is asked, within bounds."""
    return 1 if role == "mentee" else min(max(asked, 1), largest)


def capacity_problem(capacity: int, *, role: str, taken: int, largest: int) -> str:
    """Say why somebody cannot have so many places; "" where they can."""
    if role == "mentee":
        return "A mentee has room for one partnership."
    if capacity > largest:
        return (
            f"This programme allows a mentor {largest} at most. "
            "Raise the limit in the set-up first, or enter a smaller number."
        )
    if capacity < max(taken, 1):
        return (
            f"Enter {max(taken, 1)} or more: so many places are taken already."
            if taken
            else ("Enter 1 or more. Someone who wants to stop can decline to take part.")
        )
    return ""


def invitations_sent(count: int) -> str:
    """Say how many e-mails are on their way."""
    if not count:
        return "Everyone has had an invitation already. No e-mail was sent."
    letters = "1 invitation is" if count == 1 else f"{count:,} invitations are"
    return f"{letters} on the way."
