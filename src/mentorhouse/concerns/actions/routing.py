"""To whom a concern goes: the first named contact who is no party to it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.concerns import rules
from mentorhouse.concerns.models import Concern, Contact
from mentorhouse.concerns.relations import about_of
from mentorhouse.concerns.states import ConcernState
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import coordinates

NAMED = audit.Act("concern.contact_named", mark("named who hears concerns"))
MOVED = audit.Act("concern.moved", mark("passed a concern on to another named contact"))


def name_contact(programme: Programme, rank: str, email: str, *, by: User, at: datetime) -> Contact:
    """Name who hears concerns; what is open goes from whoever did before to those who may hear."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_CONTACTS, row)
        user = find_or_open([email])[email]
        others = Contact.objects.filter(programme=row, ended_at=None)
        there = others.filter(user=user).first()
        if there is not None and there.rank == rank:
            return there
        if there is not None:
            raise NotNow(say("This person is the other contact. Name two different people."))
        if rank == Contact.Rank.SECOND and coordinates(user, row.pk):
            raise NotNow(
                say(
                    "This person runs the programme. The second contact hears what is about "
                    "co-ordinators, so name somebody else."
                )
            )
        before = list(others.filter(rank=rank).select_for_update(no_key=True))
        others.filter(rank=rank).update(ended_at=at)
        named = Contact.objects.create(programme=row, user=user, rank=rank, since=at)
        about, key = {"contact": str(named.pk)}, str(named.pk)
        post("concerns.named", to=user, about=about, at=at, key=key)
        _pass_on(row, before, by=by, at=at)
        audit.record(NAMED, by=by, on=named, at=at, programme=row.pk, detail={"rank": rank})
    return named


def contacts_in(programme: Programme) -> list[Contact]:
    """Return the named contacts of a programme, locked, the first one first."""
    rows = Contact.objects.filter(programme=programme, ended_at=None).select_related("user")
    return list(rows.select_for_update(no_key=True, of=("self",)).order_by("rank"))


def hearer(
    programme: Programme, contacts: Collection[Contact], *, author: str, about: Collection[str]
) -> Contact | None:
    """Return who of some contacts hears a concern, if anybody may."""
    candidates = [
        rules.Candidate(str(one.user_id), coordinates(one.user, programme.pk)) for one in contacts
    ]
    found = rules.hearer(candidates, author=author, about=about)
    return next((one for one in contacts if found and str(one.user_id) == found.user), None)


def _pass_on(programme: Programme, before: list[Contact], *, by: User, at: datetime) -> None:
    """Move open concerns to those who may hear them; what nobody else may hear stays."""
    contacts = contacts_in(programme)
    users = [str(one.user_id) for one in contacts]
    rows = Concern.objects.filter(contact__in=before).exclude(state=ConcernState.CLOSED.value)
    for row in rows.select_for_update(no_key=True).order_by("pk"):
        about = about_of(row, users)
        found = hearer(programme, contacts, author=str(row.by_id), about=about)
        if found is None:
            continue
        row.contact = found
        row.save(update_fields=["contact"])
        key = f"{row.pk}:{found.pk}"
        post("concerns.sent", to=found.user, about={"concern": str(row.pk)}, at=at, key=key)
        audit.record(MOVED, by=by, on=row, at=at, programme=programme.pk)
