"""Two at once at a three-way start: one letter, one signature, and no error that nobody meant."""

from uuid import uuid4

import pytest
from django.core.cache import cache

from mentorhouse.access.links import LinkIsOver
from mentorhouse.access.states import NotNow
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.states import PartState
from mentorhouse.audit.queries import verify_chain
from mentorhouse.notifications.models import OutboxLetter
from tests.agreements.starting import DAY, Start
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


@pytest.fixture
def start():
    cache.clear()
    return Start()


def kinds(done):
    return sorted(type(one).__name__ for one in done)


def test_asked_twice_is_one_letter(start):
    done = at_once(start.ask, start.ask)
    assert kinds(done) == [ManagersPart.__name__, NotNow.__name__]
    assert OutboxLetter.objects.filter(kind="agreement.managers_part").count() == 1


def test_the_same_form_twice_is_one_signature(start):
    start.ask()
    once = uuid4()
    done = at_once(lambda: start.answer(once=once), lambda: start.answer(once=once))
    assert kinds(done) == [ManagersPart.__name__] * 2
    assert OutboxLetter.objects.filter(kind="agreement.part_signed").count() == 2  # one each
    assert verify_chain().whole


def test_two_forms_at_once_are_one_signature(start):
    start.ask()
    done = at_once(start.answer, start.answer)
    assert kinds(done) == [LinkIsOver.__name__, ManagersPart.__name__]


@pytest.mark.parametrize("deed", ["take_back", "ask"])
def test_signed_while_it_is_taken_back_or_sent_again(start, deed):
    start.ask()
    later, meanwhile = start.now + 2 * DAY, getattr(start, deed)
    done = at_once(lambda: start.answer(letter=1, at=later), lambda: meanwhile(at=later))
    signed = start.part.state == PartState.SIGNED
    refusal = NotNow if signed else LinkIsOver  # whoever comes second is told
    assert kinds(done) == sorted([ManagersPart.__name__, refusal.__name__])
    assert (start.part.support is not None) is signed
    assert verify_chain().whole
