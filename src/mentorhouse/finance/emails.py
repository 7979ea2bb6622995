"""Letters about claims: that there is something to decide or to read. No amount, no text."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.finance.queries.claims import letter_cause
from mentorhouse.finance.states import UNDECIDED, ClaimState
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.programmes.queries import coordinated

NEWS = {
    ClaimState.SENT: mark("A decision on a claim of yours was taken back. It is looked at again."),
    ClaimState.ASKED: mark("A co-ordinator has a question about a claim of yours."),
    ClaimState.APPROVED: mark("A claim of yours is approved."),
    ClaimState.DECLINED: mark("A claim of yours is decided. The reason stands on its page."),
    ClaimState.PAID: mark("A claim of yours is paid."),
}


@letter("claim.to_decide")
def to_decide(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a co-ordinator that a claim waits; nothing when somebody has decided meanwhile."""
    claim = letter_cause(about)
    if claim is None or claim.state not in UNDECIDED:
        return None
    if coordinated(str(claim.programme_id), to.pk) is None:
        return None
    page = reverse("finance:claim", args=[claim.programme_id, claim.pk])
    return Letter(
        subject=say("A claim for expenses waits: {name}", name=claim.participation.programme.name),
        paragraphs=(
            say("A mentor has sent a claim for expenses, or answered a question about one."),
        ),
        link=Link(say("Look at the claim"), f"{settings.BASE_URL}{page}"),
    )


@letter("claim.decided")
def decided(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the claimant what became of their claim."""
    claim = letter_cause(about)
    if claim is None or claim.person_id != to.pk or claim.state not in NEWS:
        return None
    page = reverse("finance:my_claim", args=[claim.participation_id, claim.pk])
    return Letter(
        subject=say("Your claim for expenses: {name}", name=claim.participation.programme.name),
        paragraphs=(say(NEWS[ClaimState(claim.state)]),),
        link=Link(say("See your claim"), f"{settings.BASE_URL}{page}"),
    )
