"""Two at once in the life of a partnership: both end, both move, one ends while the other logs."""

import pytest
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.meetings.actions.recording import Facts, record_held
from mentorhouse.meetings.models import Meeting
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.actions import phases, reviewing, saying_goodbye
from mentorhouse.partnerships.models import PhaseMove, Review
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.models import Participation
from tests.factories import AT
from tests.partnerships.life import Pair
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


def test_both_end_at_once_and_it_ends_once():
    pair = Pair()
    ends = at_once(
        lambda: actions.end(pair.row, Ending.TIME, by=pair.mentor, at=AT),
        lambda: actions.end(pair.row, Ending.FIT, by=pair.mentee, at=AT),
    )
    assert not [end for end in ends if isinstance(end, Exception)]
    assert pair.now().state == PartnershipState.ENDED
    taken = Participation.objects.filter(memberships__partnership=pair.row)
    assert [*taken.values_list("places_taken", flat=True)] == [0, 0]
    assert AuditEntry.objects.filter(act="partnership.ended").count() == 1


def test_both_say_goodbye_at_once_and_it_has_come_to_its_end():
    pair = Pair()
    at_once(
        *(
            lambda user=user: saying_goodbye.say_goodbye(pair.row, by=user, at=AT)
            for user in (pair.mentor, pair.mentee)
        )
    )
    assert (pair.now().state, pair.row.ending) == (PartnershipState.ENDED, Ending.PLANNED)


def test_both_move_the_phase_at_once_and_it_moves_once():
    pair = Pair()
    ends = at_once(
        lambda: phases.move_phase(pair.row, "direction", based_on="rapport", by=pair.mentor, at=AT),
        lambda: phases.move_phase(pair.row, "progress", based_on="rapport", by=pair.mentee, at=AT),
    )
    assert len([end for end in ends if isinstance(end, NotNow)]) == 1
    assert PhaseMove.objects.get().phase == pair.now().phase


def test_both_ask_for_a_review_and_finish_it_at_once():
    pair = Pair()
    people = (pair.mentor, pair.mentee)
    at_once(*(lambda u=user: reviewing.ask_review(pair.row, by=u, at=AT) for user in people))
    at_once(
        *(
            lambda u=user: reviewing.write_part(
                pair.row, {"works": "All of it"}, done=True, by=u, at=AT
            )
            for user in people
        )
    )
    assert Review.objects.get().state == "together"


def test_one_ends_while_the_other_logs_a_meeting():
    pair = Pair()
    now = timezone.now()
    facts = Facts(held_on=AT.date(), length_minutes=60, way="video")
    _, logged = at_once(
        lambda: actions.end(pair.row, Ending.TIME, by=pair.mentor, at=now),
        lambda: record_held(pair.row, facts, zone="Europe/London", by=pair.mentee, at=now),
    )
    assert pair.now().state == PartnershipState.ENDED
    kept = Meeting.objects.filter(partnership=pair.row).count()
    assert kept == (0 if isinstance(logged, NotVisible) else 1)  # whole, or not at all
