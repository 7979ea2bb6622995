"""Pages: what each shows and does, what is kept on a refusal, what is absent."""

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from mentorhouse.audit.models import AuditEntry
from mentorhouse.finance.actions import claims as claim_actions
from mentorhouse.finance.models import Claim, Entry, FinancialPoint, Line, Source
from mentorhouse.finance.states import EntryKind
from mentorhouse.programmes.actions import change_design
from tests.factories import complete_design, make_mentee, make_mentor, make_person
from tests.finance.conftest import AT, DAY, PAYING, Books, a_line, as_

pytestmark = pytest.mark.django_db
ONCE = "11111111-1111-4111-8111-111111111111"


def day_of(field, on):
    return {f"{field}_day": on.day, f"{field}_month": on.month, f"{field}_year": on.year}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def keeper(books):
    return as_(books.coordinator)


@pytest.fixture
def claimant(books):
    return as_(books.mentor)


def test_the_overview_begins_empty_and_says_what_to_do(books, keeper):
    shown = text(keeper.get(books.page("budget")))
    assert "There is no budget line yet" in shown
    assert "0 claims wait" in shown
    assert "0 of 9 in place" in shown


def test_the_overview_shows_each_line_drawn_and_in_figures(books, keeper):
    line = books.line(planned="100.00", still="60.00")
    books.record(line, amount="50.00")
    shown = text(keeper.get(books.page("budget")))
    assert "Travel: planned £100, spent £50, committed £0, forecast £110" in shown
    assert "The forecast is £10 more than planned" in shown
    assert "Spent + committed + still expected" in shown
    assert "−£10" in shown
    assert " style=" not in shown


@pytest.mark.requirement("R2.10")
def test_a_line_is_planned_committed_paid_and_struck_out_in_the_browser(books, keeper):
    said = {"version": 0, "name": "Events", "planned": "£1,000", "still_expected": "", "note": ""}
    assert keeper.post(books.page("add_line"), said).status_code == 302
    line = Line.objects.get()
    entry = {"once": ONCE, "kind": "commitment", "amount": "120", "what": "Room"}
    assert keeper.post(books.page("record", line.pk), entry | day_of("on", DAY)).status_code == 302
    promised = Entry.objects.get()
    paid = {"amount": "118.50", "what": "Room"} | day_of("on", DAY)
    assert keeper.post(books.page("settle", promised.pk), paid).status_code == 302
    assert books.figures(line).actual == Decimal("118.50")
    payment = Entry.objects.get(kind="actual")
    keeper.post(books.page("strike_out", payment.pk), {"why": "Paid by others"})
    shown = text(keeper.get(books.page("line", line.pk)))
    assert "Struck out: Paid by others" in shown
    assert "Record as paid" in shown
    assert books.figures(line).actual == 0


def test_bad_input_is_told_where_it_is_and_nothing_is_half_saved(books, keeper):
    said = {"version": 0, "name": "", "planned": "-3", "still_expected": "1.234", "note": "Kept"}
    answer = keeper.post(books.page("add_line"), said)
    shown = text(answer)
    assert answer.status_code == 200
    for told in ("minus sign", "two digits", "Kept", 'href="#id_planned"', 'value="-3"'):
        assert told in shown
    assert not Line.objects.exists()
    source = {"once": ONCE, "version": 0, "funder": "F", "amount": "5", "cycle": "yearly"}
    answer = keeper.post(
        books.page("add_source"), source | {"state": "agreed"} | day_of("begins_on", DAY)
    )
    assert "until which it pays" in text(answer)
    assert not Source.objects.exists()


def test_a_taken_name_is_told_beside_the_box(books, keeper):
    line = books.line("Travel")
    said = {"version": 0, "name": "TRAVEL", "planned": "1", "still_expected": "", "note": ""}
    assert "of this name already" in text(keeper.post(books.page("add_line"), said))
    books.line("Events")
    again = said | {"version": 1, "name": "Events"}
    answer = keeper.post(books.page("change_line", line.pk), again)
    assert "of this name already" in text(answer)


def test_who_saves_second_sees_what_is_saved_and_keeps_what_was_typed(books, keeper):
    line = books.line("Travel", "500.00")
    mine = {"version": 1, "name": "Travel", "planned": "700", "still_expected": "", "note": ""}
    theirs = a_line("Travel", "650.00", "20.00")
    from mentorhouse.finance.actions import lines

    lines.change(line, theirs, version=1, by=books.coordinator, at=AT)
    answer = keeper.post(books.page("change_line", line.pk), mine)
    shown = text(answer)
    assert answer.status_code == 409
    assert "Planned amount £650" in shown
    assert 'value="700"' in shown
    assert 'name="version" value="2"' in shown
    assert keeper.post(books.page("change_line", line.pk), mine | {"version": 2}).status_code == 302
    assert Line.objects.get().planned == 700


def test_a_source_is_added_changed_and_removed(books, keeper):
    said = {
        "once": ONCE, "version": 0, "funder": "The Invented Foundation", "amount": "500",
        "cycle": "quarterly", "state": "hoped for",
        **day_of("begins_on", DAY), **day_of("ends_on", DAY.replace(year=2027, day=1)),
    }  # fmt: skip
    for _ in range(2):
        assert keeper.post(books.page("add_source"), said).status_code == 302
    source = Source.objects.get()
    shown = text(keeper.get(books.page("sources")))
    assert "£2,000" in shown
    assert "4 times" in shown
    answer = keeper.post(books.page("source", source.pk), said | {"version": 1, "state": "agreed"})
    assert answer.status_code == 302
    assert "<strong>£2,000</strong> agreed or received" in text(keeper.get(books.page("sources")))
    answer = keeper.post(books.page("source", source.pk), said | {"version": 1})
    assert answer.status_code == 409
    assert "Remove" in text(keeper.get(books.page("remove_source", source.pk)))
    keeper.post(books.page("remove_source", source.pk))
    assert not Source.objects.exists()


def test_a_line_with_entries_is_not_removed(books, keeper):
    line = books.line()
    books.record(line)
    shown = text(keeper.post(books.page("remove_line", line.pk), follow=True))
    assert "the books forget nothing" in shown
    empty = books.line("Events")
    assert keeper.get(books.page("remove_line", empty.pk)).status_code == 200
    keeper.post(books.page("remove_line", empty.pk))
    assert Line.objects.count() == 1


@pytest.mark.requirement("R2.10")
def test_the_nine_points_answer_themselves_and_take_evidence(books, keeper):
    shown = text(keeper.get(books.page("points")))
    assert "No source of funding is named yet." in shown
    books.source()
    books.line(still="0.00")
    shown = text(keeper.get(books.page("points")))
    assert "1 source of funding named." in shown
    assert "£2,000 agreed or received for £500 planned." in shown
    said = {"version": 0, "state": "yes", "evidence": "Minutes of May", "note": ""}
    assert keeper.post(books.page("point", "governance"), said).status_code == 302
    assert "Minutes of May" in text(keeper.get(books.page("points")))
    assert keeper.post(books.page("point", "governance"), said).status_code == 302  # once more
    said["evidence"] = "Minutes of June"
    answer = keeper.post(books.page("point", "governance"), said)
    assert answer.status_code == 409
    assert "Minutes of May" in text(answer)
    # What the books answer is not answered otherwise, except that it is not needed.
    assert "Select a valid choice" in text(keeper.post(books.page("point", "budget"), said))
    keeper.post(books.page("point", "budget"), said | {"state": "not needed"})
    assert "You said that it is not needed" in text(keeper.get(books.page("points")))
    assert FinancialPoint.objects.count() == 2


def claim_form(**changes):
    return {"once": ONCE, "kind": "parking", "amount": "4.50", "miles": "", "note": ""} | (
        day_of("on", timezone.localdate()) | changes
    )


@pytest.mark.requirement("R2.10")
def test_a_mentor_claims_and_a_co_ordinator_decides_in_the_browser(books, keeper, claimant):
    line = books.line()
    form = text(claimant.get(books.own("send_claim")))
    assert "Please name no mentee and nobody else" in form
    assert "Who can read this: you and the programme’s co-ordinators. Nobody else." in form
    for _ in range(2):
        assert claimant.post(books.own("send_claim"), claim_form()).status_code == 302
    claim = Claim.objects.get()
    assert "1 claim waits" in text(keeper.get(books.page("budget")))
    shown = text(keeper.get(books.page("claim", claim.pk)))
    assert books.part.person.name in shown
    assert AuditEntry.objects.filter(act="claim.read").count() == 1
    less = {"deed": "approve", "granted": "4", "line": str(line.pk), "words": ""}
    assert "Say kindly why" in text(keeper.post(books.page("claim", claim.pk), less))
    less["words"] = "The first hour is free."
    assert keeper.post(books.page("claim", claim.pk), less).status_code == 302
    mine = text(claimant.get(books.own("my_claim", claim.pk)))
    assert "The first hour is free." in mine
    keeper.post(books.page("paid", claim.pk), day_of("on", timezone.localdate()))
    assert "It is paid." in text(claimant.get(books.own("my_claim", claim.pk)))
    assert books.figures(line).actual == 4


def test_a_question_goes_back_and_forth(books, keeper, claimant):
    claim = books.claim()
    ask = {"deed": "ask", "granted": "", "line": "", "words": ""}
    assert "Write your question" in text(keeper.post(books.page("claim", claim.pk), ask))
    keeper.post(books.page("claim", claim.pk), ask | {"words": "Which day was it?"})
    assert "Which day was it?" in text(claimant.get(books.own("my_claim", claim.pk)))
    assert "Enter your answer" in text(
        claimant.post(books.own("my_claim", claim.pk), {"words": ""})
    )
    claimant.post(books.own("my_claim", claim.pk), {"words": "Monday"})
    assert "Monday" in text(keeper.get(books.page("claim", claim.pk)))
    told = text(claimant.post(books.own("my_claim", claim.pk), {"words": "x"}, follow=True))
    assert "no question to answer" in told


def test_a_decision_is_taken_back_and_a_claim_withdrawn(books, keeper, claimant):
    claim = books.claim()
    no = {"deed": "decline", "granted": "30", "line": "", "words": "Not this one, sorry."}
    keeper.post(books.page("claim", claim.pk), no)
    told = text(claimant.post(books.own("withdraw_claim", claim.pk), follow=True))
    assert "already declined" in told
    assert keeper.get(books.page("take_back", claim.pk)).status_code == 200
    keeper.post(books.page("take_back", claim.pk))
    assert "Decide" in text(keeper.get(books.page("claim", claim.pk)))
    claimant.post(books.own("withdraw_claim", claim.pk))
    assert Claim.objects.get().state == "withdrawn"
    paid = keeper.post(
        books.page("paid", claim.pk), day_of("on", timezone.localdate()), follow=True
    )
    assert "already withdrawn" in text(paid)
    again = text(keeper.post(books.page("take_back", claim.pk), follow=True))
    assert "already withdrawn" in again


def test_mileage_is_asked_for_in_miles_where_it_is_paid(books, claimant):
    assert "Each mile counts 45p" in text(claimant.get(books.own("send_claim")))
    both = claim_form(kind="mileage", miles="10")
    assert "Leave the amount empty" in text(claimant.post(books.own("send_claim"), both))
    claimant.post(books.own("send_claim"), both | {"amount": ""})
    assert Claim.objects.get().amount == Decimal("4.50")
    bare = Books(pence_per_mile=None)
    shown = text(as_(bare.mentor).get(bare.own("send_claim")))
    assert "Mileage" not in shown
    assert "Enter the amount" in text(
        as_(bare.mentor).post(bare.own("send_claim"), claim_form(amount=""))
    )


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"amount": "0"}, "more than nothing"),
        ({"amount": "lots"}, "for example 250"),
        ({"on_year": "2040"}, "future"),
        ({"on_year": "2020"}, "year ago"),
        ({"on_month": "13"}, "real one"),
        ({"kind": "first class"}, "valid choice"),
        ({"miles": "-4"}, "miles from 1 to 1500"),
    ],
)
def test_a_wrong_claim_is_told_kindly_and_kept(books, claimant, wrong, told):
    answer = claimant.post(books.own("send_claim"), claim_form(note="From A to B", **wrong))
    shown = text(answer)
    assert told in shown
    assert "From A to B" in shown
    assert not Claim.objects.exists()


@pytest.mark.requirement("R2.10")
def test_with_the_setting_off_there_is_no_page_and_what_was_claimed_stays(books, keeper, claimant):
    claim = books.claim()
    off = complete_design(expenses=PAYING | {"claims": False})
    change_design(books.programme, off, by=books.coordinator, at=AT)
    assert claimant.get(books.own("send_claim")).status_code == 404
    assert claimant.post(books.own("send_claim"), claim_form()).status_code == 404
    shown = text(claimant.get(books.own("my_claims")))
    assert "No new claims" in shown
    assert "send_claim" not in shown
    assert claimant.get(books.own("my_claim", claim.pk)).status_code == 200
    assert "switched off" in text(keeper.get(books.page("claims")))
    bare = Books(claims=False)
    assert as_(bare.mentor).get(bare.own("my_claims")).status_code == 404
    assert as_(bare.coordinator).get(bare.page("claims")).status_code == 404
    assert "Claims for expenses" not in text(as_(bare.coordinator).get(bare.page("budget")))


def test_another_mentor_sees_nothing_of_it(books):
    claim = books.claim()
    other = make_mentor(books.programme)
    theirs = as_(other.person.user)
    for name, *args in (("my_claims",), ("send_claim",), ("my_claim", claim.pk)):
        assert theirs.get(books.own(name, *args)).status_code == 404
    mine = Books.own
    books.part = other
    assert theirs.get(mine(books, "my_claims")).status_code == 200
    assert theirs.get(mine(books, "my_claim", claim.pk)).status_code == 404
    mentee = make_mentee(books.programme)
    books.part = mentee
    assert as_(mentee.person.user).get(books.own("my_claims")).status_code == 404


def test_a_co_ordinator_who_mentors_is_led_to_a_colleague(books, keeper):
    books.part = make_mentor(books.programme, books.coordinator.person)
    books.mentor = books.coordinator
    claim = books.claim()
    shown = text(keeper.get(books.page("claim", claim.pk)))
    assert "Another co-ordinator has to decide" in shown
    assert "Save the decision" not in shown
    answer = keeper.post(books.page("paid", claim.pk), day_of("on", DAY), follow=True)
    assert "your own claim" in text(answer)


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_budget_entries_sources_and_claims_leave_as_files(books, keeper):
    line = books.line("=Travel", planned="100.00")
    books.record(line, EntryKind.COMMITMENT, "12.50", "@Room")
    books.source(funder="+Fund")
    books.claim("7.25")
    lines = rows_of(keeper.get(books.page("export", "lines", "csv")))
    assert lines[1] == ["'=Travel", "100.00", "0.00", "12.50", "", "12.50", "87.50"]
    assert lines[2][0] == "Total"
    entries = rows_of(keeper.get(books.page("export", "entries", "csv")))
    assert entries[1][:2] == ["'=Travel", "commitment"]
    assert entries[1][5] == "'@Room"
    assert rows_of(keeper.get(books.page("export", "sources", "csv")))[1][0] == "'+Fund"
    claims = rows_of(keeper.get(books.page("export", "claims", "csv")))
    assert claims[1][0] == books.part.person.name
    address = books.page("export", "claims", "csv")
    assert len(rows_of(keeper.get(f"{address}?state=paid"))) == 1
    sheet = keeper.get(books.page("export", "lines", "xlsx"))
    assert sheet.content[:2] == b"PK"
    for part, kind in (("lines", "pdf"), ("people", "csv")):
        assert keeper.get(books.page("export", part, kind)).status_code == 404
    assert AuditEntry.objects.filter(act="budget.exported").count() == 6


def test_claims_are_found_by_state_name_and_date(books, keeper):
    first, second = books.claim("11.00"), books.claim("22.00")
    claim_actions.decline(second, "No.", by=books.coordinator, at=AT)
    listed = books.page("claims")
    shown = text(keeper.get(f"{listed}?state=undecided"))
    assert "£11" in shown
    assert "£22" not in shown
    assert "No claim fits" in text(keeper.get(f"{listed}?search=Nobody"))
    assert "No claim fits" in text(
        keeper.get(f"{listed}?since_day=1&since_month=1&since_year=2030")
    )
    assert "£22" in text(keeper.get(f"{listed}?until_day=1&until_month=1&until_year=2030"))
    assert "£11" in text(keeper.get(f"{listed}?state=nonsense"))
    assert first.state == "sent"


@pytest.mark.parametrize("name", ["budget", "claims", "sources", "points"])
def test_lists_take_the_same_number_of_queries_whatever_their_length(
    name, books, keeper, django_assert_num_queries
):
    def fill(number):
        line = books.line(f"Line {number}")
        books.record(line)
        books.source()
        part = make_mentor(books.programme, make_person())
        books.part, books.mentor = part, part.person.user
        books.claim()

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill(1)
    keeper.get(books.page(name))
    with CaptureQueriesContext(connection) as one:
        keeper.get(books.page(name))
    fill(2)
    fill(3)
    with django_assert_num_queries(len(one)):
        assert keeper.get(books.page(name)).status_code == 200


def test_own_claims_take_the_same_number_of_queries_whatever_their_length(
    books, claimant, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    books.claim()
    claimant.get(books.own("my_claims"))
    with CaptureQueriesContext(connection) as one:
        claimant.get(books.own("my_claims"))
    books.claim()
    books.claim()
    with django_assert_num_queries(len(one)):
        claimant.get(books.own("my_claims"))


def test_in_the_archive_the_books_are_read_and_not_changed(books, keeper):
    line, source, claim = books.line(), books.source(), books.claim()
    promised = books.record(line, EntryKind.COMMITMENT)
    books.programme.state = "archived"
    books.programme.save()
    plan = {"version": 1, "name": "New", "planned": "1", "still_expected": "", "note": ""}
    fact = {"once": ONCE, "kind": "actual", "amount": "9", "what": "Room"} | day_of("on", DAY)
    money = {
        "once": ONCE, "version": 1, "funder": "F", "amount": "5", "cycle": "one-off",
        "state": "agreed", **day_of("begins_on", DAY),
    }  # fmt: skip
    deeds = (
        ("add_line", (), plan), ("change_line", (line.pk,), plan), ("remove_line", (line.pk,), {}),
        ("record", (line.pk,), fact), ("settle", (promised.pk,), fact),
        ("strike_out", (promised.pk,), {"why": "x"}), ("add_source", (), money),
        ("source", (source.pk,), money), ("remove_source", (source.pk,), {}),
        ("point", ("governance",), {"version": 0, "state": "yes"}),
        ("claim", (claim.pk,), {"deed": "decline", "words": "No."}),
    )  # fmt: skip
    for name, parts, said in deeds:
        shown = text(keeper.post(books.page(name, *parts), said, follow=True))
        assert "is in the archive" in shown, name
    assert (Line.objects.get().name, Source.objects.get().version) == ("Travel", 1)
    assert keeper.get(books.page("budget")).status_code == 200


def test_visitors_are_asked_to_sign_in(books):
    assert Client().get(books.page("budget"))["Location"].startswith("/account/login/")
