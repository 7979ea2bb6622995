"""The reminder of policies that wait. It names no policy and nobody."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.policies.queries.mine import waits_in


@letter("policy.waiting")
def waiting(to: User, about: dict[str, str]) -> Letter | None:
    """Remind somebody, unless they have accepted everything by now."""
    found = waits_in(UUID(about["programme"]), to.pk)
    if not found:
        return None
    name = found[0].policy.programme.name
    one = len(found) == 1
    return Letter(
        subject=say("Please read a policy: {name}", name=name)
        if one
        else say("Please read {count} policies: {name}", count=len(found), name=name),
        paragraphs=(
            say("“{name}” asks you to read and accept a policy.", name=name)
            if one
            else say("“{name}” asks you to read and accept some policies.", name=name),
            say(
                "It takes a few minutes. You read each one "
                "on its page and say there that you accept."
            ),
        ),
        link=Link(say("Read the policies"), settings.BASE_URL + reverse("policies:asked")),
    )
