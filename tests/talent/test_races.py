"""Two press at once: one nomination a person, one placement, one interest."""

from uuid import uuid4

import pytest

from mentorhouse.talent.actions import nominations, opportunities
from mentorhouse.talent.actions.nominations import AlreadyNominated
from mentorhouse.talent.models import Interest, Nomination, Opportunity, Placement
from tests.talent.conftest import AT, TODAY, Scheme, an_opportunity
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 3


@pytest.mark.requirement("R2.18")
def test_two_organisations_nominate_one_person_at_once():
    for _ in range(ROUNDS):
        scheme = Scheme()
        done = at_once(
            lambda s=scheme: s.nominate(email="ada@example.org"),
            lambda s=scheme: s.nominate(email="ADA@example.org", by=s.other),
        )
        assert sorted(type(one).__name__ for one in done) == ["AlreadyNominated", "Nomination"]
        assert any(isinstance(one, AlreadyNominated) for one in done)
        assert Nomination.objects.filter(programme=scheme.programme).count() == 1


def test_one_withdraws_while_a_co_ordinator_takes_up():
    scheme = Scheme()
    row = scheme.wishing()
    done = at_once(
        lambda: nominations.withdraw(row, by=row.nominee, at=AT),
        lambda: nominations.take_up(row, by=scheme.coordinator, at=AT),
    )
    assert sorted(isinstance(one, Nomination) for one in done) == [False, True], done


def test_one_placement_is_recorded_by_two_at_once():
    scheme = Scheme()
    offered, row = scheme.offer(), scheme.wishing()
    done = at_once(lambda: scheme.interested(offered, row), lambda: scheme.interested(offered, row))
    assert [type(one) for one in done] == [Interest, Interest], done
    assert Interest.objects.count() == 1
    done = at_once(*(
        lambda by=by: opportunities.place(offered, row, TODAY, None, by=by, at=AT)
        for by in (scheme.other, scheme.coordinator)
    ))  # fmt: skip
    assert sorted(isinstance(one, Placement) for one in done) == [False, True], done


def test_a_form_sent_twice_at_once_lists_one():
    scheme, once = Scheme(), uuid4()

    def deed():
        return opportunities.offer(
            scheme.programme, scheme.south, an_opportunity(), once=once, by=scheme.other, at=AT
        )

    assert [one.pk for one in at_once(deed, deed)] == [once, once]
    assert Opportunity.objects.count() == 1
