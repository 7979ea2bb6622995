"""Letters of this room: the invitation to take part, and the welcome of a co-ordinator."""

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.design.words import day
from mentorhouse.languages.saying import mark, say
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
        subject=say("You are invited to take part: {name}", name=row.programme.name),
        paragraphs=invitation_words(row.programme, row.role),
        link=Link(say("Read more and answer"), welcome_link(to, at=timezone.now(), then=page)),
    )


ASKING = mark(
    "Taking part is voluntary. On the page you can read what the programme is for, what it asks of "
    "you and who can read what. Then you say yes or no. Nothing happens before that."
)


def invitation_words(programme: Programme, role: str) -> tuple[str, ...]:
    """Return what the invitation says; the co-ordinator reads the same before it is sent."""
    return (
        say(
            "You are invited to take part in “{name}” as a {role}.", name=programme.name, role=role
        ),
        ASKING,
    )


@letter("programme.coordinator")
def coordinator(to: User, about: dict[str, str]) -> Letter | None:
    """Tell someone that they run a programme now."""
    row = queries.named(about["programme"], to.pk)
    if row is None:
        return None
    return Letter(
        subject=say("You are a co-ordinator of {name}", name=row.programme.name),
        paragraphs=naming_words(row),
        link=Link(
            say("Open the programme"), welcome_link(to, at=timezone.now(), then=first_page(row))
        ),
    )


def naming_words(row: Coordinator) -> tuple[str, ...]:
    """Say what somebody has been named for, and until when."""
    named = say("You have been named a co-ordinator of “{name}”.", name=row.programme.name)
    task = (
        say(
            "You see the people of {name} who take part, and nobody else.",
            name=row.organisation.name,
        )
        if row.organisation
        else say("Its desk shows what needs you.")
    )
    last = (say("Your access ends with {until}.", until=day(row.until)),) if row.until else ()
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
        subject=say("Your access to {name} ends soon", name=row.programme.name),
        paragraphs=(
            say(
                "You co-ordinate “{name}” until {until}.",
                name=row.programme.name,
                until=day(row.until),
            ),
            say("Your access ends at midnight after that day. Then you can no longer open it."),
            say(
                "Please use the time to hand over: explain what is open, and where papers are kept."
            ),
            say("Tasks that are still yours then go to whoever takes over from you."),
        ),
        link=Link(say("Open the programme"), start_link(to)),
    )


@letter("programme.hand_over_due")
def hand_over_due(to: User, about: dict[str, str]) -> Letter | None:
    """Tell whoever takes over that it is soon."""
    row = queries.about_access(about["coordinator"], to.pk)
    if row is None or row.until is None or row.ended_at is not None:
        return None
    page = reverse("programmes:coordinators", args=[row.programme_id])
    return Letter(
        subject=say("You take over in {name} soon", name=row.programme.name),
        paragraphs=(
            say(
                "A co-ordinator of “{name}” has access until {until}.",
                name=row.programme.name,
                until=day(row.until),
            ),
            say("You have been named to take over. Please talk to each other before that day."),
            say("Tasks that are still open then come to you."),
        ),
        link=Link(say("See who it is"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("programme.access_ended")
def access_ended(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody that they are no co-ordinator any more."""
    row = queries.about_access(about["coordinator"], to.pk)
    if row is None or row.ended_at is None:
        return None
    return Letter(
        subject=say("Your access to {name} has ended", name=row.programme.name),
        paragraphs=(
            say(
                "You are no longer a co-ordinator of “{name}”. Thank you for your work.",
                name=row.programme.name,
            ),
            say("There is nothing that you have to do."),
            say("If this comes as a surprise, write to one of the programme’s co-ordinators."),
        ),
        link=Link(say("See where you stand"), start_link(to)),
    )


@letter("programme.handed_over")
def handed_over(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that they have taken over from another."""
    row = queries.about_access(about["coordinator"], to.pk)
    if row is None or row.ended_at is None:
        return None
    page = reverse("programmes:coordinators", args=[row.programme_id])
    return Letter(
        subject=say("You have taken over in {name}", name=row.programme.name),
        paragraphs=(
            say("A co-ordinator of “{name}” has left.", name=row.programme.name),
            say("You have taken over from them."),
            say("Their open tasks are yours now."),
        ),
        link=Link(
            say("See who runs the programme"), welcome_link(to, at=timezone.now(), then=page)
        ),
    )


def start_link(to: User) -> str:
    """Lead to the start page, setting up sign-in on the way where that is needed."""
    return welcome_link(to, at=timezone.now(), then=reverse("home:start"))
