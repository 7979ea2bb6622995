"""Deeds on the books and on claims: who may, what counts, what is kept."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.finance.actions import claims, entries, lines, sources
from mentorhouse.finance.actions.claims import Expenditure, OwnClaim
from mentorhouse.finance.actions.entries import Fact
from mentorhouse.finance.models import Claim, Entry, FinancialPoint, Line, Source
from mentorhouse.finance.rules.claims import Expense
from mentorhouse.finance.states import EntryKind
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.actions import change_design
from tests.factories import complete_design, make_mentee, make_mentor, make_user
from tests.finance.conftest import AT, DAY, PAYING, Books, a_line, a_source

pytestmark = pytest.mark.django_db


def letters(kind):
    return [row.to_id for row in OutboxLetter.objects.filter(kind=kind)]


def last_act():
    return AuditEntry.objects.order_by("-sequence").first().act


@pytest.mark.requirement("R2.10")
def test_an_approved_claim_changes_actuals_and_forecast(books):
    line = books.line(still="100.00")
    before = books.figures(line)
    books.approve(books.claim("30.00"), line)
    after = books.figures(line)
    assert (before.actual, before.forecast) == (0, 100)
    assert (after.actual, after.forecast) == (Decimal("30.00"), Decimal("130.00"))
    assert letters("claim.decided") == [books.mentor.pk]
    assert last_act() == "claim.approved"


def test_a_commitment_counts_until_it_is_paid_and_then_what_was_paid(books):
    line = books.line()
    promised = books.record(line, EntryKind.COMMITMENT, "80.00")
    assert books.figures(line).committed == 80
    fact = Fact(DAY, Decimal("75.50"), "Room")
    payment = entries.settle(promised, fact, by=books.coordinator, at=AT)
    figures = books.figures(line)
    assert (figures.committed, figures.actual) == (0, Decimal("75.50"))
    with pytest.raises(NotNow, match="already paid"):
        entries.settle(promised, fact, by=books.coordinator, at=AT)
    entries.strike_out(payment, "Wrong room", by=books.coordinator, at=AT)
    figures = books.figures(line)
    assert (figures.committed, figures.actual) == (80, 0)
    entries.settle(promised, fact, by=books.coordinator, at=AT)
    assert books.figures(line).actual == Decimal("75.50")


def test_an_entry_that_is_struck_out_stays_and_counts_no_longer(books):
    line = books.line()
    entry = books.record(line)
    entries.strike_out(entry, "Typed twice", by=books.coordinator, at=AT)
    assert books.figures(line).actual == 0
    row = Entry.objects.get()
    assert (row.state, row.struck_out_why) == ("struck out", "Typed twice")
    with pytest.raises(NotNow, match="struck out"):
        entries.strike_out(entry, "Again", by=books.coordinator, at=AT)


def test_a_form_that_is_sent_twice_counts_once(books):
    once, line = uuid4(), books.line()
    assert books.record(line, once=once) == books.record(line, once=once)
    assert books.claim(once=once) == books.claim(once=once)
    said = a_source()
    for _ in range(2):
        sources.add(books.programme, said, once=once, by=books.coordinator, at=AT)
    assert (Entry.objects.count(), Claim.objects.count(), Source.objects.count()) == (1, 1, 1)


def test_the_name_of_a_form_opens_nothing_of_others(books):
    other, once = Books(), uuid4()
    theirs = other.line()
    other.record(theirs, once=once)
    other.claim(once=once)
    sources.add(other.programme, a_source(), once=once, by=other.coordinator, at=AT)
    with pytest.raises(NotVisible):
        books.record(books.line(), once=once)
    with pytest.raises(NotVisible):
        books.claim(once=once)
    with pytest.raises(NotVisible):
        sources.add(books.programme, a_source(), once=once, by=books.coordinator, at=AT)


def test_sums_are_exact(books):
    line = books.line()
    for _ in range(10):
        books.record(line, amount="0.10")
    assert str(books.figures(line).actual) == "1.00"


def test_a_name_of_a_line_is_taken_once(books):
    line = books.line("Travel")
    with pytest.raises(lines.NameTaken):
        books.line(" travel ")
    other = books.line("Events")
    with pytest.raises(lines.NameTaken):
        lines.change(other, a_line("TRAVEL"), version=1, by=books.coordinator, at=AT)
    lines.change(line, a_line("Travel", "600.00"), version=1, by=books.coordinator, at=AT)
    assert Line.objects.get(pk=line.pk).planned == 600


def test_of_two_who_change_a_line_or_source_or_point_the_second_is_told(books):
    line, source = books.line(), books.source()
    by = books.coordinator
    lines.change(line, a_line("Trains"), version=1, by=by, at=AT)
    with pytest.raises(ChangedMeanwhile):
        lines.change(line, a_line("Buses"), version=1, by=by, at=AT)
    sources.change(source, a_source(state="received"), version=1, by=by, at=AT)
    with pytest.raises(ChangedMeanwhile):
        sources.change(source, a_source(), version=1, by=by, at=AT)
    said = {"state": "yes", "evidence": "Minutes of May", "note": ""}
    lines.answer_point(books.programme, "governance", said, version=0, by=by, at=AT)
    with pytest.raises(ChangedMeanwhile):
        lines.answer_point(books.programme, "governance", said, version=0, by=by, at=AT)
    assert FinancialPoint.objects.get().evidence == "Minutes of May"


def test_only_an_empty_line_is_removed(books):
    line, empty = books.line(), books.line("Events")
    books.record(line)
    with pytest.raises(NotNow, match="forget nothing"):
        lines.remove(line, by=books.coordinator, at=AT)
    lines.remove(empty, by=books.coordinator, at=AT)
    assert Line.objects.get() == line
    with pytest.raises(NotVisible):
        books.record(empty)


def test_a_source_that_was_a_mistake_is_removed(books):
    sources.remove(books.source(), by=books.coordinator, at=AT)
    assert not Source.objects.exists()
    assert last_act() == "budget.source_removed"


def test_less_is_approved_with_a_reason_and_never_more(books):
    line, claim = books.line(), books.claim("30.00")
    with pytest.raises(NotNow, match="kindly why"):
        books.approve(claim, line, "20.00")
    with pytest.raises(NotNow, match="no more"):
        books.approve(claim, line, "31.00", reason="x")
    row = books.approve(claim, line, "20.00", reason="Second class is paid.")
    assert (row.granted, row.state) == (20, "approved")
    assert books.figures(line).actual == 20


def test_a_question_is_asked_and_answered(books):
    claim = books.claim()
    claims.ask(claim, "Which day?", by=books.coordinator, at=AT)
    assert letters("claim.decided") == [books.mentor.pk]
    row = claims.answer(claim, "Monday.", by=books.mentor, at=AT)
    assert (row.state, row.question, row.answer) == ("sent", "Which day?", "Monday.")
    assert letters("claim.to_decide") == [books.coordinator.pk] * 2
    with pytest.raises(NotNow):
        claims.answer(claim, "Again.", by=books.mentor, at=AT)


def test_a_decision_is_taken_back_while_nothing_is_paid(books):
    line, claim = books.line(), books.claim("30.00")
    books.approve(claim, line)
    claims.take_back(claim, by=books.coordinator, at=AT)
    assert books.figures(line).actual == 0
    books.approve(claim, line)
    assert books.figures(line).actual == 30
    claims.pay(claim, on=DAY, by=books.coordinator, at=AT)
    with pytest.raises(NotNow, match="already paid"):
        claims.take_back(claim, by=books.coordinator, at=AT)


def test_what_came_from_a_claim_is_not_struck_out_by_itself(books):
    line = books.line()
    books.approve(books.claim(), line)
    with pytest.raises(NotNow, match="comes from a claim"):
        entries.strike_out(Entry.objects.get(), "x", by=books.coordinator, at=AT)


def test_a_claimant_takes_it_back_until_it_is_decided(books):
    claim, late = books.claim(), books.claim()
    claims.withdraw(claim, by=books.mentor, at=AT)
    with pytest.raises(NotNow, match="already withdrawn"):
        books.approve(claim, books.line())
    claims.decline(late, "It was before the programme began.", by=books.coordinator, at=AT)
    with pytest.raises(NotNow, match="already declined"):
        claims.withdraw(late, by=books.mentor, at=AT)


def test_nobody_decides_about_their_own_money(books):
    books.part = make_mentor(books.programme, books.coordinator.person)
    books.mentor = books.coordinator
    claim, line = books.claim(), books.line()
    for deed in (
        lambda: books.approve(claim, line),
        lambda: claims.decline(claim, "x", by=books.coordinator, at=AT),
        lambda: claims.ask(claim, "x", by=books.coordinator, at=AT),
        lambda: claims.pay(claim, on=DAY, by=books.coordinator, at=AT),
    ):
        with pytest.raises(OwnClaim, match="Another co-ordinator"):
            deed()
    assert letters("claim.to_decide") == []
    books.approve(claim, line, by=books.second_coordinator())
    assert books.figures(line).actual == 30


def test_mileage_is_paid_at_the_rate_of_that_day(books):
    spent = Expenditure(DAY, Expense.MILEAGE, miles=Decimal("20.0"))
    claim = claims.send(books.part, spent, once=uuid4(), by=books.mentor, at=AT)
    assert (claim.amount, claim.per_mile_pence) == (9, 45)
    bare = Books(pence_per_mile=None)
    with pytest.raises(NotNow, match="does not pay mileage"):
        claims.send(bare.part, spent, once=uuid4(), by=bare.mentor, at=AT)


@pytest.mark.requirement("R2.10")
def test_with_the_setting_off_nobody_claims_and_what_was_claimed_is_decided(books):
    claim, line = books.claim(), books.line()
    off = complete_design(expenses=PAYING | {"claims": False})
    change_design(books.programme, off, by=books.coordinator, at=AT)
    with pytest.raises(NotVisible):
        books.claim()
    books.approve(claim, line)
    assert books.figures(line).actual == 30


def test_in_the_archive_nobody_claims_any_more(books):
    books.programme.state = "closed"
    books.programme.save()
    assert books.claim()
    books.programme.state = "archived"
    books.programme.save()
    with pytest.raises(NotVisible):
        books.claim()


def test_only_mentors_who_take_part_claim(books):
    for part in (make_mentee(books.programme), make_mentor(Books(claims=False).programme)):
        spent = Expenditure(DAY, Expense.PARKING, Decimal(3))
        with pytest.raises(NotVisible):
            claims.send(part, spent, once=uuid4(), by=part.person.user, at=AT)


def test_nobody_else_keeps_the_books_or_decides(books):
    line, claim, source = books.line(), books.claim(), books.source()
    entry = books.record(line)
    for by in (make_user(), books.mentor, Books().coordinator):
        for deed in (
            lambda by=by: lines.add(books.programme, a_line("X"), by=by, at=AT),
            lambda by=by: lines.change(line, a_line("X"), version=1, by=by, at=AT),
            lambda by=by: lines.remove(line, by=by, at=AT),
            lambda by=by: sources.add(books.programme, a_source(), once=uuid4(), by=by, at=AT),
            lambda by=by: sources.change(source, a_source(), version=1, by=by, at=AT),
            lambda by=by: sources.remove(source, by=by, at=AT),
            lambda by=by: entries.strike_out(entry, "x", by=by, at=AT),
            lambda by=by: entries.note_export(books.programme, what="x", count=1, by=by, at=AT),
            lambda by=by: books.approve(claim, line, by=by),
            lambda by=by: claims.decline(claim, "x", by=by, at=AT),
            lambda by=by: claims.take_back(claim, by=by, at=AT),
            lambda by=by: lines.answer_point(books.programme, "plan", {}, version=0, by=by, at=AT),
        ):
            with pytest.raises(NotVisible):
                deed()
    with pytest.raises(NotVisible):
        claims.withdraw(claim, by=books.coordinator, at=AT)


def test_a_claim_counts_on_a_line_of_its_own_programme_only(books):
    with pytest.raises(NotVisible):
        books.approve(books.claim(), Books().line())
    assert Claim.objects.get(participation=books.part).state == "sent"


@pytest.mark.parametrize("amount", ["0", "-1", "10000000"])
def test_the_database_refuses_absurd_amounts(books, amount):
    entry = books.record(books.line())
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(amount=Decimal(amount))


def test_the_database_counts_a_claim_once(books):
    line = books.line()
    books.approve(books.claim(), line)
    entry = Entry.objects.get()
    entry.pk, entry._state.adding = uuid4(), True
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
