"""Two at once: of two texts of one guide one stands; of two guides both do; a comment is one."""

import pytest

from mentorhouse.audit.queries import verify_chain
from mentorhouse.guidance import actions
from mentorhouse.guidance.models import Comment
from mentorhouse.programmes.actions import ChangedMeanwhile
from mentorhouse.programmes.design.public import ProgrammeText
from tests.factories import AT
from tests.guidance.conftest import Keeper
from tests.programmes.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 3


def writing(keeper, key, text):
    page = ProgrammeText(key=key, title="Ours", text=text, steps=["meeting"])
    return lambda: actions.put_guide(keeper.programme, page, by=keeper.user, at=AT, version=1)


def test_of_two_texts_of_one_guide_one_stands_and_the_other_is_told():
    for _ in range(ROUNDS):
        keeper = Keeper()
        done = at_once(writing(keeper, "grow", "One."), writing(keeper, "grow", "Two."))
        refused = [isinstance(result, ChangedMeanwhile) for result in done]
        assert sorted(refused) == [False, True], done
        (page,) = keeper.again().design.guidance.pages
        assert page.text == ("Two." if refused[0] else "One.")
    assert verify_chain().whole


def test_two_guides_written_at_once_both_stand():
    keeper = Keeper()
    done = at_once(writing(keeper, "grow", "One."), writing(keeper, "oskar", "Two."))
    assert not any(isinstance(result, Exception) for result in done), done
    assert {page.key for page in keeper.again().design.guidance.pages} == {"grow", "oskar"}
    assert keeper.again().design_version == 3


@pytest.mark.parametrize("named", [True, False])
def test_a_comment_sent_twice_at_once_is_one(named):
    keeper = Keeper()
    by = keeper.mentor.person.user

    def saying():
        return actions.comment(keeper.programme, "grow", "Good.", named=named, by=by, at=AT)

    assert len(set(at_once(saying, saying))) == 1
    assert Comment.objects.count() == 1
