"""Letters of one shape only: a team's plan has begun, two have chosen how they take turns."""

from uuid import UUID

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, letter
from mentorhouse.partnerships.emails.matches import link_to
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.queries import membership_of
from mentorhouse.partnerships.states import PartnershipState


@letter("team_plan.begun")
def plan_begun(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a team that its plan has begun. Later versions write no letter."""
    mine = _running(to, about)
    if mine is None:
        return None
    return Letter(
        subject=say("{programme}: your team’s plan has begun", programme=_name(mine)),
        paragraphs=(
            say("Somebody in your team has begun its plan."),
            say("Read it, and add what matters to you. All of you can change it."),
        ),
        link=link_to(to, say("See the plan"), "partnerships:team_plan", mine),
    )


@letter("role_swap.set")
def swap_set(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the other that it was chosen when the two swap roles."""
    mine = _running(to, about)
    if mine is None:
        return None
    return Letter(
        subject=say("{programme}: how you two take turns", programme=_name(mine)),
        paragraphs=(
            say("It was chosen when the two of you swap the roles of mentor and mentee."),
            say("If it does not suit you, you can change it."),
        ),
        link=link_to(to, say("See how you take turns"), "partnerships:swap", mine),
    )


def _running(to: User, about: dict[str, str]) -> Member | None:
    mine = membership_of(to, UUID(about["partnership"]))
    if mine is None or mine.partnership.state != PartnershipState.ACTIVE:
        return None
    return mine


def _name(mine: Member) -> str:
    return mine.partnership.programme.name
