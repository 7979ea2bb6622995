"""Writing profiles, and giving and withdrawing identity data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.organisations.models import Organisation
from mentorhouse.people import rules
from mentorhouse.people.actions.following import tell_followers
from mentorhouse.people.models import IdentityAnswer, IdentityConsent, Person
from mentorhouse.people.rules import OWN_FIELDS, Profile
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.sealing import seal_all

PROFILE_CHANGED = audit.Act("person.profile_changed", "changed their own profile")
PEOPLE_BROUGHT_IN = audit.Act("person.brought_in", "brought in profiles of people")
IDENTITY_GIVEN = audit.Act("identity.given", "gave consent and identity data")
IDENTITY_DECLARED = audit.Act(
    "identity.declared", "recorded identity data and declared that the people had consented"
)
IDENTITY_WITHDRAWN = audit.Act("identity.withdrawn", "withdrew consent; identity data was deleted")

Answers = Mapping[IdentityAnswer.Kind, str]


@dataclass(frozen=True)
class BroughtIn:
    """Who came, by the address as given; how many were new, were changed, or kept their word."""

    people: Mapping[str, Person]
    added: int
    filled: int
    kept: int


def change_profile(person: Person, changes: Mapping[str, str], *, by: User, at: datetime) -> Person:
    """Write one's own profile (R1.03). A person without one gets one."""
    with transaction.atomic():
        # Organisations before people, as imports do: no two ways round.
        organisations = find_or_add([changes.get("organisation", "")])
        row, _ = Person.objects.select_for_update(no_key=True).get_or_create(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, row)
        for field, value in changes.items():
            if field not in OWN_FIELDS:
                raise ValueError(f"A profile has no field {field!r}.")
            if field == "organisation":
                row.organisation = organisations.get(value)
            else:
                setattr(row, field, value.strip())
        row.save()
        tell_followers([row.pk])
        audit.record(PROFILE_CHANGED, by=by, on=row, at=at, detail={"fields": len(changes)})
    return row


def bring_in(profiles: Iterable[Profile], *, by: User, at: datetime) -> BroughtIn:
    """Find or add the person of each profile (R3.09).

    Runs inside the caller's deed, which has asked who may bring people in.
    """
    with transaction.atomic():
        brought = bring_in_some(profiles)
        if brought.added or brought.filled:
            detail: dict[str, object] = {"added": brought.added, "filled": brought.filled}
            on = audit.Subject("people.person")
            audit.record(PEOPLE_BROUGHT_IN, by=by, on=on, at=at, detail=detail)
    return brought


def bring_in_some(profiles: Iterable[Profile]) -> BroughtIn:
    """Do what `bring_in` does for some of many people; the deed around it audits once for all.

    Rows are locked in the order of addresses, so that two imports that bring the same people
    never wait for each other in a circle.
    """
    wanted = {profile.email: profile for profile in sorted(profiles, key=lambda p: p.email)}
    users = find_or_open(wanted)
    organisations = find_or_add(profile.organisation for profile in wanted.values())
    by_user = {users[email].pk: profile for email, profile in wanted.items()}
    with transaction.atomic():
        known = _locked(by_user)
        fresh = [
            _new_person(users[email], profile, organisations)
            for email, profile in wanted.items()
            if users[email].pk not in known
        ]
        fresh = list({person.pk: person for person in fresh}.values())
        Person.objects.bulk_create(fresh, ignore_conflicts=True)
        changes = {p: _take(p, by_user[p.pk], organisations) for p in known.values()}
        filled = [person for person, change in changes.items() if change.taken]
        Person.objects.bulk_update(filled, BROUGHT_FIELDS, batch_size=500)
        tell_followers([person.pk for person in filled])
    everyone = known | {person.pk: person for person in fresh}
    kept = sum(bool(change.kept) for change in changes.values())
    people = {email: everyone[users[email].pk] for email in wanted}
    return BroughtIn(people, len(fresh), len(filled), kept)


def give_identity(person: Person, answers: Answers, *, by: User, at: datetime) -> None:
    """Give consent and answers oneself; what was said before is replaced (R1.07)."""
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, row)
        IdentityConsent.objects.filter(person=row).delete()
        row.identity_withdrawn_at = None
        row.save(update_fields=["identity_withdrawn_at"])
        _keep([(row, answers)], by=by, at=at)
        audit.record(IDENTITY_GIVEN, by=by, on=row, at=at, detail={"answers": _said(answers)})


def declare_identity(
    answers: Mapping[Person, Answers], *, by: User, at: datetime
) -> frozenset[Person]:
    """Record answers of people who, the importer declares, gave explicit consent (R1.07).

    Returns whose answers were recorded: not those who gave theirs themselves or have withdrawn.
    Runs inside the caller's deed, which has asked who may bring people in.
    """
    with transaction.atomic():
        recorded = declare_some(answers, by=by, at=at)
        note_declared(len(recorded), by=by, at=at)
    return recorded


def declare_some(answers: Mapping[Person, Answers], *, by: User, at: datetime) -> frozenset[Person]:
    """Do what `declare_identity` does for some of many people; the deed around it audits."""
    said = {person.pk: told for person, told in answers.items() if _said(told)}
    with transaction.atomic():
        rows = _locked(said)
        consented = set(
            IdentityConsent.objects.filter(person__in=list(rows)).values_list("person", flat=True)
        )
        open_to_it = [
            row
            for row in rows.values()
            if rules.may_be_recorded_by_others(
                consented=row.pk in consented, withdrawn_at=row.identity_withdrawn_at
            )
        ]
        _keep([(row, said[row.pk]) for row in open_to_it], by=by, at=at)
    return frozenset(open_to_it)


def note_declared(count: int, *, by: User, at: datetime) -> None:
    """Leave the trace of a declaration of consent for so many people; for none there is none."""
    if count:
        on = audit.Subject("people.person")
        audit.record(IDENTITY_DECLARED, by=by, on=on, at=at, detail={"count": count})


def withdraw_identity(person: Person, *, by: User, at: datetime) -> None:
    """Withdraw consent: the answers go, here and in every backup (R1.07). Twice is as once."""
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.WITHDRAW_IDENTITY, row)
        if not IdentityConsent.objects.filter(person=row).exists() and row.identity_withdrawn_at:
            return
        IdentityConsent.objects.filter(person=row).delete()
        row.identity_withdrawn_at = at
        row.save(update_fields=["identity_withdrawn_at"])
        destroy_key(KeyOwner("identity", row.pk), by=by, at=at)
        audit.record(IDENTITY_WITHDRAWN, by=by, on=row, at=at)


BROUGHT_FIELDS = [
    "given_name", "family_name", "job_title", "grade", "profession", "organisation", "location",
    "work_role", "team", "languages", "biography",
]  # fmt: skip


def _locked(person_ids: Iterable[object]) -> dict[object, Person]:
    rows = (
        Person.objects.select_for_update(no_key=True, of=("self",))
        .select_related("user", "organisation")
        .filter(pk__in=list(person_ids))
        .order_by("user__email")
    )
    return {person.pk: person for person in rows}


def _new_person(user: User, profile: Profile, organisations: Mapping[str, Organisation]) -> Person:
    said = {field: getattr(profile, field) for field in BROUGHT_FIELDS}
    return Person(user=user, **said | {"organisation": organisations.get(profile.organisation)})


def _take(
    person: Person, profile: Profile, organisations: Mapping[str, Organisation]
) -> rules.Changes:
    """Put into a known profile what it takes over."""
    known = {field: str(getattr(person, field) or "") for field in BROUGHT_FIELDS}
    body = organisations.get(profile.organisation)
    if body is not None and body.pk == person.organisation_id:
        known["organisation"] = profile.organisation  # the same body, however its name is typed
    changes = rules.changes_from(known, profile, owned=person.user.has_usable_password())
    for field, value in changes.taken.items():
        setattr(person, field, organisations[value] if field == "organisation" else value)
    return changes


def _said(answers: Answers) -> int:
    return sum(1 for text in answers.values() if text.strip())


def _keep(people: list[tuple[Person, Answers]], *, by: User, at: datetime) -> None:
    consents = [IdentityConsent(person=p, given_at=at, declared_by=by) for p, _ in people]
    IdentityConsent.objects.bulk_create(consents)
    rows = [
        (IdentityAnswer(consent=consent, kind=kind), {"value": answers[kind].strip()})
        for consent, (_, answers) in zip(consents, people, strict=True)
        for kind in IdentityAnswer.Kind
        if answers.get(kind, "").strip()
    ]
    seal_all(rows)
    IdentityAnswer.objects.bulk_create([row for row, _ in rows])
