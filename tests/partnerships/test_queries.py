"""Who reads which partnerships, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.partnerships import queries
from mentorhouse.partnerships.states import PartnershipState
from tests.factories import (
    coordinator_of,
    make_mentor,
    make_partnership,
    make_programme,
    make_user,
    user_of,
)

pytestmark = pytest.mark.django_db


def test_the_two_open_their_partnership_and_nobody_else_does():
    partnership = make_partnership()
    for role in ("mentor", "mentee"):
        assert queries.partnership_for(user_of(partnership, role), partnership.pk) == partnership
    for stranger in (
        make_user(),
        user_of(make_partnership(), "mentor"),
        coordinator_of(partnership.programme),
    ):
        with pytest.raises(NotVisible):
            queries.partnership_for(stranger, partnership.pk)


def test_a_co_ordinator_reads_the_facts_of_their_own_programme_only():
    partnership = make_partnership()
    facts = Capability.READ_PARTNERSHIP_FACTS
    assert queries.partnership_for(coordinator_of(partnership.programme), partnership.pk, facts)
    with pytest.raises(NotVisible):
        queries.partnership_for(coordinator_of(make_programme()), partnership.pk, facts)


def test_what_does_not_exist_looks_like_what_one_may_not_see():
    with pytest.raises(NotVisible):
        queries.partnership_for(make_user(), make_user().pk)


def test_lists_hold_ones_own_and_cost_the_same_for_one_and_three():
    programme = make_programme()
    mentor = make_mentor(programme, capacity=5)
    make_partnership()
    counted = []
    for many in (1, 3):
        while mentor.memberships.count() < many:
            make_partnership(programme, mentor)
        with CaptureQueriesContext(connection) as asked:
            for viewer_list in (
                queries.partnerships_of(mentor.person.user),
                queries.partnerships_in(coordinator_of(programme), programme),
            ):
                rows = list(viewer_list)
                assert len(rows) == many
                names = [
                    m.participation.person.organisation.name for p in rows for m in p.members.all()
                ]
                assert len(names) == 2 * many
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_others_do_not_list_a_programmes_partnerships():
    programme = make_programme()
    with pytest.raises(NotVisible):
        queries.partnerships_in(coordinator_of(make_programme()), programme)


def test_what_is_open_and_who_is_together():
    programme = make_programme()
    by_state = {state: make_partnership(programme, state=state) for state in PartnershipState}
    pairs = {
        state: tuple(row.members.get(role=role).participation_id for role in ("mentor", "mentee"))
        for state, row in by_state.items()
    }
    assert queries.open_offers(programme) == dict.fromkeys(pairs[PartnershipState.OFFERED], 1)
    assert queries.together(programme) == {
        pair: state for state, pair in pairs.items() if state is not PartnershipState.LAPSED
    }
    gone = {*pairs[PartnershipState.LAPSED], *pairs[PartnershipState.DECLINED]}
    assert queries.disappointed(programme) == dict.fromkeys(gone, 1)
