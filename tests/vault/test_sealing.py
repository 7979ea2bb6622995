"""Only whom the policy names opens a text, only where it was sealed, and it leaves an entry."""

from uuid import uuid4

import pytest
from django.db import transaction

from mentorhouse.access.relations import MATCHER, NotVisible
from mentorhouse.audit import NotForTheTrail
from mentorhouse.audit.models import AuditEntry
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.errors import Destroyed, KeyMissing, NotSealed, Tampered
from mentorhouse.vault.models import DataKey
from mentorhouse.vault.sealing import open_row, open_rows, seal, seal_all
from tests.vault.letter import AT, CANARY, Letter, make_letter, somebody

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def read(viewer, letter):
    return open_row(viewer, Letter.objects.get(pk=letter.pk), at=AT, purpose="read the letter")


@pytest.mark.requirement("R6.09")
def test_the_author_reads_it_and_nobody_else():
    author = somebody()
    letter = make_letter(author, reply="thank you")
    assert read(author, letter) == {"body": CANARY, "reply": "thank you"}
    with pytest.raises(NotVisible):
        read(somebody(), letter)


def test_what_was_not_written_opens_empty():
    author = somebody()
    assert read(author, make_letter(author, body="")) == {"body": "", "reply": ""}


def test_sealing_again_replaces_and_none_empties():
    author = somebody()
    letter = make_letter(author, reply="one")
    seal(letter, body="two", reply=None)
    letter.save()
    assert read(author, letter) == {"body": "two", "reply": ""}


@pytest.mark.requirement("R15.05")
def test_reading_leaves_an_entry_without_text():
    author, programme = somebody(), uuid4()
    letter = make_letter(author, programme=programme)
    read(author, letter)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor, entry.at) == ("vault.text_opened", str(author.pk), AT)
    assert (entry.subject_kind, entry.subject_id) == ("tests.letter", str(letter.pk))
    assert entry.programme == str(programme)
    assert entry.detail == {"rows": "tests.letter", "count": 1, "purpose": "read_the_letter"}


def test_a_refused_reading_leaves_none():
    letter = make_letter(somebody())
    with pytest.raises(NotVisible):
        read(somebody(), letter)
    assert not AuditEntry.objects.exists()


def test_no_entry_no_text():
    """A purpose that the trail refuses gives no text either: both or none."""
    author = somebody()
    letter = make_letter(author)
    with pytest.raises(NotForTheTrail):
        open_row(author, letter, at=AT, purpose="What Anna wrote")


def test_the_entry_goes_with_the_transaction():
    author = somebody()
    letter = make_letter(author)
    with pytest.raises(RuntimeError), transaction.atomic():
        read(author, letter)
        raise RuntimeError
    assert not AuditEntry.objects.exists()


def test_the_matching_run_uses_what_it_shows_to_nobody():
    letters = [make_letter(somebody()), make_letter(somebody(), body="b")]
    texts = open_rows(MATCHER, letters, at=AT, purpose="match")
    assert [t["body"] for t in texts] == [CANARY, "b"]
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor, entry.task) == ("vault.text_used", "", "matching_run")
    assert (entry.subject_kind, entry.subject_id, entry.detail["count"]) == ("tests.letter", "", 2)


def test_a_batch_has_one_entry_on_the_owner_that_all_share():
    author, pair = somebody(), uuid4()
    letters = [make_letter(author, pair=pair, body=str(n)) for n in range(3)]
    texts = open_rows(author, letters, at=AT, purpose="read the letters")
    assert [t["body"] for t in texts] == ["0", "1", "2"]
    entry = AuditEntry.objects.get()
    assert (entry.subject_kind, entry.subject_id) == ("partnership", str(pair))
    assert entry.detail["count"] == 3


def test_one_foreign_row_refuses_the_whole_batch():
    author = somebody()
    letters = [make_letter(author), make_letter(somebody())]
    with pytest.raises(NotVisible):
        open_rows(author, letters, at=AT, purpose="read")
    assert not AuditEntry.objects.exists()


def test_nothing_to_open_leaves_no_entry():
    assert open_rows(somebody(), [], at=AT, purpose="read") == []
    assert not AuditEntry.objects.exists()


def test_opening_many_asks_the_databases_as_often_as_one(django_assert_num_queries):
    author, pair = somebody(), uuid4()
    letters = [make_letter(author, pair=pair) for _ in range(20)]
    open_rows(author, letters[:1], at=AT, purpose="warm")
    for rows in (letters[:1], letters):
        with django_assert_num_queries(7):  # two savepoints, the head, the entry, the head
            open_rows(author, rows, at=AT, purpose="read")


def test_sealing_many_makes_their_keys_together(django_assert_num_queries):
    work = [(Letter(), {"body": str(n)}) for n in range(40)]
    make_letter(somebody())  # the master key's generation is known by now
    with django_assert_num_queries(6, using="keystore"):  # look, lock and insert, look
        seal_all(work)
    assert DataKey.objects.count() == 41


@pytest.mark.parametrize("part", ["row", "column", "owner", "bytes"])
def test_text_opens_only_where_it_was_sealed(part):
    author, pair = somebody(), uuid4()
    letter = make_letter(author, pair=pair, reply="reply")
    other = make_letter(author, pair=pair, body="other")
    if part == "row":
        letter.body = other.body
    elif part == "column":
        letter.body, letter.reply = letter.reply, letter.body
    elif part == "owner":
        letter.pair = uuid4()
    else:
        changed = bytearray(letter.body._envelope)
        changed[-1] ^= 1
        letter.body = type(letter.body)(bytes(changed))
    letter.save()
    with pytest.raises(Tampered) as refusal:
        read(author, letter)
    assert CANARY not in str(refusal.value)
    assert not AuditEntry.objects.exists()


@pytest.mark.requirement("R15.03")
def test_a_destroyed_key_says_that_the_text_was_deleted():
    author = somebody()
    letter = make_letter(author)
    destroy_key(letter.sealed_for(), by=author, at=AT)
    with pytest.raises(Destroyed, match="deleted"):
        read(author, letter)
    row = DataKey.objects.get()
    assert (row.wrapped, row.master_key_id, row.destroyed_at) == (None, None, AT)


def test_a_missing_key_is_told_apart_from_a_destroyed_one():
    author = somebody()
    letter = make_letter(author)
    from mentorhouse.vault import keyring

    keyring.MEMORY.forget(DataKey.objects.values_list("pk", flat=True))
    DataKey.objects.all().delete()
    with pytest.raises(KeyMissing):
        read(author, letter)


def test_after_destruction_one_may_begin_again_and_the_old_stays_gone():
    author, pair = somebody(), uuid4()
    old = make_letter(author, pair=pair)
    destroy_key(old.sealed_for(), by=author, at=AT)
    new = make_letter(author, pair=pair, body="afresh")
    assert read(author, new)["body"] == "afresh"
    with pytest.raises(Destroyed):
        read(author, old)


def test_mistakes_are_named():
    letter = Letter()
    with pytest.raises(AttributeError, match="no sealed field 'author'"):
        seal(letter, author="me")
    with pytest.raises(NotSealed):
        seal(letter, body=b"bytes")
    letter.pk = None
    with pytest.raises(ValueError, match="identifier"):
        seal(letter, body="text")


def test_every_owner_has_a_key_of_its_own():
    author = somebody()
    one, two = make_letter(author), make_letter(author)
    destroy_key(one.sealed_for(), by=author, at=AT)
    assert read(author, two)["body"] == CANARY
