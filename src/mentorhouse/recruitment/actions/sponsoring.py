"""Deeds of sponsors: links for them, and whom they identify (R3.06). The link is locked first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mentorhouse import audit
from mentorhouse.access import links
from mentorhouse.access.links import LinkHolder, LinkIsOver
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import same_address
from mentorhouse.notifications.actions import post, post_outside
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import Work
from mentorhouse.recruitment.models import Identification, SponsorLink
from mentorhouse.recruitment.queries import sponsoring as queries
from mentorhouse.recruitment.rules.sponsoring import sponsors_identify
from mentorhouse.vault.sealing import seal

LINK_GIVEN = audit.Act("identification.link_given", "gave a sponsor a link to identify people")
LINK_ENDED = audit.Act("identification.link_ended", "ended the link of a sponsor")
IDENTIFIED = audit.Act("identification.made", "identified somebody, who is invited to apply")


@dataclass(frozen=True)
class Sponsor:
    """Who gets a link, for which organisation, how many people it is for, and how long."""

    name: str
    email: str
    organisation: str
    most: int
    days: int


@dataclass(frozen=True)
class Seen:
    """Whom a sponsor sees in the programme, and why."""

    name: str
    email: str
    why: str


def give_link(
    programme: Programme, sponsor: Sponsor, *, once: UUID, by: User, at: datetime
) -> SponsorLink:
    """Send a sponsor a private link by which they identify people. `once` names the form."""
    with transaction.atomic():
        row = _locked(programme)
        require(by, Capability.NAME_SPONSORS, row)
        check_open(row.state, Work.INVITE)
        if there := SponsorLink.objects.filter(pk=once, programme=row).first():
            return there
        (home,) = find_or_add([sponsor.organisation]).values()
        made = SponsorLink(
            pk=once, programme=row, organisation=home, name=sponsor.name.strip(),
            email=same_address(sponsor.email), most=sponsor.most, made_by=by, made_at=at,
        )  # fmt: skip
        links.renew(made, until=at + timedelta(days=sponsor.days))
        made.save()
        post_outside("identification.link", about={"link": made.pk}, at=at, key=str(made.pk))
        audit.record(LINK_GIVEN, by=by, on=made, at=at, programme=row.pk)
    return made


def end_link(link: SponsorLink, *, by: User, at: datetime) -> None:
    """Let a sponsor's link open nothing any more; twice is as once."""
    with transaction.atomic():
        row = _locked_link(link.pk)
        require(by, Capability.NAME_SPONSORS, row.programme)
        if row.ended_at is not None:
            return
        row.ended_at = at
        links.close(row)
        row.save(update_fields=["ended_at", "link_nonce", "link_hash"])
        audit.record(LINK_ENDED, by=by, on=row, at=at, programme=row.programme_id)


def identify_by_link(seen: Seen, *, once: UUID, by: LinkHolder, at: datetime) -> None:
    """Identify somebody by a link. Raises `LinkIsOver`, also where nobody is left to name."""
    with transaction.atomic():
        link = _locked_link(by.row_id)
        require(by, Capability.IDENTIFY, link)
        if str(once) in link.forms or Identification.objects.filter(pk=once).exists():
            return
        if not queries.can_identify(link, at=at):
            raise LinkIsOver
        sponsor = f"{link.name}, {link.organisation.name}"
        made = _identify(link.programme, seen, sponsor, once=once, link=link, by=None, at=at)
        # It counts alike where somebody did before: who and when is nobody's to learn here.
        link.used += 1
        link.forms = [*link.forms, str(once)]
        link.save(update_fields=["used", "forms"])
        on, programme = made or link, link.programme_id
        audit.record(IDENTIFIED, by=None, task="private link", on=on, at=at, programme=programme)


def identify(programme: Programme, seen: Seen, *, once: UUID, by: User, at: datetime) -> None:
    """Identify somebody as a co-ordinator. Twice is as once."""
    with transaction.atomic():
        row = _locked(programme)
        require(by, Capability.IDENTIFY, row)
        check_open(row.state, Work.INVITE)
        if Identification.objects.filter(pk=once).exists():
            return
        made = _identify(row, seen, _name(by), once=once, link=None, by=by, at=at)
        if made is None:
            raise NotNow(_("Somebody has identified this person already. They are invited."))
        audit.record(IDENTIFIED, by=by, on=made, at=at, programme=row.pk)


def _identify(  # what both ways share
    programme: Programme, seen: Seen, sponsor: str, *, once: UUID, link: SponsorLink | None,
    by: User | None, at: datetime,
) -> Identification | None:  # fmt: skip
    email = same_address(seen.email)
    user = find_or_open([email])[email]
    if Identification.objects.filter(programme=programme, user=user).exists():
        return None
    made = Identification(
        pk=once, programme=programme, user=user, name=seen.name.strip(), sponsor=sponsor,
        link=link, by=by, at=at,
    )  # fmt: skip
    seal(made, why=seen.why)
    made.save()
    about = {"identification": made.pk}
    post("identification.made", to=user, about=about, at=at, key=str(made.pk))
    return made


def _locked(programme: Programme) -> Programme:
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if not sponsors_identify(row.design):
        raise NotVisible
    return row


def _locked_link(link_id: UUID) -> SponsorLink:
    """Lock the programme, then the link: two who name the same person wait for one another."""
    found = SponsorLink.objects.filter(pk=link_id).values_list("programme", flat=True).first()
    if found is None:
        raise NotVisible
    programme = Programme.objects.select_for_update(no_key=True).get(pk=found)
    rows = SponsorLink.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("organisation").get(pk=link_id)
    row.programme = programme
    return row


def _name(by: User) -> str:
    person = getattr(by, "person", None)
    return person.name if person else by.email
