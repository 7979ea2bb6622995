"""Letters about shortlists. They name no mentor and hold nothing that anybody wrote."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.design.words import short_day
from mentorhouse.languages.saying import say
from mentorhouse.matching.models import Shortlist
from mentorhouse.matching.queries.shortlists import shortlist_in_letter
from mentorhouse.matching.states import ShortlistState
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes.models import Programme


@letter("shortlist.offered")
def offered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentee that there are mentors to choose from."""
    row = shortlist_in_letter(to, UUID(about["shortlist"]))
    if row is None or row.state != ShortlistState.OPEN or row.answer_by is None:
        return None
    programme = row.mentee.programme
    return Letter(
        subject=offer_subject(programme),
        paragraphs=offer_words(programme, short_day(row.answer_by)),
        link=_link(to, row),
    )


def offer_subject(programme: Programme) -> str:
    """Give the subject of the letter that offers a shortlist."""
    return say("{name}: mentors for you to choose from", name=programme.name)


def offer_words(programme: Programme, answer_by: str) -> tuple[str, ...]:
    """Give what the letter says; the co-ordinator reads the same before it is sent."""
    return (
        say("In “{name}” there are mentors who could fit you.", name=programme.name),
        say("Sign in to read about them and why we think they fit, then choose whom to turn to."),
        say("Please choose by {day}. You need not choose any of them.", day=answer_by),
    )


@letter("shortlist.reminder")
def reminder(to: User, about: dict[str, str]) -> Letter | None:
    """Remind a mentee who has not turned to anybody yet."""
    row = shortlist_in_letter(to, UUID(about["shortlist"]))
    if row is None or row.state != ShortlistState.OPEN or row.answer_by is None:
        return None
    return Letter(
        subject=say("{name}: your mentors wait for your choice", name=row.mentee.programme.name),
        paragraphs=(
            say("You have mentors to choose from, and have not turned to any of them yet."),
            say("You can do so until {day}. Then the list ends.", day=short_day(row.answer_by)),
            say("If none of them fits, you need do nothing. You stay on the waiting list."),
        ),
        link=_link(to, row),
    )


@letter("shortlist.expired")
def expired(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentee that the list has ended, and what comes next."""
    row = shortlist_in_letter(to, UUID(about["shortlist"]))
    if row is None or row.state != ShortlistState.EXPIRED:
        return None
    return Letter(
        subject=say("{name}: your list of mentors has ended", name=row.mentee.programme.name),
        paragraphs=(
            say("The time to choose from your list of mentors is over."),
            say("You stay on the waiting list, and the programme will look again."),
        ),
        link=_link(to, row),
    )


def _link(to: User, row: Shortlist) -> Link:
    page = reverse("matching:waiting_mine", args=[row.mentee_id])
    return Link(say("See where you stand"), welcome_link(to, at=timezone.now(), then=page))
