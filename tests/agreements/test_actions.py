"""Beginning, writing and signing an agreement."""

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.agreements import actions
from mentorhouse.agreements.actions import AlreadySigned, OutdatedVersion
from mentorhouse.agreements.models import Agreement, Signature, Version
from mentorhouse.agreements.rules import digest_of
from mentorhouse.audit.models import AuditEntry
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.states import PartnershipState
from tests.agreements.conftest import AT, Pair
from tests.factories import (
    complete_design,
    coordinator_of,
    make_partnership,
    make_programme,
    make_user,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def letters(kind):
    return {row.to_id for row in OutboxLetter.objects.filter(kind=kind)}


def acts():
    return list(AuditEntry.objects.exclude(act="vault.text_opened").values_list("act", flat=True))


def test_it_begins_with_the_clauses_of_the_programme(pair):
    pair.begin()
    read = pair.read(pair.mentor)
    assert [(c.key, c.title, c.text) for c in read.clauses] == [
        (c.key, c.title, c.text) for c in pair.programme.design.agreement.clauses
    ]
    assert read.number == 1
    assert pair.agreement(pair.mentor).state == "draft"


def test_opening_it_again_begins_nothing(pair):
    first, again = pair.begin(), pair.begin()
    assert first.pk == again.pk
    assert Version.objects.count() == 1
    assert acts() == ["agreement.begun"]


def test_a_programme_without_clauses_has_no_agreement():
    programme = make_programme(design=complete_design(agreement={"clauses": []}))
    pair = Pair(make_partnership(programme))
    with pytest.raises(NotVisible):
        actions.begin(pair.partnership(pair.mentee), by=pair.mentee, at=AT)


def test_a_match_that_is_not_accepted_has_no_agreement():
    pair = Pair(make_partnership(state=PartnershipState.OFFERED))
    with pytest.raises(NotVisible):
        pair.begin()
    assert not Agreement.objects.exists()


def test_saving_makes_a_new_version_and_keeps_the_old(pair):
    pair.begin()
    before = pair.texts(pair.mentor)
    pair.write(pair.mentee, purpose="To find my feet.")
    assert pair.texts(pair.mentor) == before | {"purpose": "To find my feet."}
    assert {c.key: c.text for c in pair.read(pair.mentor, 1).clauses} == before
    assert pair.agreement(pair.mentor).newest == 2


@pytest.mark.parametrize("outsider", ["anybody", "coordinator"])
def test_nobody_else_writes_or_signs(pair, outsider):
    agreement = pair.begin()
    other = make_user() if outsider == "anybody" else coordinator_of(pair.programme)
    digest = pair.read(pair.mentee).version.digest
    with pytest.raises(NotVisible):
        actions.write(agreement, {}, based_on=1, by=other, at=AT)
    with pytest.raises(NotVisible):
        actions.sign(agreement, digest=digest, name="Other", by=other, at=AT)
    with pytest.raises(NotVisible):
        actions.begin(agreement.partnership, by=other, at=AT)


def test_who_wrote_meanwhile_is_not_overwritten(pair):
    pair.begin()
    pair.write(pair.mentor, based_on=1, purpose="Theirs")
    with pytest.raises(ChangedMeanwhile):
        pair.write(pair.mentee, based_on=1, purpose="Mine")
    assert pair.texts(pair.mentee)["purpose"] == "Theirs"


@pytest.mark.requirement("R6.03")
def test_each_signs_with_name_date_and_the_exact_version(signed):
    read = signed.read(signed.mentee)
    assert {(s.person_id, s.name, s.signed_at, s.digest) for s in read.signatures} == {
        (user.pk, "A Name", AT, read.version.digest) for user in (signed.mentor, signed.mentee)
    }
    agreement = signed.agreement(signed.mentee)
    assert (agreement.state, agreement.in_force, agreement.in_force_since) == ("signed", 1, AT)


def test_the_digest_is_of_the_text_that_was_sealed(signed):
    read = signed.read(signed.mentee)
    from mentorhouse.vault.sealing import open_row

    salt = open_row(signed.mentee, read.version, at=AT, purpose="check the digest")["salt"]
    assert digest_of(1, read.clauses, salt=salt) == read.version.digest


@pytest.mark.requirement("R6.03")
def test_a_change_asks_both_to_sign_again_and_the_old_version_stays_in_force(signed):
    signed.write(signed.mentor, purpose="Anew")
    agreement = signed.agreement(signed.mentee)
    assert (agreement.state, agreement.newest, agreement.in_force) == ("amended", 2, 1)
    assert signed.read(signed.mentee).signatures == ()
    signed.sign(signed.mentor)
    assert signed.agreement(signed.mentee).state == "part_signed"
    signed.sign(signed.mentee)
    assert (signed.agreement(signed.mentee).state, signed.agreement(signed.mentee).in_force) == (
        "signed", 2,
    )  # fmt: skip
    assert len(signed.read(signed.mentee, 1).signatures) == 2


def test_an_outdated_version_is_not_signed(pair):
    pair.begin()
    seen = pair.read(pair.mentee).version.digest
    pair.write(pair.mentor, purpose="Changed while you were reading")
    with pytest.raises(OutdatedVersion):
        pair.sign(pair.mentee, digest=seen)
    assert not Signature.objects.exists()


def test_signing_twice_signs_once(pair):
    pair.begin()
    pair.sign(pair.mentee)
    with pytest.raises(AlreadySigned):
        pair.sign(pair.mentee)
    assert Signature.objects.count() == 1


def test_letters_go_to_whom_they_concern(pair):
    pair.begin()
    pair.write(pair.mentee, purpose="A draft tells nobody")
    assert letters("agreement.to_sign") == set()
    pair.sign(pair.mentee)
    assert letters("agreement.to_sign") == {pair.mentor.pk}
    assert letters("agreement.signed") == set()
    pair.sign(pair.mentor)
    assert letters("agreement.signed") == {pair.mentor.pk, pair.mentee.pk}
    OutboxLetter.objects.all().delete()
    pair.write(pair.mentor, purpose="An amendment tells the other")
    assert letters("agreement.to_sign") == {pair.mentee.pk}


def test_every_deed_is_in_the_trail(signed):
    signed.write(signed.mentor, purpose="Anew")
    assert acts() == [
        "agreement.begun",
        "agreement.signed",
        "agreement.signed",
        "agreement.written",
    ]
    assert "Anew" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
