"""Letters of this room: the invitation to take part, and the welcome of a co-ordinator."""

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.design.words import day
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes import queries
from mentorhouse.programmes.models import Coordinator, Programme
from mentorhouse.programmes.states import ParticipationState


@letter("programme.invitation")
def invitation(to: User, about: dict[str, str]) -> Letter | None:
    """Ask someone to take part; nothing is sent to those who have answered (R3.10)."""
    row = queries.taking_part(about["participation"], to.pk)
    if row is None or row.state != ParticipationState.INVITED:
        return None
    page = reverse("programmes:taking_part", args=[row.pk])
    return Letter(
        subject=f"You are invited to take part: {row.programme.name}",
        paragraphs=invitation_words(row.programme, row.role),
        link=Link("Read more and answer", welcome_link(to, at=timezone.now(), then=page)),
    )


ASKING = (
    "Taking part is voluntary. On the page you can read what the programme is for, what it asks of "
    "you and who can read what. Then you say yes or no. Nothing happens before that."
)


def invitation_words(programme: Programme, role: str) -> tuple[str, ...]:
    """Return what the invitation says; the co-ordinator reads the same before it is sent."""
    return (
        f"You are invited to take part in “{programme.name}” as a {role}.",
        ASKING,
    )


@letter("programme.coordinator")
def coordinator(to: User, about: dict[str, str]) -> Letter | None:
    """Tell someone that they run a programme now."""
    row = queries.named(about["programme"], to.pk)
    if row is None:
        return None
    return Letter(
        subject=f"You are a co-ordinator of {row.programme.name}",
        paragraphs=naming_words(row),
        link=Link("Open the programme", welcome_link(to, at=timezone.now(), then=first_page(row))),
    )


def naming_words(row: Coordinator) -> tuple[str, ...]:
    """Say what somebody has been named for, and until when."""
    named = f"You have been named a co-ordinator of “{row.programme.name}”."
    task = (
        f"You see the people of {row.organisation.name} who take part, and nobody else."
        if row.organisation
        else "Its desk shows what needs you."
    )
    last = (f"Your access ends with {day(row.until)}.",) if row.until else ()
    return (named, task, *last)


def first_page(row: Coordinator) -> str:
    """Return where a co-ordinator begins: the desk, or the list of their own people."""
    page = "programmes:people" if row.organisation_id else "home:desk"
    return reverse(page, args=[row.programme_id])


@letter("programme.access_ends")
def access_ends(to: User, about: dict[str, str]) -> Letter | None:
    """Warn a co-ordinator that their access ends soon."""
    row = queries.about_access(about["coordinator"], to.pk)
    if row is None or row.until is None or row.ended_at is not None:
        return None
    return Letter(
        subject=f"Your access to {row.programme.name} ends soon",
        paragraphs=(
            f"You co-ordinate “{row.programme.name}” until {day(row.until)}.",
            "Your access ends at midnight after that day. Then you can no longer open it.",
            "Please use the time to hand over: explain what is open, and where papers are kept.",
            "Tasks that are still yours then go to whoever takes over from you.",
        ),
        link=Link("Open the programme", start_link(to)),
    )


@letter("programme.hand_over_due")
def hand_over_due(to: User, about: dict[str, str]) -> Letter | None:
    """Tell whoever takes over that it is soon."""
    row = queries.about_access(about["coordinator"], to.pk)
    if row is None or row.until is None or row.ended_at is not None:
        return None
    page = reverse("programmes:coordinators", args=[row.programme_id])
    return Letter(
        subject=f"You take over in {row.programme.name} soon",
        paragraphs=(
            f"A co-ordinator of “{row.programme.name}” has access until {day(row.until)}.",
            "You have been named to take over. Please talk to each other before that day.",
            "Tasks that are still open then come to you.",
        ),
        link=Link("See who it is", welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("programme.access_ended")
def access_ended(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody that they are no co-ordinator any more."""
    row = queries.about_access(about["coordinator"], to.pk)
    if row is None or row.ended_at is None:
        return None
    return Letter(
        subject=f"Your access to {row.programme.name} has ended",
        paragraphs=(
            f"You are no longer a co-ordinator of “{row.programme.name}”. Thank you for your work.",
            "There is nothing that you have to do.",
            "If this comes as a surprise, write to one of the programme’s co-ordinators.",
        ),
        link=Link("See where you stand", start_link(to)),
    )


@letter("programme.handed_over")
def handed_over(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that they have taken over from another."""
    row = queries.about_access(about["coordinator"], to.pk)
    if row is None or row.ended_at is None:
        return None
    page = reverse("programmes:coordinators", args=[row.programme_id])
    return Letter(
        subject=f"You have taken over in {row.programme.name}",
        paragraphs=(
            f"A co-ordinator of “{row.programme.name}” has left.",
            "You have taken over from them.",
            "Their open tasks are yours now.",
        ),
        link=Link("See who runs the programme", welcome_link(to, at=timezone.now(), then=page)),
    )


def start_link(to: User) -> str:
    """Lead to the start page, setting up sign-in on the way where that is needed."""
    return welcome_link(to, at=timezone.now(), then=reverse("home:start"))
