"""Letters to nominators, nominees and co-ordinators. No reason and no name stands in them."""

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
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
        subject=say("You may nominate people for {name}", name=row.programme.name),
        paragraphs=(
            say(
                "You have been named nominator of {organisation} for “{name}”.",
                organisation=row.organisation,
                name=row.programme.name,
            ),
            say("You propose people of your organisation who could go far."),
            say("Each of them decides themselves whether they wish it."),
        ),
        link=Link(say("Nominate someone"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("nomination.made")
def made(to: User, about: dict[str, str]) -> Letter | None:
    """Tell someone that they are nominated, and ask for their own wish."""
    row = nominations.nomination_of_letter(about["nomination"], to.pk)
    if row is None or row.state != NominationState.NOMINATED:
        return None
    page = reverse("talent:nomination", args=[row.programme_id, row.pk])
    return Letter(
        subject=say("You are nominated for {name}", name=row.programme.name),
        paragraphs=(
            say(
                "{organisation} has nominated you for “{name}”.",
                organisation=row.organisation,
                name=row.programme.name,
            ),
            say(
                "On the page you can read why. It counts only "
                "when you say yourself that you wish it."
            ),
            say("Nothing happens before that, and it is fine to say no."),
        ),
        link=Link(say("Read more and decide"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("nomination.apply")
def apply(to: User, about: dict[str, str]) -> Letter | None:
    """Invite a nominee who has stated their wish to apply (R3.13)."""
    row = nominations.nomination_of_letter(about["nomination"], to.pk)
    if row is None or row.state != NominationState.WISH_STATED:
        return None
    page = f"{reverse('recruitment:apply', args=[row.programme_id])}?role=mentee"
    return Letter(
        subject=say("You can apply now: {name}", name=row.programme.name),
        paragraphs=(
            say(
                "You have stated your wish to develop in “{name}”, so your nomination counts.",
                name=row.programme.name,
            ),
            say("The next step is your application. You can save it and go on another day."),
        ),
        link=Link(say("Apply"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("nomination.wish_stated")
def wish_stated(to: User, about: dict[str, str]) -> Letter | None:
    """Tell co-ordinators that a nominee has stated their wish."""
    row = nominations.nomination_to_look_at(about["nomination"], to.pk)
    if row is None or row.state != NominationState.WISH_STATED:
        return None
    page = reverse("talent:nomination", args=[row.programme_id, row.pk])
    return Letter(
        subject=say("A nominee has stated their wish: {name}", name=row.programme.name),
        paragraphs=(say("Someone who was nominated says that they wish to develop."),),
        link=Link(say("See the nomination"), welcome_link(to, at=timezone.now(), then=page)),
    )


@letter("opportunity.interested")
def interested(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the organisation's nominators that somebody is interested."""
    row = opportunities.opportunity_of_letter(about["opportunity"], to.pk)
    if row is None:
        return None
    page = reverse("talent:opportunity", args=[row.programme_id, row.pk])
    return Letter(
        subject=say("Somebody is interested in an opportunity of your organisation"),
        paragraphs=(
            say("A nominee is interested in an opportunity that your organisation lists."),
        ),
        link=Link(say("See who it is"), welcome_link(to, at=timezone.now(), then=page)),
    )
