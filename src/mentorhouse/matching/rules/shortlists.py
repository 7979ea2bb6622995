"""Why a mentee is offered fewer mentors than the programme gives."""

from mentorhouse.languages.saying import say, say_many
from mentorhouse.programmes.design import Shortlist


def why_short(asks: Shortlist, has: int, allowed: int) -> tuple[str, ...]:
    """Say why somebody has `has` mentors where the rules allow `allowed`; nothing if none lack."""
    if has >= asks.size:
        return ()
    if allowed <= has:
        if not allowed:
            return (say("The rules allow no mentor who is free."),)
        return (
            say_many(
                "The rules allow only {count} mentor who is free.",
                "The rules allow only {count} mentors who are free.",
                allowed,
            ),
        )
    return (
        say_many(
            "The others whom the rules allow are on {count} shortlist already.",
            "The others whom the rules allow are on {count} shortlists already.",
            asks.most_per_mentor,
        ),
        say("Let mentors be on more shortlists, or bring in more mentors."),
    )
