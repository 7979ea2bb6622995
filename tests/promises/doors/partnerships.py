"""Who gets through to the life of a partnership, its end, and rematches that are wanted.

The mentee of ours has asked for a rematch; the programme lets the co-ordinator decide. They hold a
review, and the mentor has asked for a talk.
"""

from django.utils import timezone

from mentorhouse.partnerships.actions import ask_rematch
from mentorhouse.partnerships.actions.reviewing import ask_review, settle_review, write_part
from mentorhouse.partnerships.actions.talking import ask_for_talk
from mentorhouse.partnerships.states import Ending, PartnershipState
from tests.factories import AT, make_partnership
from tests.promises.access_table import COORDINATOR, PAIR

ROWS = {
    "partnerships:ending": PAIR,
    "partnerships:rematch": PAIR,
    "partnerships:phases": PAIR,
    "partnerships:review": PAIR,
    "partnerships:review_part": PAIR,
    "partnerships:review_outcome": PAIR,
    "partnerships:past_review": PAIR,
    "partnerships:last_day": PAIR,
    "partnerships:talk": PAIR,
    "partnerships:goodbye": PAIR,
    "partnerships:goodbye_step": PAIR,
    "partnerships:summary": PAIR,
    "partnerships:go_on": PAIR,
    "home:course": PAIR,
    "home:course_agreed": PAIR,
    "partnerships:change": PAIR,
    "partnerships:changes": COORDINATOR,
    "partnerships:propose_change": COORDINATOR,
    "partnerships:rematches": COORDINATOR,
    "partnerships:decide": COORDINATOR,
    "partnerships:last_days": COORDINATOR,
    "partnerships:set_last_day": COORDINATOR,
    "partnerships:talks": COORDINATOR,
    "partnerships:see_to_talk": COORDINATOR,
    "partnerships:hand_over": COORDINATOR,
    "home:drifting": COORDINATOR,
}


def parts(world):
    """A rematch that is wanted, a review that was settled, a talk, and a good end."""
    at, ours = timezone.now(), world.ours
    mentor, mentee = world.users["mentor"], world.users["mentee"]
    ask_rematch(ours, by=mentee, at=at)
    review = ask_review(ours, by=mentee, at=at)
    for by in (mentor, mentee):
        write_part(ours, {"works": "We listen."}, done=True, by=by, at=at)
    settle_review(ours, review.pk, review_on=None, by=mentor, at=at)
    talk = ask_for_talk(ours, with_both=True, by=mentor, at=at)
    members = {m.role: m.participation for m in ours.members.all()}
    ended = make_partnership(
        ours.programme, members["mentor"], members["mentee"], state=PartnershipState.ENDED
    )
    type(ended).objects.filter(pk=ended.pk).update(ending=Ending.PLANNED.value, ended_at=AT)
    return {
        "partnerships:past_review": {"review_id": review.pk},
        "partnerships:goodbye_step": {"step": "purpose"},
        "partnerships:summary": {"kind": "pdf"},
        "partnerships:go_on": {"partnership_id": ended.pk},
        "partnerships:see_to_talk": {"talk_id": talk.pk},
    }
