"""Money as people type it, the figures of a budget, claims, and the nine points."""

from datetime import date
from decimal import Decimal

import pytest

from mentorhouse.finance.rules import budget, claims, points
from mentorhouse.finance.rules.budget import Funding, LineFigures
from mentorhouse.finance.rules.claims import Expense
from mentorhouse.finance.rules.money import NotMoney, from_pence, in_pence, read_pounds
from mentorhouse.finance.states import Cycle, PointState, SourceState

D = Decimal


@pytest.mark.parametrize(
    "typed, amount",
    [
        ("250", "250.00"),
        ("£1,250.5", "1250.50"),
        (" 0.01 ", "0.01"),
        ("12.50", "12.50"),
        ("9999999.99", "9999999.99"),
        (".50", "0.50"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, amount):
    assert str(read_pounds(typed)) == amount


@pytest.mark.parametrize(
    "typed, told",
    [
        ("-5", "minus sign"),
        ("−5", "minus sign"),
        ("(5)", "minus sign"),
        ("0", "more than nothing"),
        ("0.00", "more than nothing"),
        ("1.234", "two digits"),
        ("1.", "two digits"),
        ("ten", "for example 250"),
        ("1e5", "for example 250"),
        ("NaN", "for example 250"),
        ("٣", "for example 250"),
        ("", "for example 250"),
        (".", "for example 250"),
        ("10000000", "no more than £9,999,999.99"),
        ("9" * 40, "no more than £9,999,999.99"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_remedy(typed, told):
    with pytest.raises(NotMoney, match=told):
        read_pounds(typed)


def test_nothing_may_be_planned_but_not_spent():
    assert read_pounds("0", nothing_too=True) == 0


def test_pence_are_exact():
    assert in_pence(D("0.29")) == 29
    assert from_pence(in_pence(D("1234567.89"))) == D("1234567.89")
    with pytest.raises(ValueError, match="parts of a penny"):
        in_pence(D("0.005"))


def line(**changes):
    return LineFigures("Travel", **{"planned": D("100.00")} | changes)


@pytest.mark.requirement("R2.10")
def test_the_forecast_is_spent_and_committed_and_still_expected():
    one = line(actual=D("20.00"), committed=D("30.00"), still=D("60.00"))
    assert one.forecast == D("110.00")
    assert one.left == D("-10.00")
    assert one.over
    assert line(actual=D("20.00")).forecast == D("20.00")
    whole = budget.total([one, line()])
    assert (whole.planned, whole.forecast, whole.still) == (200, 110, 60)
    assert budget.total([line()]).still is None


def test_bars_share_one_scale():
    long, short = budget.bars([line(planned=D("200.00")), line(actual=D("50.00"))])
    assert (long.planned, short.planned, short.actual) == (1000, 500, 250)
    assert budget.bars([line(planned=D(0))])[0].planned == 0
    assert budget.bars([]) == []


@pytest.mark.parametrize(
    "cycle, first, last, times",
    [
        (Cycle.ONE_OFF, date(2026, 4, 1), None, 1),
        (Cycle.ONE_OFF, date(2026, 4, 1), date(2030, 4, 1), 1),
        (Cycle.YEARLY, date(2026, 4, 1), date(2028, 3, 31), 2),
        (Cycle.YEARLY, date(2026, 4, 1), date(2028, 4, 1), 3),
        (Cycle.QUARTERLY, date(2026, 1, 31), date(2026, 12, 31), 4),
        (Cycle.HALF_YEARLY, date(2026, 1, 1), date(2026, 12, 31), 2),
        (Cycle.MONTHLY, date(2026, 1, 15), date(2026, 1, 20), 1),
    ],
)
def test_payments_are_counted_by_the_cycle(cycle, first, last, times):
    assert budget.payments(cycle, first, last) == times


def test_a_period_has_to_make_sense():
    first = date(2026, 4, 1)
    assert budget.period_problem(Cycle.ONE_OFF, first, None) == ""
    assert "until which" in budget.period_problem(Cycle.YEARLY, first, None)
    assert "before the first" in budget.period_problem(Cycle.YEARLY, first, date(2026, 3, 1))
    assert "20 years" in budget.period_problem(Cycle.YEARLY, first, date(2050, 3, 1))


def test_miles_are_worth_whole_pence():
    assert claims.for_miles(D("12.5"), 45) == D("5.63")
    assert claims.for_miles(D("1.0"), 1) == D("0.01")


def test_a_claim_is_recent():
    today = date(2026, 11, 3)
    assert claims.date_problem(today, today=today) == ""
    assert "future" in claims.date_problem(date(2026, 11, 4), today=today)
    assert "year ago" in claims.date_problem(date(2025, 11, 1), today=today)


def test_a_claim_names_an_amount_or_miles():
    problem = claims.claimed_problem
    assert problem(Expense.PARKING, D(3), None) is None
    assert problem(Expense.MILEAGE, None, D(3)) is None
    assert problem(Expense.PARKING, None, None)[0] == "amount"
    assert problem(Expense.PARKING, D(3), D(3))[0] == "miles"
    assert problem(Expense.MILEAGE, None, None)[0] == "miles"
    assert problem(Expense.MILEAGE, D(3), D(3))[0] == "amount"


def test_less_is_granted_only_with_a_reason():
    problem = claims.grant_problem
    assert problem(D(30), D(30), "") is None
    assert problem(D(30), D(20), "First class is not paid.") is None
    assert problem(D(30), D(20), " ")[0] == "words"
    assert problem(D(30), D(31), "x")[0] == "granted"
    assert problem(D(30), D(0), "x")[0] == "granted"


TODAY = date(2026, 11, 3)


def source(state=SourceState.AGREED, amount="100.00", last=date(2028, 1, 1)):
    return Funding("F", D(amount), Cycle.ONE_OFF, date(2026, 4, 1), last, state)


def books(*, lines=(), sources=(), entries=0, bookkeepers=1):
    return points.Books(lines, sources, entries, bookkeepers, TODAY)


@pytest.mark.requirement("R2.10")
@pytest.mark.parametrize(
    "key, kept, expected",
    [
        ("plan", books(), "no"),
        ("plan", books(lines=[line(), line(still=D(0))]), "partly"),
        ("plan", books(lines=[line(still=D(0))]), "yes"),
        ("budget", books(), "no"),
        ("budget", books(lines=[line()]), "yes"),
        ("level", books(), "no"),
        ("level", books(sources=[source(SourceState.HOPED_FOR)]), "partly"),
        ("level", books(sources=[source(SourceState.RECEIVED)]), "yes"),
        ("sources", books(), "no"),
        ("sources", books(sources=[source()]), "yes"),
        ("cycles", books(), "no"),
        ("cycles", books(sources=[source()]), "yes"),
        ("cycles", books(sources=[source(last=date(2026, 12, 1))]), "partly"),
        ("whole_life", books(), "no"),
        ("whole_life", books(lines=[line()]), "no"),
        ("whole_life", books(lines=[line()], sources=[source(amount="50.00")]), "partly"),
        ("whole_life", books(lines=[line()], sources=[source(SourceState.HOPED_FOR)]), "no"),
        ("whole_life", books(lines=[line()], sources=[source()]), "yes"),
        ("controls", books(), "partly"),
        ("controls", books(bookkeepers=2), "yes"),
        ("day_to_day", books(entries=1), "yes"),
    ],
)
def test_the_books_answer_what_they_can_with_a_reason(key, kept, expected):
    found = points.answer(key, kept)
    assert found.state == expected
    assert found.reason.endswith(".")


def test_there_are_nine_points_and_people_answer_the_rest():
    assert len(points.POINTS) == 9 == len(points.BY_KEY)
    assert points.answer("governance", books()) is None
    assert points.answer("day_to_day", books()) is None


def test_a_person_may_say_that_a_point_is_not_needed_and_nothing_else_against_the_books():
    answered = points.answer("budget", books())
    assert points.standing(answered, PointState.YES) == "no"
    assert points.standing(answered, None) == "no"
    assert points.standing(answered, PointState.NOT_NEEDED) == "not needed"
    assert points.standing(None, PointState.PARTLY) == "partly"
    assert points.standing(None, None) is None
