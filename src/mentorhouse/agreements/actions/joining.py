"""Who joins or leaves makes a new version, for those who are there now (R9.05); the group goes on.

The words stay as they are. What all had signed stays in force until all have signed the new one.
The version is made when one of them opens the agreement: nobody else could read the words.
"""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import after
from mentorhouse.accounts.models import User
from mentorhouse.agreements import queries, states
from mentorhouse.agreements.actions.versions import add_version, post_to
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.states import AGREEMENT, AgreementMove, AgreementState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState

OTHERS_NOW = audit.Act("agreement.others_now", "made a version for those who are there now")


def for_those_here_now(agreement: Agreement, *, by: User, at: datetime) -> bool:
    """Make a version for those who are there now, where the newest is for others. True if made."""
    with transaction.atomic():
        partnerships = Partnership.objects.select_for_update(no_key=True)
        partnership = partnerships.get(pk=agreement.partnership_id)
        require(by, Capability.WRITE_AGREEMENT, partnership)
        row = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        row.partnership = partnership
        newest = row.versions.get(number=row.newest)
        if partnership.state != PartnershipState.ACTIVE or not queries.is_for_others(newest):
            return False
        clauses = queries.read_version(by, row, row.newest, at=at).clauses
        move = states.saving(AgreementState(row.state))
        row.state = after(AGREEMENT, AgreementState(row.state), move).value
        row.newest += 1
        row.save(update_fields=["state", "newest"])
        version = add_version(row, row.newest, clauses, by=None, at=at)
        if move is AgreementMove.AMEND:
            post_to("agreement.to_sign", version, queries.parties_of(version), at=at, but=by)
        audit.record(
            OTHERS_NOW, by=by, on=row, at=at, programme=partnership.programme_id,
            detail={"version": row.newest},
        )  # fmt: skip
    return True


def tell_of_others(*, at: datetime) -> None:
    """Tell all where somebody joined or left after the newest version: they sign a new one."""
    for version in queries.newest_for_others():
        people = queries.people_in(version.agreement.partnership_id)
        post_to("agreement.others_now", version, people, at=at)
