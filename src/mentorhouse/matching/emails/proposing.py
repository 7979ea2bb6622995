"""Letters about pairs that mentors propose. They name nobody."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.matching.queries.proposing import letter_about
from mentorhouse.matching.states.proposing import ProposalState
from mentorhouse.notifications import Letter, Link, letter


@letter("proposal.asked")
def asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask a mentee whom a mentor would like to work with."""
    row = letter_about(UUID(about["proposal"]))
    if row is None or row.state != ProposalState.ASKED:
        return None
    return Letter(
        subject=say(
            "{programme}: a mentor would like to work with you", programme=row.programme.name
        ),
        paragraphs=(
            say("A mentor who knows you would like to be your mentor. You say yes or no."),
            say("If you say no, the mentor is not told, and nobody asks why."),
        ),
        link=_link(to, say("See who it is and answer"), "matching:proposal", row.pk),
    )


@letter("proposal.to_decide")
def to_decide(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that a mentor proposes a pair."""
    row = letter_about(UUID(about["proposal"]))
    if row is None or row.state != ProposalState.TO_DECIDE:
        return None
    return Letter(
        subject=say("{programme}: a mentor proposes a pair", programme=row.programme.name),
        paragraphs=(say("It keeps the rules. Nobody else has been asked yet. Please decide."),),
        link=_link(to, say("See the proposal"), "matching:proposals_to_decide", row.programme_id),
    )


@letter("proposal.over")
def over(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentor that a proposal came to nothing: the same words whatever the cause."""
    row = letter_about(UUID(about["proposal"]))
    if row is None or row.state == ProposalState.AGREED:
        return None
    return Letter(
        subject=say("{programme}: the pair that you proposed", programme=row.programme.name),
        paragraphs=(
            say("The pair that you proposed did not come about. There may be many causes for it."),
            say("Please do not ask anybody why. Your place is free for another match."),
        ),
        link=_link(to, say("See your proposals"), "matching:propose", row.mentor_id),
    )


def _link(to: User, words: str, page: str, about: UUID) -> Link:
    path = reverse(page, args=[about])
    return Link(words, welcome_link(to, at=timezone.now(), then=path))
