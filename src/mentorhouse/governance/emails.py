"""Letters of this room: there is something to see, and where. They name nobody."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.governance.queries import board, champion, needs
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes.queries import coordinated

ABOUT_THE_GROUP = mark(
    "On the group’s page you find its meetings and papers, the plan of the programme, and "
    "figures. You see nothing about single people there."
)
ABOUT_CHAMPIONS = mark(
    "When something stands in the programme’s way, the co-ordinator tells you here what is "
    "needed, and you answer."
)
ABOUT_NEEDS = mark(
    "It is one short form with numbers. Please name nobody in it. You can correct it until the "
    "co-ordinator closes the year."
)


def _link(to: User, words: str, page: str, key: object) -> Link:
    then = reverse(page, args=[key])
    return Link(words, welcome_link(to, at=timezone.now(), then=then))


@letter("governance.seat")
def seat(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody of their seat in a steering group."""
    row = board.seat_of(about["programme"], to.pk)
    if row is None:
        return None
    name = row.programme.name
    return Letter(
        subject=say("You are in the steering group of {name}", name=name),
        paragraphs=(
            say("You have been given a seat in the steering group of “{name}”.", name=name),
            say(ABOUT_THE_GROUP),
        ),
        link=_link(to, say("Open the steering group’s page"), "governance:board", row.programme_id),
    )


@letter("governance.champion")
def named(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody that they are the champion."""
    row = champion.championed(about["programme"], to.pk)
    if row is None:
        return None
    return Letter(
        subject=say("You are the senior champion of {name}", name=row.name),
        paragraphs=(
            say("You have been named the senior champion of “{name}”.", name=row.name),
            say(ABOUT_CHAMPIONS),
        ),
        link=_link(to, say("Open the page"), "governance:obstacles", row.pk),
    )


@letter("governance.obstacle")
def obstacle(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the champion that something stands in the way."""
    row = champion.championed(about["programme"], to.pk)
    if row is None:
        return None
    return Letter(
        subject=say("{name} needs your help", name=row.name),
        paragraphs=(
            say(
                "Something stands in the way of “{name}”, of which you are the senior champion.",
                name=row.name,
            ),
            say("The page says what is needed. You can answer there."),
        ),
        link=_link(to, say("See what is needed"), "governance:obstacles", row.pk),
    )


@letter("governance.answered")
def answered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the owner of an obstacle that there is an answer."""
    row = champion.obstacle_owned(about["obstacle"], to.pk)
    if row is None:
        return None
    return Letter(
        subject=say("There is an answer: {name}", name=row.programme.name),
        paragraphs=(
            say(
                "An obstacle that you look after in “{name}” has an answer.",
                name=row.programme.name,
            ),
        ),
        link=_link(to, say("Read the answer"), "governance:obstacles", row.programme_id),
    )


@letter("governance.needs")
def needs_asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask a manager for their statement; who has given it gets nothing."""
    row = needs.need_asked(about["need"], to.pk)
    if row is None or row.given_at is not None:
        return None
    name, year = row.year.programme.name, row.year.year
    return Letter(
        subject=say("How much mentoring do your staff need in {year}?", year=year),
        paragraphs=(
            say(
                "“{name}” plans its places and its money for {year}. What do your staff need?",
                name=name,
                year=year,
            ),
            say(ABOUT_NEEDS),
        ),
        link=_link(to, say("Say what your staff need"), "governance:need", row.pk),
    )


@letter("governance.handed_over")
def handed_over(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a successor that tasks are theirs now."""
    row = coordinated(about["programme"], UUID(str(to.pk)))
    if row is None:
        return None
    return Letter(
        subject=say("Tasks were handed over to you: {name}", name=row.name),
        paragraphs=(
            say("Open tasks of “{name}” are yours now.", name=row.name),
            say("They are milestones, actions of the steering group, or people to keep informed."),
        ),
        link=_link(to, say("See the governance pages"), "governance:start", row.pk),
    )
