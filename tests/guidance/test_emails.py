"""Letters about comments: no text of anybody’s, and none when the cause is gone."""

import pytest

from mentorhouse.guidance import actions, emails
from tests.factories import AT, coordinator_of, make_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(keeper):
    by = keeper.mentor.person.user
    return actions.comment(keeper.programme, "grow", "Secret words.", named=True, by=by, at=AT)


def test_the_co_ordinator_is_told_without_the_words_or_the_name(keeper, row):
    letter = emails.commented(keeper.user, {"comment": str(row.pk)})
    said = " ".join((letter.subject, *letter.paragraphs))
    assert "Secret" not in said
    assert keeper.mentor.person.family_name not in said
    assert str(row.pk) in letter.link.url


def test_nothing_is_sent_once_it_is_done_or_to_who_may_not_read_it(keeper, row):
    other = coordinator_of(make_programme())
    assert emails.commented(other, {"comment": str(row.pk)}) is None
    actions.answer_comment(row, "", by=keeper.user, at=AT)
    assert emails.commented(keeper.user, {"comment": str(row.pk)}) is None
    assert emails.answered(row.author, {"comment": str(row.pk)}) is None
    about = {"comment": str(row.pk)}
    row.delete()
    assert emails.commented(keeper.user, about) is None


def test_the_author_is_told_that_there_is_an_answer(keeper, row):
    actions.answer_comment(row, "Private answer.", by=keeper.user, at=AT)
    letter = emails.answered(row.author, {"comment": str(row.pk)})
    assert "Private" not in " ".join(letter.paragraphs)
    assert letter.link.url.endswith("/guidance/read/grow/")
