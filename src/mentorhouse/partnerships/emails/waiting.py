"""Letters about matches that wait for an answer."""

from uuid import UUID

from mentorhouse.accounts.models import User
from mentorhouse.design.words import day
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, letter
from mentorhouse.partnerships.emails.matches import link_to
from mentorhouse.partnerships.queries import membership_of
from mentorhouse.partnerships.states import Answer, PartnershipState


@letter("partnership.reminded")
def reminded(to: User, about: dict[str, str]) -> Letter | None:
    """Remind of a match; nothing once it was answered."""
    mine = membership_of(to, UUID(about["partnership"]))
    row = mine.partnership if mine else None
    if mine is None or row is None or mine.answer != Answer.WAITING:
        return None
    if row.state != PartnershipState.OFFERED or row.answer_by is None:
        return None
    return Letter(
        subject=say("{name}: your match waits for your answer", name=row.programme.name),
        paragraphs=(
            say("We have found you a match in “{name}”, and you have not answered yet.",
                name=row.programme.name),
            say("Please accept or decline by {day}. If there is no answer by then, the match ends, "
                "and both of you hear of it.", day=day(row.answer_by)),
            say("This is the only reminder. If you decline, nobody asks why."),
        ),
        link=link_to(to, say("See your match"), "matching:offer", mine),
    )  # fmt: skip
