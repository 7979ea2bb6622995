"""Letters about the last day, a talk with the programme, the end and what follows it."""

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.design.words import day as in_words
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.partnerships.emails.matches import link_to
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.queries import membership_of
from mentorhouse.partnerships.queries.closing import (
    programme_of,
    proposal_is_open,
    talk_is_open,
    who_said_goodbye,
)
from mentorhouse.partnerships.states import Ending, PartnershipState


@letter("end.proposed")
def proposed(to: User, about: dict[str, str]) -> Letter | None:
    """Ask about another last day."""
    mine = _in(to, about, PartnershipState.ACTIVE)
    if mine is None or not proposal_is_open(UUID(about["proposal"])):
        return None
    return Letter(
        subject=say("{programme}: another last day is proposed", programme=_name(mine)),
        paragraphs=(
            say("Somebody in your partnership proposes another last day."),
            say("It changes only if all of you agree."),
        ),
        link=link_to(to, say("Answer the proposal"), "partnerships:last_day", mine),
    )


@letter("end.left")
def left_as_it_is(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that a proposed last day does not come about."""
    mine = _in(to, about, PartnershipState.ACTIVE)
    if mine is None:
        return None
    return Letter(
        subject=say("{programme}: your last day stays as it is", programme=_name(mine)),
        paragraphs=(say("Another last day was proposed, and it does not come about."),),
        link=link_to(to, say("See your last day"), "partnerships:last_day", mine),
    )


@letter("end.set")
def set_anew(to: User, about: dict[str, str]) -> Letter | None:
    """Tell of the last day that holds now."""
    mine, last = _in(to, about, PartnershipState.ACTIVE), _day(about)
    if mine is None or mine.partnership.ends_on != last:
        return None
    words = say("The last day of your partnership is now {day}.", day=in_words(last))
    return Letter(
        subject=say("{programme}: your last day has changed", programme=_name(mine)),
        paragraphs=(words,),
        link=link_to(to, say("See your last day"), "partnerships:last_day", mine),
    )


@letter("end.is_near")
def is_near(to: User, about: dict[str, str]) -> Letter | None:
    """Warn before the last day comes; not if it has been moved."""
    mine, last = _in(to, about, PartnershipState.ACTIVE), _day(about)
    if mine is None or mine.partnership.ends_on != last:
        return None
    return Letter(
        subject=say("{programme}: your partnership ends soon", programme=_name(mine)),
        paragraphs=(
            say("The last day of your partnership is {day}.", day=in_words(last)),
            say("A good end takes a little time. A few short steps lead you both through it."),
            say("If you need longer, you can propose another last day."),
        ),
        link=link_to(to, say("Prepare the end"), "partnerships:goodbye", mine),
    )


@letter("end.has_come")
def has_come(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that the last day has come, and what happens by itself."""
    mine, last = _in(to, about, PartnershipState.ACTIVE), _day(about)
    if mine is None or mine.partnership.ends_on != last:
        return None
    return Letter(
        subject=say("{programme}: the last day of your partnership", programme=_name(mine)),
        paragraphs=(
            say("The last day of your partnership was set for {day}.", day=in_words(last)),
            say("Say goodbye, or agree on another last day."),
            say("If you do neither, it ends by itself four weeks after that day."),
        ),
        link=link_to(to, say("Say goodbye"), "partnerships:goodbye", mine),
    )


@letter("farewell.said")
def goodbye_said(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody who has not yet said goodbye that another has."""
    mine = _in(to, about, PartnershipState.ACTIVE)
    if mine is None or to.pk in who_said_goodbye(mine.partnership):
        return None
    return Letter(
        subject=say("{programme}: somebody has said goodbye", programme=_name(mine)),
        paragraphs=(
            say("Somebody in your partnership has gone through the end and said goodbye."),
            say("When all of you have, it ends, and you read what you told each other."),
        ),
        link=link_to(to, say("Go through the end"), "partnerships:goodbye", mine),
    )


@letter("partnership.go_on_asked")
def go_on_asked(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that somebody would like to go on with a new agreement."""
    mine = _in(to, about, PartnershipState.ENDED)
    if mine is None:
        return None
    return Letter(
        subject=say("{programme}: would you like to go on?", programme=_name(mine)),
        paragraphs=(
            say("Somebody of your earlier partnership would like to go on with a new agreement."),
            say("It begins only if all of you say so. If you do nothing, nothing changes."),
        ),
        link=link_to(to, say("See what it would mean"), "partnerships:go_on", mine),
    )


@letter("partnership.handed_over")
def handed_over(to: User, about: dict[str, str]) -> Letter | None:
    """Tell those who stay what comes next, when somebody has left the programme."""
    mine = _in(to, about, PartnershipState.ENDED)
    if mine is None:
        return None
    looks = mine.partnership.ending == Ending.REMATCH
    return Letter(
        subject=say("{programme}: your partnership has ended", programme=_name(mine)),
        paragraphs=(
            say("Somebody in your partnership leaves the programme, so it has ended."),
            say("It is nothing that you did. What you wrote together you can still read."),
            say("Your programme looks for another match for you. You need do nothing.")
            if looks
            else say("Your co-ordinator can tell you what is possible next, if you would like."),
        ),
        link=link_to(to, say("See what comes next"), "partnerships:ending", mine),
    )


@letter("talk.mediating")
def mediating(to: User, about: dict[str, str]) -> Letter | None:
    """Tell all of a pair that their co-ordinator would like to talk with them together."""
    mine = _in(to, about, PartnershipState.ACTIVE)
    if mine is None:
        return None
    return Letter(
        subject=say("{programme}: a talk about your partnership", programme=_name(mine)),
        paragraphs=(
            say("Your co-ordinator offers to talk with all of you about how it goes."),
            say("Nobody is to blame. You need not say more than you like. You hear from them."),
        ),
        link=link_to(to, say("Go to your partnership"), "home:partnership", mine),
    )


@letter("talk.wanted")
def talk_wanted(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that somebody asked for a talk."""
    programme = programme_of(UUID(about["partnership"]))
    if programme is None or not talk_is_open(UUID(about["talk"])):
        return None
    path = reverse("partnerships:talks", args=[programme.pk])
    return Letter(
        subject=say("{programme}: somebody would like to talk", programme=programme.name),
        paragraphs=(say("Somebody asks for a talk about their partnership. No reason was asked."),),
        link=Link(say("See who"), welcome_link(to, at=timezone.now(), then=path)),
    )


def _in(to: User, about: dict[str, str], state: PartnershipState) -> Member | None:
    mine = membership_of(to, UUID(about["partnership"]))
    return mine if mine is not None and mine.partnership.state == state else None


def _name(mine: Member) -> str:
    return mine.partnership.programme.name


def _day(about: dict[str, str]) -> date:
    return date.fromordinal(int(about["day"]))
