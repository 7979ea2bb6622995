"""A review of the relationship: alone, then together (R10.02). When, and what is asked."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design

HALF_A_YEAR = 182
MONTH = 30.44  # days
LATEST = 732  # days from now; later than that is no plan
ONCE_SHOWN = mark("Everybody has answered, so all answers stay as they are. Talk about them now.")
NOT_OPEN = mark("There is no review open any more. Begin a new one when you like.")
ALREADY_OPEN = mark("A review is open already. This is it.")
DAY_TOO_EARLY = mark("Choose a day after today for the next review, or leave it empty.")
DAY_TOO_LATE = mark("Choose a day within two years, or leave it empty.")

LONGEST = 4000
TEXTS: Mapping[str, str] = {
    "works": mark("What works well between you?"),
    "lacks": mark("What does not work, or is missing?"),
    "wishes": mark("What would you like to be different from now on?"),
}
CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "goals": (
        mark("Are the goals still the right ones?"),
        {
            "yes": mark("Yes"),
            "partly": mark("Some of them"),
            "no": mark("No"),
            "none": mark("We have none yet"),
        },
    ),
    "agreement": (
        mark("Is what you agreed on still right?"),
        {
            "yes": mark("Yes"),
            "partly": mark("Some of it"),
            "no": mark("No"),
            "none": mark("We have agreed on nothing yet"),
        },
    ),
    "balance": (
        mark("How is the balance of challenge and support?"),
        {
            "challenge": mark("More challenge would help"),
            "right": mark("It is about right"),
            "support": mark("More support would help"),
        },
    ),
}
ORDER = ("works", "lacks", "goals", "agreement", "balance", "wishes")


def words_of(name: str) -> str:
    """Return a question in words."""
    return say(TEXTS[name]) if name in TEXTS else say(CHOICES[name][0])


def answer_words(name: str, answer: str) -> str:
    """Return an answer as it is read."""
    if name in CHOICES:
        known = CHOICES[name][1].get(answer)
        return say(known) if known else ""
    return answer


def all_are_done(people: Collection[object], done: Collection[object]) -> bool:
    """Whether everybody who is in it now has finished; then, and only then, all is shown."""
    return bool(people) and {*people} <= {*done}


def first_review(design: Design, *, began_on: date, ends_on: date | None) -> date:
    """Return the day for the first review: as the agreement is reviewed, else half-way."""
    months = design.agreement.review_months
    if design.agreement.review_at == "interval" and months:
        return began_on + timedelta(days=round(months * MONTH))
    if ends_on and ends_on > began_on:
        return began_on + (ends_on - began_on) // 2
    return began_on + timedelta(days=HALF_A_YEAR)


def next_review(design: Design, *, today: date, ends_on: date | None) -> date | None:
    """Return the day that the form begins with: the same interval again, if it is before the end.

    A pair that is near its end looks back at the end itself.
    """
    months = design.agreement.review_months
    days = round(months * MONTH) if months else HALF_A_YEAR // 2
    proposed = today + timedelta(days=days)
    return None if ends_on and proposed >= ends_on else proposed


def day_problem(day: date | None, *, today: date) -> str:
    """Say what is wrong with a day for the next review; nothing if it can be kept."""
    if day is None:
        return ""
    if day <= today:
        return say(DAY_TOO_EARLY)
    return say(DAY_TOO_LATE) if (day - today).days > LATEST else ""
