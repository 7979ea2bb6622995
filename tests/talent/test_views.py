"""Pages: what each person sees and does; what is absent."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.audit.models import AuditEntry
from mentorhouse.programmes.actions import change_design
from mentorhouse.talent.actions import nominations as deeds
from mentorhouse.talent.actions import opportunities as openings
from mentorhouse.talent.models import Activity, Nomination, Nominator, Opportunity, Placement
from tests.factories import complete_design, make_mentor, make_user
from tests.talent.conftest import AT, TODAY, Scheme, an_opportunity, as_

pytestmark = pytest.mark.django_db
ONCE = "11111111-1111-4111-8111-111111111111"


def day_of(field, on):
    return {f"{field}_day": on.day, f"{field}_month": on.month, f"{field}_year": on.year}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def keeper(scheme):
    return as_(scheme.coordinator)


@pytest.fixture
def nominator(scheme):
    return as_(scheme.nominator)


@pytest.mark.requirement("R2.18")
def test_a_nomination_from_naming_the_nominator_to_the_nominees_own_wish(scheme, keeper):
    assert "Nobody is nominated yet" in text(keeper.get(scheme.page("nominations")))
    said = {"email": "new@example.org", "organisation": str(scheme.north.pk)}
    keeper.post(scheme.page("nominators"), said)
    named = Nominator.objects.get(user__email="new@example.org")
    assert "already" in text(keeper.post(scheme.page("nominators"), said))
    theirs = as_(named.user)
    ada = {"name": "Ada Person", "email": "ada@example.org", "why": "She sees far.", "grade": ""}
    assert "They will read it" in text(theirs.get(scheme.page("nominate")))
    theirs.post(scheme.page("nominate"), ada)
    assert "nominations already" in text(theirs.post(scheme.page("nominate"), ada))
    row = Nomination.objects.get()
    own = as_(row.nominee)
    page = scheme.page("nomination", row.pk)
    shown = text(own.get(page))
    assert "She sees far." in shown
    assert "up to you alone" in shown
    assert "Say that you wish this" not in text(theirs.get(page))
    assert "Record that they are taken on" not in text(keeper.get(page))
    assert own.get(scheme.page("state_wish", row.pk)).status_code == 200
    assert theirs.post(scheme.page("state_wish", row.pk)).status_code == 404
    own.post(scheme.page("state_wish", row.pk))
    assert "Record that they are taken on" in text(keeper.get(page))
    keeper.post(scheme.page("take_up", row.pk))
    assert Nomination.objects.get().state == "taken up"
    told = text(own.post(scheme.page("withdraw", row.pk), follow=True))
    assert "already taken up" in told
    keeper.post(scheme.page("remove_nominator", named.pk))
    assert theirs.get(scheme.page("nominations")).status_code == 404


def test_bad_input_is_told_and_kept(scheme, nominator):
    answer = nominator.post(
        scheme.page("nominate"), {"name": "", "email": "nonsense", "why": "Kept words"}
    )
    shown = text(answer)
    assert 'href="#id_email"' in shown
    assert "Kept words" in shown
    assert not Nomination.objects.exists()


@pytest.mark.requirement("R2.18")
def test_development_activities_are_kinds_titles_and_dates(scheme, nominator):
    row = scheme.nominate()
    own = as_(row.nominee)
    said = {"kind": "coaching", "title": "Ten talks"} | day_of("begins_on", date(2026, 9, 1))
    wrong = said | day_of("ends_on", date(2026, 8, 1))
    assert "before the first day" in text(own.post(scheme.page("add_activity", row.pk), wrong))
    own.post(scheme.page("add_activity", row.pk), said)
    activity = Activity.objects.get()
    address = scheme.page("activity", row.pk, activity.pk)
    assert "Ten talks" in text(nominator.get(address))
    nominator.post(address, said | {"done": "on"})
    assert Activity.objects.get().done
    assert "Ten talks" in text(as_(scheme.coordinator).get(scheme.page("nomination", row.pk)))
    assert as_(scheme.coordinator).get(address).status_code == 404
    own.post(scheme.page("remove_activity", row.pk, activity.pk))
    assert not Activity.objects.exists()
    own.post(scheme.page("withdraw", row.pk))
    told = text(own.post(scheme.page("add_activity", row.pk), said, follow=True))
    assert "nothing is added" in told


def test_a_nominator_sees_their_own_organisation_only(scheme, nominator, keeper):
    mine, theirs = scheme.nominate("Ada Person"), scheme.nominate("Bo Other", by=scheme.other)
    shown = text(nominator.get(scheme.page("nominations")))
    assert "Ada Person" in shown
    assert "Bo Other" not in shown
    assert nominator.get(scheme.page("nomination", theirs.pk)).status_code == 404
    both = text(keeper.get(scheme.page("nominations")))
    assert "Ada Person" in both
    assert "Bo Other" in both
    narrowed = text(keeper.get(f"{scheme.page('nominations')}?organisation={scheme.south.pk}"))
    assert "Ada Person" not in narrowed
    assert "Nobody fits" in text(keeper.get(f"{scheme.page('nominations')}?state=withdrawn"))
    assert "Nobody fits" in text(keeper.get(f"{scheme.page('nominations')}?search=Zed"))
    for stranger in (make_user(), make_mentor(scheme.programme).person.user, scheme.board_member()):
        for address in (scheme.page("nominations"), scheme.page("nomination", mine.pk)):
            assert as_(stranger).get(address).status_code == 404


@pytest.mark.requirement("R2.21")
def test_an_opportunity_from_listing_to_placement(scheme):
    theirs, row = as_(scheme.other), scheme.wishing("Ada Person")
    own = as_(row.nominee)
    assert "No opportunity is open" in text(own.get(scheme.page("opportunities")))
    said = {
        "once": ONCE, "version": 0, "title": "Shadow the chief", "kind": "shadowing",
        "offers": "A week at her side.", "how_to_ask": "Write to her office.",
        **day_of("begins_on", date(2027, 1, 4)), **day_of("open_until", date(2099, 1, 1)),
    }  # fmt: skip
    past = said | day_of("open_until", date(2026, 1, 1))
    assert "nobody can ask" in text(theirs.post(scheme.page("offer"), past))
    for _ in range(2):
        assert theirs.post(scheme.page("offer"), said).status_code == 302
    offered = Opportunity.objects.get()
    assert offered.organisation == scheme.south
    page = scheme.page("opportunity", offered.pk)
    assert "Shadow the chief" in text(own.get(scheme.page("opportunities")))
    shown = text(own.get(page))
    assert "I am interested" in shown
    assert "Who is interested" not in shown
    own.post(scheme.page("interest", offered.pk), {"interested": "yes"})
    assert "Ada Person" in text(theirs.get(page))
    assert "Ada Person" not in text(as_(scheme.nominator).get(page))
    taken = {"who": str(row.pk)} | day_of("begins_on", date(2027, 1, 4))
    assert "Ada Person" in text(theirs.get(scheme.page("place", offered.pk)))
    theirs.post(scheme.page("place", offered.pk), taken)
    again = text(theirs.post(scheme.page("place", offered.pk), taken, follow=True))
    assert "recorded already" in again
    placed = Placement.objects.get()
    theirs.post(scheme.page("move_placement", offered.pk, placed.pk, "begin"))
    assert Placement.objects.get().state == "under way"
    told = theirs.post(scheme.page("move_placement", offered.pk, placed.pk, "begin"), follow=True)
    assert "already under way" in text(told)
    nonsense = theirs.post(scheme.page("move_placement", offered.pk, placed.pk, "dance"))
    assert nonsense.status_code == 404
    assert "Under way" in text(own.get(scheme.page("nomination", row.pk)))
    own.post(scheme.page("interest", offered.pk), {"interested": "no"})
    assert not offered.interested.exists()


def test_an_opportunity_is_changed_and_closed_by_who_lists_it(scheme):
    theirs, offered = as_(scheme.other), scheme.offer()
    said = {
        "version": 1, "title": "Six months in policy", "kind": "secondment", "offers": "Lead.",
        "how_to_ask": "Write.", "once": ONCE,
        **day_of("begins_on", date(2027, 1, 4)), **day_of("open_until", date(2099, 12, 1)),
    }  # fmt: skip
    change = scheme.page("change", offered.pk)
    assert "Six months in finance" in text(theirs.get(change))
    assert theirs.post(change, said).status_code == 302
    late = theirs.post(change, said | {"title": "Another"})
    assert late.status_code == 409
    assert "Six months in policy" in text(late)
    assert theirs.post(change, said).status_code == 302  # the same form once more
    row = scheme.nominate()
    own = as_(row.nominee)
    assert "stated your own wish" in text(own.get(scheme.page("opportunity", offered.pk)))
    told = own.post(scheme.page("interest", offered.pk), {"interested": "yes"}, follow=True)
    assert "State your own wish" in text(told)
    deeds.state_wish(row, by=row.nominee, at=AT)
    assert "cannot be opened again" in text(theirs.get(scheme.page("close", offered.pk)))
    theirs.post(scheme.page("close", offered.pk))
    assert "No opportunity is open" in text(own.get(scheme.page("opportunities")))
    assert "policy" in text(theirs.get(f"{scheme.page('opportunities')}?closed=on"))
    assert "policy" not in text(own.get(f"{scheme.page('opportunities')}?closed=on"))
    told = own.post(scheme.page("interest", offered.pk), {"interested": "yes"}, follow=True)
    assert "closed by now" in text(told)


def test_opportunities_are_found_by_kind_title_and_organisation(scheme):
    own = as_(scheme.nominate().nominee)
    scheme.offer(title="Lead a project", kind="project")
    scheme.offer(title="Visit the coast", kind="visit", by=scheme.nominator, body=scheme.north)
    listed = scheme.page("opportunities")
    for asked in ("kind=project", "search=lead", f"organisation={scheme.south.pk}"):
        shown = text(own.get(f"{listed}?{asked}"))
        assert "Lead a project" in shown
        assert "Visit the coast" not in shown
    assert "No opportunity fits" in text(own.get(f"{listed}?kind=role"))


def test_only_nominees_say_that_they_are_interested(scheme, nominator):
    offered = scheme.offer()
    for client in (nominator, as_(scheme.coordinator)):
        assert client.post(scheme.page("interest", offered.pk)).status_code == 404
    for stranger in (make_user(), scheme.board_member()):
        assert as_(stranger).get(scheme.page("opportunities")).status_code == 404


@pytest.mark.requirement("R2.18")
def test_the_board_reads_names_and_numbers_and_opens_no_nomination(scheme):
    row = scheme.wishing("Ada Person")
    scheme.place(scheme.offer(), row)
    board = as_(scheme.board_member())
    shown = text(board.get(scheme.page("board")))
    assert "Ada Person" in shown
    assert "Placements in all: fewer than 5" in shown
    for secret in (row.email, row.why, "wish stated", "Head of unit"):
        assert secret not in shown
    for name in ("nomination", "withdraw"):
        assert board.get(scheme.page(name, row.pk)).status_code == 404
    assert board.get(scheme.page("export", "nominations", "csv")).status_code == 404
    shut = Scheme(sees_nominations=False)
    assert as_(shut.board_member()).get(shut.page("board")).status_code == 404
    assert as_(shut.coordinator).get(shut.page("board")).status_code == 200


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_lists_leave_as_files_without_reasons(scheme, keeper):
    row = scheme.wishing("=Ada Person", why="Secret reason")
    scheme.place(scheme.offer(title="@Finance"), row)
    people = rows_of(keeper.get(scheme.page("export", "nominations", "csv")))
    assert people[1][0] == "'=Ada Person"
    assert "Secret reason" not in str(people)
    offered = rows_of(keeper.get(scheme.page("export", "opportunities", "csv")))
    assert (offered[1][0], offered[1][-1]) == ("'@Finance", "1")
    placed = rows_of(keeper.get(scheme.page("export", "placements", "csv")))
    assert placed[1][-1] == "agreed"
    assert keeper.get(scheme.page("export", "placements", "xlsx")).content[:2] == b"PK"
    for part, kind in (("nominations", "pdf"), ("reasons", "csv")):
        assert keeper.get(scheme.page("export", part, kind)).status_code == 404
    assert AuditEntry.objects.filter(act="nomination.list_exported").count() == 4


def test_where_the_design_uses_no_nominations_there_is_no_page_or_link(scheme, keeper):
    row, offered = scheme.nominate(), scheme.offer()
    addresses = [
        scheme.page(name)
        for name in ("nominations", "nominate", "nominators", "board", "opportunities", "offer")
    ]
    addresses += [scheme.page("nomination", row.pk), scheme.page("opportunity", offered.pk)]
    people = (scheme.coordinator, scheme.nominator, row.nominee, scheme.board_member())
    opened = {a for a in addresses for who in people if as_(who).get(a).status_code == 200}
    assert opened == set(addresses)
    assert "Nominations" in text(keeper.get(addresses[0]))
    off = complete_design(mentees={"entry": "application"})
    change_design(scheme.programme, off, by=scheme.coordinator, at=AT)
    for who in people:
        for address in addresses:
            assert as_(who).get(address).status_code == 404, address


@pytest.mark.parametrize("name", ["nominations", "opportunities", "nominators", "board"])
def test_lists_take_the_same_number_of_queries_whatever_their_length(
    name, scheme, keeper, django_assert_num_queries
):
    def fill(number):
        row = scheme.wishing(f"Person{number} Name")
        scheme.place(scheme.offer(), row)
        scheme.name(scheme.north, f"nominator{number}@example.org")

    fill(1)
    keeper.get(scheme.page(name))
    with CaptureQueriesContext(connection) as one:
        keeper.get(scheme.page(name))
    fill(2)
    fill(3)
    with django_assert_num_queries(len(one)):
        assert keeper.get(scheme.page(name)).status_code == 200


def test_one_opportunity_takes_the_same_number_of_queries_whoever_is_interested(
    scheme, django_assert_num_queries
):
    theirs, offered = as_(scheme.other), scheme.offer()
    page = scheme.page("opportunity", offered.pk)
    scheme.place(offered, scheme.wishing())
    theirs.get(page)
    with CaptureQueriesContext(connection) as one:
        theirs.get(page)
    scheme.place(offered, scheme.wishing("Bo Other"))
    scheme.place(offered, scheme.wishing("Cy Third"))
    with django_assert_num_queries(len(one)):
        theirs.get(page)


def test_own_interest_in_what_is_closed_can_still_be_taken_back(scheme):
    offered, row = scheme.offer(), scheme.wishing()
    scheme.interested(offered, row)
    openings.change(offered, an_opportunity(open_until=TODAY), version=1, by=scheme.other, at=AT)
    openings.close(offered, by=scheme.other, at=AT)
    own = as_(row.nominee)
    assert "not interested any more" in text(own.get(scheme.page("opportunity", offered.pk)))
    deeds.withdraw(row, by=row.nominee, at=AT)
    assert own.get(scheme.page("opportunity", offered.pk)).status_code == 404
    assert own.get(scheme.page("nomination", row.pk)).status_code == 200
