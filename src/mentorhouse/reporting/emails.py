"""Letters of reporting. They name nobody, and no answer stands in any."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.reporting.queries.fit import still_asked


@letter("fit.asked")
def asked(to: User, about: dict[str, str]) -> Letter | None:
    """Ask how well a match fits; nothing once it was answered."""
    row = still_asked(to, UUID(about["partnership"]), about["moment"])
    if row is None:
        return None
    programme = row.partnership.programme.name
    return Letter(
        subject=say("{programme}: how well does your match fit?", programme=programme),
        paragraphs=(
            say("Three short questions help “{programme}” to make better matches.",
                programme=programme),
            say("Nobody reads your answer by itself: not your partner, and not the co-ordinator. "
                "It is only counted together with many others."),
            say("You need not answer, and nobody sees whether you did. This is the only message "
                "about it."),
        ),
        link=Link(
            say("Answer three questions"),
            settings.BASE_URL + reverse("reporting:fit", args=[row.partnership.pk]),
        ),
    )  # fmt: skip
