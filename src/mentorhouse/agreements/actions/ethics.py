"""The code of ethics: handed over and talked through; each confirms it, in its words (R6.15)."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.agreements.models import Code, TalkedThrough
from mentorhouse.agreements.rules.ethics import digest_of_code
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState

CONFIRMED = audit.Act("agreement.code_confirmed", mark("confirmed the code of ethics"))
OTHER_WORDS = mark(
    "The programme changed the code while you were reading, so nothing is confirmed yet. These "
    "are the new words."
)


class OtherWords(NotNow):
    """The code's words are not those that were on the page any more."""

    def __init__(self) -> None:
        super().__init__(say(OTHER_WORDS))


def confirm_code(partnership: Partnership, *, digest: str, by: User, at: datetime) -> None:
    """Confirm that the code was handed over and talked through. Twice is as once.

    `digest` names the words that were on the page. Raises `OtherWords` if they have changed.
    """
    with transaction.atomic():
        rows = Partnership.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("programme").get(pk=partnership.pk)
        require(by, Capability.CONFIRM_CODE, row)
        ethics = row.programme.design.agreement.ethics
        if row.state != PartnershipState.ACTIVE or not ethics.used:
            raise NotVisible
        if digest != digest_of_code(ethics.title, ethics.words):
            raise OtherWords
        code, _ = Code.objects.get_or_create(
            programme=row.programme,
            digest=digest,
            defaults={"title": ethics.title, "words": ethics.words, "first_used_at": at},
        )
        _, is_new = TalkedThrough.objects.get_or_create(
            partnership=row, person_id=by.pk, code=code, defaults={"confirmed_at": at}
        )
        if is_new:
            audit.record(CONFIRMED, by=by, on=row, at=at, programme=row.programme_id)
