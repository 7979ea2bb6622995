"""What people say privately of how well their match fits."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships.models import Partnership
from mentorhouse.reporting.models import FitAnswer
from mentorhouse.reporting.queries.fit import asked_about, newly_asked
from mentorhouse.reporting.rules import fit as rules
from mentorhouse.vault.sealing import seal

FIT_SAID = audit.Act("fit.said", mark("said privately how well a match fits"))


def say_how_it_fits(
    partnership: Partnership, points: Mapping[str, int], *, by: User, at: datetime
) -> bool:
    """Keep what one of a pair says, sealed; False if they have said it before."""
    if set(points) != set(rules.QUESTIONS) or not _in_range(points):
        raise NotNow(say("Answer each question with one of its steps."))
    with transaction.atomic():
        row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        require(by, Capability.SAY_HOW_IT_FITS, row)
        asked = asked_about(by, row.pk)
        if asked is None:
            return False
        answer = FitAnswer(partnership=row, by_id=asked.mine, moment=asked.moment, at=at)
        seal(answer, points=json.dumps(dict(points), sort_keys=True))
        answer.save()
        audit.record(FIT_SAID, by=by, on=row, at=at, programme=row.programme_id)
    return True


def ask_how_it_fits(*, at: datetime) -> None:
    """Write once to each of a pair when they may say how well it fits (R5.16). Safe to repeat."""
    post_all(
        "fit.asked",
        [
            (person, {"partnership": row, "moment": moment}, f"{row}:{moment}")
            for person, row, moment in newly_asked(at=at)
        ],
        at=at,
    )


def _in_range(points: Mapping[str, int]) -> bool:
    return all(rules.LOWEST <= value <= rules.HIGHEST for value in points.values())
