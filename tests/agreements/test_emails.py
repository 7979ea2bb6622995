"""Letters about agreements: only while their cause stands, and without a word of the text."""

import pytest

from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def written(kind, user):
    rows = OutboxLetter.objects.filter(kind=kind, to=user).order_by("posted_at", "pk")
    return [writer_of(row.kind)(user, row.about) for row in rows]


def gone(kind, user):
    """Say of each letter whether its cause is gone; their order says nothing."""
    return sorted(letter is None for letter in written(kind, user))


def test_the_other_is_asked_to_sign_without_a_word_of_the_text(pair):
    pair.begin()
    pair.write(pair.mentee, purpose="Not in a letter")
    pair.sign(pair.mentee)
    (letter,) = written("agreement.to_sign", pair.mentor)
    assert "sign" in letter.subject
    assert letter.link.url.endswith(f"/partnerships/{pair.id}/agreement/")
    assert "Not in a letter" not in repr(letter)
    assert pair.mentee.person.given_name not in repr(letter)


def test_nobody_is_asked_to_sign_what_is_signed_or_outdated(pair):
    pair.begin()
    pair.sign(pair.mentee)
    pair.write(pair.mentee, purpose="Changed after all")
    assert gone("agreement.to_sign", pair.mentor) == [False, True]
    pair.sign(pair.mentor)
    assert gone("agreement.to_sign", pair.mentor) == [True, True]


def test_both_are_told_that_it_is_in_force_while_it_is(signed):
    assert "signed" in written("agreement.signed", signed.mentee)[0].subject
    signed.write(signed.mentor, purpose="Anew")
    signed.sign(signed.mentor)
    signed.sign(signed.mentee)
    assert gone("agreement.signed", signed.mentee) == [False, True]
