"""Letters of this room: the invitation to take part, and the welcome of a co-ordinator."""

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes import queries
from mentorhouse.programmes.models import Programme
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
    programme = queries.coordinated(about["programme"], to.pk)
    if programme is None:
        return None
    page = reverse("home:desk", args=[programme.pk])
    return Letter(
        subject=f"You are a co-ordinator of {programme.name}",
        paragraphs=(
            f"You have been named a co-ordinator of “{programme.name}”.",
            "Its desk shows what needs you.",
        ),
        link=Link("Open the desk", welcome_link(to, at=timezone.now(), then=page)),
    )
