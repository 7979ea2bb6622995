"""Sealing as arithmetic: what comes back, what does not, and how little the length says."""

import uuid

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.vault.envelope import VERSION, bind, key_id_of, open_text, seal_text
from mentorhouse.vault.errors import Tampered

KEY = AESGCM(bytes(range(32)))
KEY_ID = uuid.UUID(int=7)
PLACE = bind(("table", "column", "row"))
REAL_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(REAL_TEXT)
def test_what_is_sealed_opens_again(text):
    assert open_text(KEY, seal_text(KEY, KEY_ID, text, PLACE), PLACE) == text


@given(st.integers(min_value=0, max_value=2000))
def test_the_length_of_an_envelope_tells_only_the_step(size):
    overhead = 1 + 16 + 12 + 16
    padded = len(seal_text(KEY, KEY_ID, "x" * size, PLACE)) - overhead
    assert padded % 64 == 0
    assert 0 <= padded - (size + 4) < 64


def test_the_same_text_never_gives_the_same_envelope():
    assert len({seal_text(KEY, KEY_ID, "yes", PLACE) for _ in range(200)}) == 200


def test_no_bit_can_be_changed():
    envelope = seal_text(KEY, KEY_ID, "yes", PLACE)
    for position in range(len(envelope)):
        for bit in range(8):
            changed = bytearray(envelope)
            changed[position] ^= 1 << bit
            with pytest.raises(Tampered):
                key_id_of(bytes(changed))
                open_text(KEY, bytes(changed), PLACE)


@pytest.mark.parametrize("cut", [0, 1, 16, 17, 29, 92, 108])
def test_a_cut_envelope_is_refused(cut):
    envelope = seal_text(KEY, KEY_ID, "yes", PLACE)
    with pytest.raises(Tampered):
        key_id_of(envelope[:cut])


def test_another_place_or_key_does_not_open_it():
    envelope = seal_text(KEY, KEY_ID, "yes", PLACE)
    with pytest.raises(Tampered):
        open_text(KEY, envelope, bind(("table", "other", "row")))
    with pytest.raises(Tampered):
        open_text(AESGCM(bytes(32)), envelope, PLACE)


def test_the_key_is_named_in_the_envelope():
    assert key_id_of(seal_text(KEY, KEY_ID, "yes", PLACE)) == KEY_ID


def test_a_later_version_is_not_guessed_at():
    envelope = seal_text(KEY, KEY_ID, "yes", PLACE)
    with pytest.raises(Tampered):
        key_id_of(bytes([VERSION[0] + 1]) + envelope[1:])


def test_places_that_read_alike_stay_apart():
    assert bind(("ab", "c")) != bind(("a", "bc")) != bind(("1:a", "bc"))
    assert bind(("a", "")) != bind(("a",))


def test_a_lone_surrogate_becomes_a_question_mark():
    assert open_text(KEY, seal_text(KEY, KEY_ID, "a\ud800b", PLACE), PLACE) == "a?b"
