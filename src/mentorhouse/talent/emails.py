"""Letters to nominators, nominees and co-ordinators. No reason and no name stands in them."""

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.talent.queries import nominations, opportunities
from mentorhouse.talent.states import NominationState


@letter("nomination.nominator")
def nominator(to: User, about: dict[str, str]) -> Letter | None:
    """Tell someone that they may nominate people of their organisation."""
    row = nominations.nominator_of_letter(about["nominator"], to.pk)
    if row is None:
        return None
    page = reverse("talent:nominations", args=[row.programme_id])
    return Letter(
        subject=f"You may nominate people for {row.programme.name}",
        paragraphs=(
            f"You have been named nominator of {row.organisation} for “{row.programme.name}”.",
            "You propose people of your organisation who could go far.",
            "Each of them decides themselves whether they wish it.",
        ),
        link=Link("Nominate someone", welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("nomination.made")
def made(to: User, about: dict[str, str]) -> Letter | None:
    """Tell someone that they are nominated, and ask for their own wish."""
    row = nominations.nomination_of_letter(about["nomination"], to.pk)
    if row is None or row.state != NominationState.NOMINATED:
        return None
    page = reverse("talent:nomination", args=[row.programme_id, row.pk])
    return Letter(
        subject=f"You are nominated for {row.programme.name}",
        paragraphs=(
            f"{row.organisation} has nominated you for “{row.programme.name}”.",
            "On the page you can read why. It counts only when you say yourself that you wish it.",
            "Nothing happens before that, and it is fine to say no.",
        ),
        link=Link("Read more and decide", welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("nomination.wish_stated")
def wish_stated(to: User, about: dict[str, str]) -> Letter | None:
    """Tell co-ordinators that a nominee has stated their wish."""
    row = nominations.nomination_to_look_at(about["nomination"], to.pk)
    if row is None or row.state != NominationState.WISH_STATED:
        return None
    page = reverse("talent:nomination", args=[row.programme_id, row.pk])
    return Letter(
        subject=f"A nominee has stated their wish: {row.programme.name}",
        paragraphs=("Someone who was nominated says that they wish to develop.",),
        link=Link("See the nomination", welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("opportunity.interested")
def interested(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the organisation's nominators that somebody is interested."""
    row = opportunities.opportunity_of_letter(about["opportunity"], to.pk)
    if row is None:
        return None
    page = reverse("talent:opportunity", args=[row.programme_id, row.pk])
    return Letter(
        subject="Somebody is interested in an opportunity of your organisation",
        paragraphs=("A nominee is interested in an opportunity that your organisation lists.",),
        link=Link("See who it is", welcome_link(to, at=timezone.now(), then=page)),
    )
