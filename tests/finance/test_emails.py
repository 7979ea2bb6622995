"""Letters about claims: that something waits, and nothing of what it says."""

import pytest

from mentorhouse.finance import emails
from mentorhouse.finance.actions import claims
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Coordinator
from tests.finance.conftest import AT, DAY

pytestmark = pytest.mark.django_db
SECRETS = ("30", "£", "Blackpool", "Which day", "no receipt")


def written(letter):
    return " ".join((letter.subject, *letter.paragraphs, letter.link.text))


def posted(kind):
    return OutboxLetter.objects.filter(kind=kind).order_by("posted_at", "pk").last()


def test_co_ordinators_are_told_of_a_new_claim_without_its_content(books):
    books.claim(note="Blackpool")
    row = posted("claim.to_decide")
    letter = emails.to_decide(books.coordinator, row.about)
    assert books.programme.name in letter.subject
    assert letter.link.url.endswith(books.page("claim", row.about["claim"]))
    assert not [secret for secret in SECRETS if secret in written(letter)]


def test_nothing_is_sent_when_it_is_decided_by_then_or_the_reader_has_left(books):
    claim = books.claim()
    row = posted("claim.to_decide")
    Coordinator.objects.filter(user=books.coordinator).delete()
    assert emails.to_decide(books.coordinator, row.about) is None
    Coordinator.objects.create(programme=books.programme, user=books.coordinator, since=AT)
    assert emails.to_decide(books.coordinator, row.about) is not None
    claims.decline(claim, "no receipt", by=books.coordinator, at=AT)
    assert emails.to_decide(books.coordinator, row.about) is None


def test_the_claimant_is_told_of_each_decision_without_its_words(books):
    line, claim = books.line(), books.claim()
    by = books.coordinator
    told = []
    for deed in (
        lambda: claims.ask(claim, "Which day?", by=by, at=AT),
        lambda: claims.decline(claim, "no receipt", by=by, at=AT),
        lambda: claims.take_back(claim, by=by, at=AT),
        lambda: books.approve(claim, line),
        lambda: claims.pay(claim, on=DAY, by=by, at=AT),
    ):
        deed()
        rows = OutboxLetter.objects.filter(kind="claim.decided")
        letters = [emails.decided(books.mentor, row.about) for row in rows]
        fresh = [letter for letter in letters if letter]
        assert len(fresh) == 1  # older news is not sent any more
        told.append(fresh[0].paragraphs[0])
        assert not [secret for secret in SECRETS if secret in written(fresh[0])]
        assert fresh[0].link.url.endswith(books.own("my_claim", claim.pk))
    assert len(set(told)) == 5
    assert emails.decided(by, rows.last().about) is None
