"""Letters about matches. They name no partner and hold nothing that anybody wrote.

Whoever has never signed in gets a link that sets up sign-in and leads on to the match.
"""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.queries import departure_of, membership_of, told_of
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import Answer, Ending, PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import Work

OTHER = {
    Participation.Role.MENTEE.value: mark("mentor"),
    Participation.Role.MENTOR.value: mark("mentee"),
}
WHAT_NEXT = {
    Participation.Role.MENTEE.value: (
        mark(
            "You stay on the list, and the programme will look again. Where several people would "
            "fit a mentor equally well, those who have waited come first."
        )
    ),
    Participation.Role.MENTOR.value: (
        mark("Your place is free again, and the programme will look for another match.")
    ),
}

# What somebody is told of a match of several, before they see with whom.
SEVERAL = {
    Shape.GROUP: mark("There is a place for you in a group round one mentor in “{name}”."),
    Shape.TWO_BY_TWO: mark(
        "There is a place for you in “{name}” where two mentors and two mentees meet together."
    ),
    Shape.TEAM: mark(
        "There is a place for you in “{name}” where a work team meets with mentors from outside it."
    ),
    Shape.RECIPROCAL: mark(
        "We have found somebody in “{name}” with whom you could mentor each other."
    ),
}
BEGINS = {
    Shape.GROUP: mark("The group begins when the mentor and at least two mentees have accepted."),
    Shape.TWO_BY_TWO: mark("It begins when all four have accepted."),
    Shape.TEAM: mark("It begins when a mentor and at least two members of the team have accepted."),
    Shape.RECIPROCAL: mark("It begins only when both of you have accepted."),
}


@letter("partnership.offered")
def offered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell of a match that waits for an answer."""
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or mine.answer != Answer.WAITING or not _is(mine, PartnershipState.OFFERED):
        return None
    return Letter(
        subject=offer_subject(mine.partnership.programme, mine.role, _shape(mine)),
        paragraphs=offer_words(mine.partnership.programme, mine.role, _shape(mine)),
        link=link_to(to, say("See your match"), "matching:offer", mine),
    )


def offer_subject(programme: Programme, role: str, shape: Shape = Shape.ONE_TO_ONE) -> str:
    """Give the subject of the letter that offers a match."""
    if shape is Shape.ONE_TO_ONE:
        return say("{name}: we have found you a {role}", name=programme.name, role=say(OTHER[role]))
    return say("{name}: we have found a match for you", name=programme.name)


def offer_words(
    programme: Programme, role: str, shape: Shape = Shape.ONE_TO_ONE
) -> tuple[str, ...]:
    """Give what the letter says; the co-ordinator reads the same before it is sent."""
    if shape is not Shape.ONE_TO_ONE:
        return (
            say(SEVERAL[shape], name=programme.name),
            say("Sign in to see who they are and why we think you fit, then accept or decline."),
            say(BEGINS[shape]),
            say("If you decline, nobody asks why."),
        )
    return (
        say(
            "You have been matched with a {role} in “{name}”.",
            role=say(OTHER[role]),
            name=programme.name,
        ),
        say("Sign in to see who it is and why we think you fit, then accept or decline."),
        say(
            "The partnership begins only when both have accepted. If you decline, nobody asks why."
        ),
    )


@letter("partnership.began")
def began(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that both have accepted; not where it goes on in another shape, which is told so."""
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or not _is(mine, PartnershipState.ACTIVE) or _goes_on(mine):
        return None
    return Letter(
        subject=say("{programme}: your mentoring partnership begins", programme=_programme(mine)),
        paragraphs=(
            say("You have both accepted the match, so your mentoring partnership begins.")
            if _shape(mine) in {Shape.ONE_TO_ONE, Shape.RECIPROCAL}
            else say("All who are in it have accepted, so your mentoring partnership begins."),
            say(
                "Next, agree how you want to work together, and find a time for your first meeting."
            ),
        ),
        link=link_to(to, say("Go to your partnership"), "home:partnership", mine),
    )


@letter("partnership.went_on")
def went_on(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody that the others go on, because no answer came or no place was free."""
    mine = departure_of(to, UUID(about["partnership"]))
    if mine is None:
        return None
    programme = mine.partnership.programme
    return Letter(
        subject=say("{programme}: a match that goes on without you", programme=programme.name),
        paragraphs=(
            say(
                "We had offered you a match with several others. They go on without you, because "
                "the day to answer is over or your place was no longer free."
            ),
            say("It is nothing that you have to explain. If you still want a match, tell us."),
        ),
        link=link_to(to, say("See where you stand"), "home:start"),
    )


@letter("partnership.lapsed")
def lapsed(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that a place is gone: to somebody else, or because somebody left."""
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or not _is(mine, PartnershipState.LAPSED):
        return None
    over = refusal(mine.partnership.programme.state, Work.BEGIN_PARTNERSHIP)
    return Letter(
        subject=say("{programme}: a match that cannot go ahead", programme=_programme(mine)),
        paragraphs=(
            say(
                "We are sorry: a match that we offered you cannot go ahead, as the programme has "
                "closed."
            )
            if over
            else say(
                "We are sorry: a match that we offered you cannot go ahead. A place is not free, "
                "or an answer did not come in time."
            ),
            say("Nobody is blamed, and there is nothing that you have to do."),
            *(() if over else (_what_next(mine),)),
        ),
        link=link_to(to, say("See where you stand"), "home:start"),
    )


@letter("partnership.declined")
def declined(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that the other said no. No reason was asked, and none is given."""
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or not _is(mine, PartnershipState.DECLINED):
        return None
    return Letter(
        subject=say("{programme}: a match that will not go ahead", programme=_programme(mine)),
        paragraphs=(
            say("A match that we offered you will not go ahead."),
            say("Anybody may decline without giving a reason, so this says nothing about you."),
            _what_next(mine),
        ),
        link=link_to(to, say("See where you stand"), "home:start"),
    )


@letter("partnership.ended")
def ended(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that the partnership has ended: not by whom, and not why."""
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or not _is(mine, PartnershipState.ENDED):
        return None
    return Letter(
        subject=say("{programme}: your partnership has ended", programme=_programme(mine)),
        paragraphs=(
            say("Your mentoring partnership has ended. Thank you for the time you gave to it."),
            say("Nobody is to blame. Anybody may end a partnership, and no reason is asked."),
            say("Your place is free again. What you wrote together can still be read by you both."),
        ),
        link=link_to(to, say("See what comes next"), "partnerships:ending", mine),
    )


@letter("rematch.look")
def rematch_look(to: User, about: dict[str, str]) -> Letter | None:
    """Tell somebody whose partnership had ended before that the programme looks anew."""
    words = say("Your co-ordinator has read that you would like another match, and looks for one.")
    return _rematch(to, about, words)


@letter("rematch.talk")
def rematch_talk(to: User, about: dict[str, str]) -> Letter | None:
    """Tell both that the co-ordinator would like to talk with them."""
    words = say(
        "Your co-ordinator would like to talk with each of you about how your partnership goes. "
        "Nobody is to blame, and you need not say more than you like. You will hear from them."
    )
    return _rematch(to, about, words)


@letter("rematch.not_now")
def rematch_not_now(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the one who asked that it cannot be done now."""
    words = say(
        "You asked for another match. Your co-ordinator cannot offer one now. You may ask again, "
        "talk to them, or end the partnership at any time. Your partner is not told that you asked."
    )
    return _rematch(to, about, words)


@letter("rematch.wanted")
def rematch_wanted(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that a rematch is wanted: not by whom."""
    words = say("In one partnership a rematch is wanted. Nobody was asked why. Please decide.")
    return _to_coordinator(to, about, words, rematch=True)


@letter("partnership.ended_told")
def ended_told(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that a partnership has ended."""
    words = say("One partnership has ended. Both places are free again.")
    return _to_coordinator(to, about, words, rematch=False)


def _rematch(to: User, about: dict[str, str], words: str) -> Letter | None:
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None:
        return None
    subject = say("{programme}: about your match", programme=_programme(mine))
    link = link_to(to, say("See where you stand"), "partnerships:ending", mine)
    return Letter(subject=subject, paragraphs=(words,), link=link)


def _to_coordinator(to: User, about: dict[str, str], words: str, *, rematch: bool) -> Letter | None:
    programme = told_of(UUID(about["partnership"]), rematch=rematch)
    if programme is None:
        return None
    path = reverse("partnerships:rematches", args=[programme.pk])
    subject = (
        say("{programme}: a rematch is wanted", programme=programme.name)
        if rematch
        else say("{programme}: a partnership has ended", programme=programme.name)
    )
    link = Link(say("See endings and rematches"), welcome_link(to, at=timezone.now(), then=path))
    return Letter(subject=subject, paragraphs=(words,), link=link)


def _shape(mine: Member) -> Shape:
    return Shape(mine.partnership.shape)


def _programme(mine: Member) -> str:
    return mine.partnership.programme.name


def _is(mine: Member, state: PartnershipState) -> bool:
    return mine.partnership.state == state


def _goes_on(mine: Member) -> bool:
    before = mine.partnership.follows
    return before is not None and before.ending == Ending.CHANGED


def _what_next(mine: Member) -> str:
    """Say what comes next, unless this person is already in another partnership."""
    who = mine.participation
    if who.places_taken >= who.capacity:
        return say("Your other partnership goes on as it is.")
    return say(WHAT_NEXT[mine.role])


def link_to(to: User, words: str, page: str, mine: Member | None = None) -> Link:
    """Link to a page; who has never signed in sets up sign-in first and is led on."""
    path = reverse(page, args=[mine.partnership_id] if mine else [])
    return Link(words, welcome_link(to, at=timezone.now(), then=path))
