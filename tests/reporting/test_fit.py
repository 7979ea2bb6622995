"""How well matches fit is asked privately and shown only as sums over many (R5.16)."""

from datetime import timedelta
from itertools import cycle, islice
from math import isclose

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import MATCHER, NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.matching.models import DraftPair, MatchRun
from mentorhouse.meetings.models import Meeting
from mentorhouse.notifications.channels import FileChannel
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.partnerships.actions import end
from mentorhouse.partnerships.states import Ending
from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.reporting.actions.fit import ask_how_it_fits, say_how_it_fits
from mentorhouse.reporting.models import FitAnswer
from mentorhouse.reporting.queries.fit import asked_of, report_on
from mentorhouse.reporting.rules import fit as rules
from mentorhouse.reporting.rules.fit import Said, learnt, ranks, spearman
from tests.factories import (
    AT,
    coordinator_of,
    make_partnership,
    make_programme,
    make_user,
    user_of,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
GOOD = dict.fromkeys(rules.QUESTIONS, 5)
POOR = dict.fromkeys(rules.QUESTIONS, 2)


def meet(row, times=3, first=0):
    for number in range(first, first + times):
        Meeting.objects.create(
            partnership=row, state="held", held_on=AT.date() + timedelta(days=number),
            length_minutes=60, way="video", changed_at=AT, offered_by=user_of(row, "mentor").person,
        )  # fmt: skip


def run_of(programme):
    return MatchRun.objects.create(
        programme=programme, state="published", design_data=programme.design_data,
        made_by=coordinator_of(programme), made_at=AT, published_at=AT,
    )  # fmt: skip


def drafted(run, row, **points):
    mentor, mentee = (row.members.get(role=role).participation for role in ("mentor", "mentee"))
    parts = [
        {"title": title, "points": given, "most": 5000, "words": "w"}
        for title, given in points.items()
    ]
    DraftPair.objects.create(run=run, mentor=mentor, mentee=mentee, score=1, parts=parts)


def said(row, role, points=GOOD):
    at = AT + timedelta(minutes=FitAnswer.objects.count())  # one after the other
    return say_how_it_fits(row, points, by=user_of(row, role), at=at)


def shown(client, page):
    """What a page says; its foot holds a form with a token that is new each time."""
    return client.get(page).text.split("<main")[1].split("</main>")[0]


def world(pairs=10, good=lambda number: number % 2 == 0):
    """Pairs of a run whose skills met say good, the others poor; the small number is five."""
    programme = make_programme(state=ProgrammeState.RUNNING)
    run = run_of(programme)
    rows = [make_partnership(programme) for _ in range(pairs)]
    for number, row in enumerate(rows):
        meet(row)
        drafted(run, row, Skills=5000 if good(number) else 0, Place=5000)
        said(row, "mentee", GOOD if good(number) else POOR)
    return programme, rows


def test_it_is_asked_after_three_meetings_and_at_the_end():
    row = make_partnership()
    mentee = user_of(row, "mentee")
    meet(row, 2)
    assert asked_of(mentee) == []
    with pytest.raises(NotVisible):
        said(row, "mentee")
    meet(row, 1)
    assert [one.moment for one in asked_of(mentee)] == ["met"]
    assert said(row, "mentee")
    assert not said(row, "mentee", POOR)  # sent twice: the first stands
    assert asked_of(mentee) == []
    assert [one.moment for one in asked_of(user_of(row, "mentor"))] == ["met"]
    end(row, Ending.DONE, by=mentee, at=AT)
    assert [one.moment for one in asked_of(mentee)] == ["end"]
    with pytest.raises(NotVisible):
        say_how_it_fits(row, GOOD, by=make_user(), at=AT)
    with pytest.raises(NotNow):
        say_how_it_fits(row, GOOD | {"open": 6}, by=mentee, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        (
            FitAnswer.objects.update(moment="end"),
            FitAnswer.objects.create(
                partnership=row, by=FitAnswer.objects.get().by, moment="end", at=AT
            ),
        )


@pytest.mark.requirement("R5.16")
def test_each_of_a_pair_is_written_to_once_at_each_moment(tmp_path):
    row, day = make_partnership(), AT + timedelta(days=3)
    meet(row, 2)
    ask_how_it_fits(at=day)
    assert not OutboxLetter.objects.exists()
    meet(row, 1, first=2)
    for at in (day, day + timedelta(days=1), day + timedelta(days=90)):
        ask_how_it_fits(at=at)
    asked = OutboxLetter.objects.filter(kind="fit.asked")
    both = {user_of(row, "mentor").pk, user_of(row, "mentee").pk}
    assert set(asked.values_list("to", flat=True)) == both
    said(row, "mentor")  # who has answered gets no letter
    channel = FileChannel(tmp_path)
    drain(channel, now=lambda: day)
    [name] = channel.names()
    assert "only counted together" in channel.read(name).text
    end(row, Ending.DONE, by=user_of(row, "mentee"), at=day)
    ask_how_it_fits(at=day)
    assert asked.count() == 4


@pytest.mark.requirement("R5.16")
def test_the_report_says_which_criteria_go_with_good_matches(client):
    programme, _rows = world()
    coordinator = coordinator_of(programme)
    met, ended = report_on(coordinator, programme, at=AT)
    [skills] = met.shown  # all have the place alike: there is nobody on its other side
    assert (skills.title, skills.met.mean, skills.unmet.mean) == ("Skills", 5.0, 2.0)
    assert (skills.met.count, skills.unmet.count, skills.sure) == (5, 5, True)
    assert isclose(skills.correlation, 1)
    assert not ended.shown
    before = programme.design_data
    client.force_login(coordinator)
    page = client.get(reverse("reporting:match_quality", args=[programme.pk])).text
    assert "Skills" in page
    assert "1.00 (n = 10)" in page
    assert "Points change only by your hand" in page
    programme.refresh_from_db()
    assert programme.design_data == before


@pytest.mark.requirement("R5.16")
def test_nothing_is_shown_under_the_small_number_and_one_answer_more_changes_nothing(client):
    programme, rows = world(pairs=9)
    coordinator = coordinator_of(programme)
    client.force_login(coordinator)
    page = reverse("reporting:match_quality", args=[programme.pk])
    assert "not enough answers" in client.get(page).text
    assert not report_on(coordinator, programme, at=AT)[0].shown
    last = make_partnership(programme)
    meet(last)
    drafted(MatchRun.objects.get(), last, Skills=0, Place=5000)
    said(last, "mentee", POOR)
    before = shown(client, page)
    assert "Skills" in before
    for row in rows[:4]:
        said(row, "mentor", POOR)
        assert shown(client, page) == before


@pytest.mark.requirement("R5.16")
def test_nobody_reads_an_answer_and_what_is_sent_is_not_in_the_database():
    programme, (row, *_) = world(pairs=1)
    answer = FitAnswer.objects.select_related("partnership").get()
    people = (user_of(row, "mentee"), user_of(row, "mentor"), coordinator_of(programme), MATCHER)
    for who in (*people, make_user(is_administrator=True), make_user(is_auditor=True)):
        assert not may(who, Capability.COUNT_FIT, answer)
    with connection.cursor() as cursor:
        cursor.execute("select * from reporting_fitanswer")
        assert "again" not in repr(cursor.fetchall())


def test_the_page_keeps_what_was_chosen_and_says_what_is_missing(client):
    row = make_partnership()
    meet(row)
    client.force_login(user_of(row, "mentee"))
    page = reverse("reporting:fit", args=[row.pk])
    answer = client.post(page, {"open": "4"})
    assert "checked" in answer.text
    assert not FitAnswer.objects.exists()
    assert (
        "Thank you"
        in client.post(page, {"open": "4", "useful": "5", "again": "3"}, follow=True).text
    )
    assert client.get(reverse("home:start")).status_code == 200


def test_the_report_asks_as_much_for_one_as_for_three():
    def asked(pairs):
        programme, _rows = world(pairs)
        coordinator = coordinator_of(programme)
        report_on(coordinator, programme, at=AT)
        with CaptureQueriesContext(connection) as found:
            report_on(coordinator, programme, at=AT)
        return len(found)

    assert asked(1) == asked(3)


def test_ties_share_the_mean_of_their_ranks():
    assert ranks([10, 20, 20, 5]) == [2, 3.5, 3.5, 1]
    assert spearman([1, 1, 1], [1, 2, 3]) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=30))
def test_the_correlation_is_the_one_of_an_independent_library(pairs):
    stats = pytest.importorskip("scipy.stats")
    one, other = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]
    ours = spearman(one, other)
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert ours is None
    else:
        assert isclose(ours, stats.spearmanr(one, other).statistic, abs_tol=1e-9)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 5)), max_size=40), st.integers(2, 6))
def test_what_is_shown_is_always_of_whole_batches(answers, limit):
    rows = [Said(rating, {"x": float(met)}) for met, rating in answers]
    for one in learnt(rows, limit=limit):
        for part in (one.met, one.unmet):
            assert part.count % limit == 0
            assert (part.mean is None) == (part.count == 0)


def test_little_is_never_called_sure():
    few = list(islice(cycle([Said(5, {"x": 1.0}), Said(1, {"x": 0.0})]), 2))
    [one] = learnt(few, limit=1)
    assert not one.sure
