"""What happened in the demonstration’s programmes so far: told by the deeds themselves."""

from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast, joining_register, meetings
from mentorhouse.demo.designs import designed
from mentorhouse.matching.actions.carrying import carry_out
from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.actions.wishes import lay_down
from mentorhouse.matching.models import Wish
from mentorhouse.partnerships import actions as partnerships
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import Place

Named = dict[str, User]
Crowd = tuple[list[User], list[User]]


def crossing_paths(named: Named, crowd: Crowd, at: datetime) -> None:
    """A running programme with pairs in every state."""
    began = at - timedelta(weeks=16)
    by = named["coordinator"]
    programme = _recruiting(cast.PATHS, by, began)
    mentors = [named["mentor"], named["mentor-offered"], named["both"], *crowd[0]]
    mentees = [named["mentee"], named["mentee-offered"], named["mentee-unsigned"], *crowd[1]]
    leading = _bring_in(programme, "mentor", mentors, by, began)
    learning = _bring_in(programme, "mentee", mentees, by, began)
    programmes.invite(programme, by=by, at=began)
    _answer([*leading, *learning[:-2]], began + timedelta(days=3))
    matched = at - timedelta(weeks=12)
    locks = list(zip(leading[:3], learning[:3], strict=True))
    offered = _match(programme, by, matched, locks=locks)
    shown = {_person(partnership, "mentee").pk: partnership for partnership in offered}
    well = shown.pop(named["mentee"].pk)
    shown.pop(named["mentee-offered"].pk)
    unsigned = shown.pop(named["mentee-unsigned"].pk)
    others = [p for p in shown.values() if _person(p, "mentee").pk in _pks(learning[:-2])]
    partnerships.decline(others[0], by=_person(others[0], "mentee"), at=matched)
    partnerships.accept(others[1], by=_person(others[1], "mentee"), at=matched)
    running = others[2:]
    for partnership in (well, unsigned, *running):
        _both_accept(partnership, matched + timedelta(days=4))
    signed = matched + timedelta(weeks=1)
    meetings.a_partnership_that_goes_well(
        well, named["mentor"], named["mentee"], at=signed, today=at
    )
    for number, partnership in enumerate(running[:6]):
        weeks = (None, 9, 2, 3, 1, 4)[number]
        _sign_and_meet(partnership, signed, None if weeks is None else at - timedelta(weeks=weeks))


def leading_together(named: Named, crowd: Crowd, at: datetime) -> None:
    """A programme in matching: everyone has answered, and a draft waits."""
    began = at - timedelta(weeks=5)
    by = named["coordinator"]
    programme = _recruiting(cast.LEADING, by, began)
    leading = _bring_in(programme, "mentor", crowd[0], by, began)
    learning = _bring_in(programme, "mentee", [named["both"], *crowd[1]], by, began)
    programmes.invite(programme, by=by, at=began)
    _answer([*leading[:-1], *learning], began + timedelta(days=2))
    # All but one have done what is mandatory before a match.
    joining_register.prepared(
        programme, [*leading[:-1], *learning[:-1]], by=by, at=began + timedelta(days=9)
    )
    start(programme, by=by, at=at - timedelta(hours=2))


def open_doors(named: Named, crowd: Crowd, at: datetime) -> None:
    """A programme that recruits: some yes, some no, some nothing yet."""
    began = at - timedelta(weeks=1)
    by = named["coordinator-doors"]
    programme = _recruiting(cast.DOORS, by, began)
    leading = _bring_in(programme, "mentor", crowd[0], by, began)
    learning = _bring_in(programme, "mentee", [named["invited"], *crowd[1]], by, began)
    programmes.invite(programme, by=by, at=began)
    _answer([*leading[:5], *learning[1:6]], began + timedelta(days=1))
    for participation in (leading[5], learning[6]):
        programmes.answer_participation(
            participation, accept=False, by=participation.person.user, at=at - timedelta(days=2)
        )


def ward_to_board(named: Named, crowd: Crowd, at: datetime) -> None:
    """A small programme that runs, with nobody who needs help."""
    began = at - timedelta(weeks=9)
    mentors = [*crowd[0][:-1], named["mentor-start"]]
    mentees = [named["mentee-start"], *crowd[1][:-1]]
    people = (mentors, mentees)
    pairs = _found_one_another(cast.WARD, named["coordinator-board"], people, began)
    for partnership in pairs:
        _both_accept(partnership, began + timedelta(weeks=2))
        _sign_and_meet(partnership, began + timedelta(weeks=3), at - timedelta(weeks=3))


def lamplight_register(named: Named, crowd: Crowd, at: datetime) -> None:
    """A register with a few pairs of long standing, who make no agreement, and a new match."""
    began = at - timedelta(weeks=30)
    *pairs, newest = _found_one_another(cast.REGISTER, named["coordinator-register"], crowd, began)
    for number, partnership in enumerate(pairs):
        _both_accept(partnership, began + timedelta(weeks=2))
        mentee = _person(partnership, "mentee")
        for weeks in range(2 + number, 26, 6):
            meetings.meet(partnership, mentee, on=at - timedelta(weeks=weeks))
    partnerships.accept(newest, by=_person(newest, "mentee"), at=at - timedelta(days=2))


def first_hundred_days(named: Named, at: datetime) -> None:
    """A programme that was only just started: its design waits for the co-ordinator."""
    design = designed(cast.DAYS, starts=at)
    programmes.start(design, by=named["coordinator-draft"], at=at - timedelta(days=1))


def _recruiting(name: str, by: User, at: datetime) -> Programme:
    programme = programmes.start(designed(name, starts=at), by=by, at=at)
    return programmes.open_recruitment(programme, by=by, at=at)


def _found_one_another(name: str, by: User, crowd: Crowd, began: datetime) -> list[Partnership]:
    """Return the offered pairs of a programme in which nobody is matched by a run."""
    programme = _recruiting(name, by, began)
    leading = _bring_in(programme, "mentor", crowd[0], by, began)
    learning = _bring_in(programme, "mentee", crowd[1], by, began)
    programmes.invite(programme, by=by, at=began)
    _answer([*leading, *learning], began + timedelta(days=2))
    at = began + timedelta(weeks=1)
    programme = programmes.start_matching(programme, by=by, at=at)
    pairs = _across_organisations(leading, learning)
    offered = partnerships.offer(programme, pairs, by=by, at=at)
    programmes.mark_running(programme, by=by, at=at)
    return offered


def _across_organisations(
    leading: list[Participation], learning: list[Participation]
) -> list[tuple[Participation, Participation]]:
    """Give each mentor the first mentee of another organisation who is still free."""
    free, pairs = list(learning), []
    for mentor in leading:
        home = mentor.person.organisation_id
        mentee = next((one for one in free if one.person.organisation_id != home), None)
        if mentee is not None:
            free.remove(mentee)
            pairs.append((mentor, mentee))
    return pairs


def _bring_in(
    programme: Programme, role: str, users: list[User], by: User, at: datetime
) -> list[Participation]:
    places = [Place(user.pk, role) for user in users]
    by_person = {p.person_id: p for p in programmes.bring_in(programme, places, by=by, at=at)}
    return [by_person[user.pk] for user in users]


def _answer(participations: list[Participation], at: datetime) -> None:
    for participation in participations:
        by = participation.person.user
        programmes.answer_participation(participation, accept=True, by=by, at=at)


def _match(
    programme: Programme,
    by: User,
    at: datetime,
    *,
    locks: list[tuple[Participation, Participation]] | None = None,
) -> list[Partnership]:
    for mentor, mentee in locks or []:
        lay_down(programme, Wish.Kind.LOCKED, mentor.pk, mentee.pk, by=by, at=at)
    run = start(programme, by=by, at=at)
    carry_out(run.pk, at=at)
    publish(run, by=by, at=at)
    return list(programme.partnerships.order_by("pk"))


def _sign_and_meet(partnership: Partnership, signed: datetime, met: datetime | None) -> None:
    mentor, mentee = _person(partnership, "mentor"), _person(partnership, "mentee")
    meetings.sign(partnership, mentor, mentee, at=signed)
    if met:
        meetings.meet(partnership, mentee, on=met)


def _pks(participations: list[Participation]) -> set[object]:
    return {participation.person_id for participation in participations}


def _person(partnership: Partnership, role: str) -> User:
    return partnership.members.get(role=role).participation.person.user


def _both_accept(partnership: Partnership, at: datetime) -> None:
    for role in ("mentee", "mentor"):
        partnerships.accept(partnership, by=_person(partnership, role), at=at)
