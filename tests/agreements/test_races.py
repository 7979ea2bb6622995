"""Two at once: one agreement in force, both signatures, nobody's words lost, no error."""

import os
from threading import Barrier, BrokenBarrierError

import pytest

from mentorhouse.agreements import actions
from mentorhouse.agreements.actions import signing as signing_deeds
from mentorhouse.agreements.models import Agreement, Signature, Version
from mentorhouse.audit.queries import verify_chain
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.notifications.models import OutboxLetter
from tests.agreements.conftest import AT, Pair
from tests.factories import make_partnership
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 4


def signing(pair, user):
    agreement, digest = pair.agreement(user), pair.read(user).version.digest
    return lambda: actions.sign(agreement, digest=digest, name="A Name", by=user, at=AT)


def test_both_sign_at_once():
    for _ in range(ROUNDS):
        pair = Pair(make_partnership())
        pair.begin()
        done = at_once(signing(pair, pair.mentor), signing(pair, pair.mentee))
        assert [isinstance(row, Agreement) for row in done] == [True, True], done
        agreement = Agreement.objects.get(partnership=pair.id)
        assert (agreement.state, agreement.in_force) == ("signed", 1)
        assert Signature.objects.filter(version__agreement=agreement).count() == 2
        assert OutboxLetter.objects.filter(kind="agreement.signed").count() == 2
        OutboxLetter.objects.all().delete()
    assert verify_chain().whole


@pytest.mark.skipif(
    os.environ.get("TEST_DATABASE") != "postgresql",
    reason="SQLite lets one transaction write at a time; the lock matters on PostgreSQL",
)
def test_without_the_lock_the_race_is_real(monkeypatch):
    pair = Pair(make_partnership())
    pair.begin()
    both_have_read = Barrier(2)

    def unlocked(agreement):
        row = Agreement.objects.get(pk=agreement.pk)
        row.partnership = agreement.partnership
        try:
            both_have_read.wait(5)
        except BrokenBarrierError:
            pytest.fail("The two did not overlap.")
        return row

    monkeypatch.setattr(signing_deeds, "_locked", unlocked)
    at_once(signing(pair, pair.mentor), signing(pair, pair.mentee))
    assert Signature.objects.count() == 2
    assert Agreement.objects.get().state == "part_signed"  # both thought that they were first


def test_the_same_person_signs_twice_at_once():
    pair = Pair(make_partnership())
    pair.begin()
    done = at_once(signing(pair, pair.mentor), signing(pair, pair.mentor))
    assert sorted(type(row).__name__ for row in done) == ["Agreement", "AlreadySigned"]
    assert Signature.objects.count() == 1


def test_one_signs_while_the_other_changes_the_text():
    for _ in range(ROUNDS):
        pair = Pair(make_partnership())
        pair.begin()
        agreement, texts = pair.agreement(pair.mentee), pair.texts(pair.mentee)
        done = at_once(
            signing(pair, pair.mentor),
            lambda agreement=agreement, texts=texts, pair=pair: actions.write(
                agreement, texts | {"purpose": "Anew"}, based_on=1, by=pair.mentee, at=AT
            ),
        )
        assert isinstance(done[1], Agreement)
        row = Agreement.objects.get(partnership=pair.id)
        signed = Signature.objects.filter(version__agreement=row).count()
        # Either the signature came first and the text was amended, or it was refused as outdated.
        assert (row.state, signed) in {("amended", 1), ("draft", 0)}
        assert row.newest == 2


def test_both_change_the_text_at_once():
    pair = Pair(make_partnership())
    pair.begin()
    texts = pair.texts(pair.mentee)
    agreements = {user: pair.agreement(user) for user in (pair.mentor, pair.mentee)}
    done = at_once(*(
        lambda user=user: actions.write(
            agreements[user], texts | {"purpose": str(user.pk)}, based_on=1, by=user, at=AT
        )
        for user in agreements
    ))  # fmt: skip
    assert sorted(type(row) is Agreement for row in done) == [False, True]
    assert any(isinstance(row, ChangedMeanwhile) for row in done)
    assert Version.objects.count() == 2


def test_both_open_it_for_the_first_time_at_once():
    pair = Pair(make_partnership())
    partnerships = {user: pair.partnership(user) for user in (pair.mentor, pair.mentee)}
    done = at_once(*(
        lambda user=user: actions.begin(partnerships[user], by=user, at=AT) for user in partnerships
    ))  # fmt: skip
    assert len({row.pk for row in done}) == 1
    assert Version.objects.count() == 1
