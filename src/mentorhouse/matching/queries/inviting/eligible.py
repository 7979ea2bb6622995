"""Who may talk with whom, of one pair, in a fixed number of queries however large the programme.

The rules are those of a run: never broken, whoever asks. What stands against a mentor is said in
one sentence for every cause, so that it tells nothing of them.
"""

from datetime import datetime

from django.db.models import F

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.models import Invitation, Wish
from mentorhouse.matching.queries.inviting.fit import other_way, problem_of_two
from mentorhouse.matching.queries.shortlists import is_offered
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import TalkState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import TOGETHER
from mentorhouse.people.models import Biography, Person
from mentorhouse.people.queries import conflicts_among
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.queries import lines_above
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import ParticipationState, Work
from mentorhouse.register.queries.standing import findable, missing_for_mentee
from mentorhouse.register.rules.searching import OPEN as SEARCHED

TAKE_PART_FIRST = mark("Say first whether you want to take part in the programme.")
NO_PLACE = mark(
    "You have a mentor in this programme, so you cannot turn to another one now. If it does not "
    "work, talk to your programme’s co-ordinator."
)
FIRST = mark("Before you can talk with mentors: {steps}")


def check_mentee(mentee: Participation, *, at: datetime) -> None:
    """Raise `NotNow` with what stands against the mentee: they may well know it."""
    if words := refusal(mentee.programme.state, Work.BEGIN_PARTNERSHIP):
        raise NotNow(words)
    if mentee.programme.state not in SEARCHED:
        raise rules.CannotInvite
    if mentee.state != ParticipationState.ACCEPTED:
        raise NotNow(say(TAKE_PART_FIRST))
    if mentee.places_taken >= mentee.capacity:
        raise NotNow(say(NO_PLACE))
    if missing := missing_for_mentee(mentee, at=at):
        raise NotNow(say(FIRST, steps=" ".join(step.words for step in missing)))


def may_be_invited(
    mentee: Participation, mentor: Participation, origin: str, *, at: datetime, mutual: bool = False
) -> bool:
    """Whether a mentee may turn to a mentor now, on the way that led there.

    With `mutual`, whether the two may mentor each other.
    """
    return (
        _leads_there(mentee, mentor, origin, at=at)
        and not _declined_before(mentee, mentor)
        and _is_possible(mentee, mentor, at=at, mutual=mutual)
    )


def may_go_on(talk: Invitation, *, at: datetime) -> bool:
    """Whether the two of a talk may become partners now."""
    mentee, mentor = talk.mentee, talk.mentor
    return (
        not refusal(talk.programme.state, Work.BEGIN_PARTNERSHIP)
        and mentee.state == ParticipationState.ACCEPTED
        and mentee.places_taken < mentee.capacity
        and not missing_for_mentee(mentee, at=at)
        and _is_possible(mentee, mentor, at=at, mutual=talk.mutual)
    )


def origin_of(mentee: Participation, mentor: Participation, *, at: datetime) -> str:
    """Return what leads a mentee to a mentor: a shortlist before the register."""
    on_list = _is_on_list(mentee, mentor, at=at)
    return rules.SHORTLIST if on_list else rules.SEARCH


def _leads_there(
    mentee: Participation, mentor: Participation, origin: str, *, at: datetime
) -> bool:
    design = mentee.programme.design
    if origin == rules.SHORTLIST:
        return _is_on_list(mentee, mentor, at=at)
    if origin == rules.SEARCH:
        published = Biography.objects.filter(person=mentor.person_id, published=True)
        return rules.searches(design) and published.exists()
    return True


def _is_on_list(mentee: Participation, mentor: Participation, *, at: datetime) -> bool:
    design = mentee.programme.design
    return rules.offers_shortlists(design) and is_offered(mentee, mentor.pk, at=at)


def _declined_before(mentee: Participation, mentor: Participation) -> bool:
    """Whether the mentor said no to this mentee before: nobody is asked again and again."""
    declined = Invitation.objects.filter(
        mentee=mentee, mentor=mentor, state=TalkState.DECLINED.value
    )
    return declined.exists()


def _is_possible(
    mentee: Participation, mentor: Participation, *, at: datetime, mutual: bool
) -> bool:
    if not _pair_is_possible(mentee, mentor, at=at, mutual=mutual):
        return False
    return not mutual or _is_possible_the_other_way(mentee, mentor, at=at)


def _pair_is_possible(
    mentee: Participation, mentor: Participation, *, at: datetime, mutual: bool
) -> bool:
    return (
        mentee.person_id != mentor.person_id
        and _is_free(mentor, at=at)
        and not _forbidden(mentee, mentor)
        and not problem_of_two(mentee, mentor, mutual=mutual).broken(0, 0)
    )


def _is_possible_the_other_way(
    mentee: Participation, mentor: Participation, *, at: datetime
) -> bool:
    """Whether the mentor may be mentored by the mentee, who has to be a mentor here as well."""
    if not rules.is_reciprocal(mentee.programme.design):
        return False
    turned = other_way(mentee, mentor)
    if turned is None:
        return False
    one, other = turned
    one.programme = other.programme = mentee.programme
    return (
        one.state == ParticipationState.ACCEPTED
        and one.places_taken < one.capacity
        and not missing_for_mentee(one, at=at)
        and _pair_is_possible(one, other, at=at, mutual=True)
    )


def _is_free(mentor: Participation, *, at: datetime) -> bool:
    """Whether a mentor stands well on the register, takes part and has a place."""
    rows = findable(mentor.programme, at=at).filter(pk=mentor.pk)
    return rows.filter(places_taken__lt=F("capacity")).exists()


def _forbidden(mentee: Participation, mentor: Participation) -> bool:
    """Whether the two are kept apart: by a wish, a conflict, a line, or having been together."""
    about = Wish.objects.filter(mentor=mentor, mentee=mentee, kind=Wish.Kind.FORBIDDEN)
    both = Partnership.objects.filter(
        programme=mentee.programme_id,
        state__in=[state.value for state in TOGETHER],
        members__participation=mentor,
    ).filter(members__participation=mentee)
    apart = conflicts_among([mentee.person_id, mentor.person_id])
    return about.exists() or both.exists() or bool(apart) or _is_managed(mentee, mentor)


def _is_managed(mentee: Participation, mentor: Participation) -> bool:
    people = Person.objects.select_related("user").in_bulk([mentee.person_id, mentor.person_id])
    one, other = people[mentee.person_id], people[mentor.person_id]
    named = [who.line_manager_email for who in (one, other) if who.line_manager_email]
    above = lines_above(named) if named else {}
    return any(
        second.user.email.casefold() in above.get(first.line_manager_email.casefold(), ())
        for first, second in ((one, other), (other, one))
    )
