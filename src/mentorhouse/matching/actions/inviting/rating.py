"""A private rating after a first talk: nobody reads it, a match run may use it (R5.19)."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.inviting import keeping
from mentorhouse.matching.models import Invitation, Rating
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.rules.rating import Liking
from mentorhouse.vault.sealing import seal

TALK_RATED = audit.Act("talk.rated", mark("gave a private rating of a first talk"))


def rate(talk: Invitation, liking: Liking, *, by: User, at: datetime) -> None:
    """Keep what one side thinks, in place of what they thought before."""
    with transaction.atomic():
        row = keeping.locked(talk, by=by)
        if row.starts_at is None or row.starts_at > at:
            raise NotNow(say("You can say how it was once you have met."))
        part = row.mentor if keeping.side_of(row, by) == rules.MENTOR else row.mentee
        rating = Rating.objects.filter(invitation=row, by=part).first()
        rating = rating or Rating(invitation=row, by=part)
        rating.at = at
        seal(rating, value=liking.value)
        rating.save()
        keeping.record(TALK_RATED, row, by=by, at=at)
