"""Letters of a partnership that runs: phases, reviews, a talk about the course. Nothing written."""

from datetime import date
from uuid import UUID

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, letter
from mentorhouse.partnerships.emails.matches import link_to
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.queries import membership_of
from mentorhouse.partnerships.queries.living import open_correction, open_review, was_last_move
from mentorhouse.partnerships.states import PartnershipState, ReviewState


@letter("phase.moved")
def moved(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that the partnership stands in another phase now; not if it has moved again since."""
    mine = _running(to, about)
    if mine is None or not was_last_move(mine.partnership, UUID(about["move"])):
        return None
    return Letter(
        subject=say("{programme}: your partnership has moved on", programme=_name(mine)),
        paragraphs=(
            say("Somebody in your partnership has moved it to another phase."),
            say("See where you stand. If it does not feel right, you can move it back."),
        ),
        link=link_to(to, say("See where you stand"), "partnerships:phases", mine),
    )


@letter("review.asked")
def review_asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask somebody for their part of a review."""
    mine = _running(to, about)
    if mine is None or open_review(mine.partnership, ReviewState.ALONE) is None:
        return None
    return Letter(
        subject=say("{programme}: look back together", programme=_name(mine)),
        paragraphs=(
            say("It is time for a review in your partnership: how do you get on?"),
            say("First each of you answers alone. Nobody sees your answers until all are done."),
        ),
        link=link_to(to, say("Answer for yourself"), "partnerships:review", mine),
    )


@letter("review.due")
def review_due(to: User, about: dict[str, str]) -> Letter | None:
    """Remind of the day for a review; not once they have begun one or chosen another day."""
    mine = _running(to, about)
    if mine is None or not _is_day(mine.partnership.review_on, about):
        return None
    return Letter(
        subject=say("{programme}: time to look back together", programme=_name(mine)),
        paragraphs=(
            say(
                "Today is the day for a review of your partnership: what works, and what does not?"
            ),
            say("It takes each of you about ten minutes alone. Then you talk."),
        ),
        link=link_to(to, say("Begin the review"), "partnerships:review", mine),
    )


@letter("review.shown")
def review_shown(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that all have answered."""
    mine = _running(to, about)
    if mine is None or open_review(mine.partnership, ReviewState.TOGETHER) is None:
        return None
    return Letter(
        subject=say("{programme}: your review is ready to talk about", programme=_name(mine)),
        paragraphs=(
            say("Everybody in your partnership has answered. Now you can read all answers."),
            say("Take them to your next meeting, and write down what you agree on."),
        ),
        link=link_to(to, say("Read the answers"), "partnerships:review", mine),
    )


@letter("correction.asked")
def correction_asked(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that somebody would like to talk about how it goes."""
    mine = _running(to, about)
    if mine is None or open_correction(mine.partnership) is None:
        return None
    return Letter(
        subject=say("{programme}: a talk about how it goes", programme=_name(mine)),
        paragraphs=(
            say("Somebody in your partnership would like to talk about the way you work together."),
            say("That is a good sign. There is a short agenda for it, with your agreement beside."),
        ),
        link=link_to(to, say("See the agenda"), "home:course", mine),
    )


def _running(to: User, about: dict[str, str]) -> Member | None:
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or mine.partnership.state != PartnershipState.ACTIVE:
        return None
    return mine


def _name(mine: Member) -> str:
    return mine.partnership.programme.name


def _is_day(day: date | None, about: dict[str, str]) -> bool:
    return day is not None and day.toordinal() == int(about["day"])
