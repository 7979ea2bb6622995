"""What the programme's own life leaves room for: nothing too soon, nothing new at the end."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Programme
from mentorhouse.talent.actions import activities, nominations, opportunities
from mentorhouse.talent.actions.activities import Fact
from mentorhouse.talent.models import Nomination, Nominator
from mentorhouse.talent.states import ActivityKind, PlacementMove
from tests.factories import make_user
from tests.talent.conftest import AT, TODAY, an_opportunity, as_

pytestmark = pytest.mark.django_db
COURSE = Fact(ActivityKind.FORMAL_TRAINING, "Leading change", date(2026, 9, 1))
ENDS = ("closing", "closed", "archived")
NEW = (
    "nominator", "nominate", "wish", "take_up", "offer", "interest",
)  # fmt: skip
BEGUN = (
    "remove_nominator", "withdraw", "enter", "change_activity", "remove_activity",
    "change", "close", "take_back", "place", "move",
)  # fmt: skip


class Begun:
    """Something of everything, made while the programme recruits, and each deed on it."""

    def __init__(self, scheme):
        self.scheme = scheme
        self.asked = scheme.nominate("Nell Asked")
        self.wishing = scheme.wishing("Will Wishing")
        self.placed = scheme.wishing("Pam Placed")
        self.offered = scheme.offer()
        self.placement = scheme.place(self.offered, self.placed)
        scheme.interested(self.offered, self.wishing)
        self.activity = activities.enter(self.asked, COURSE, by=self.asked.nominee, at=AT)
        self.named = Nominator.objects.get(user=scheme.nominator)
        self.second = scheme.offer(title="Another")

    def stand(self, state):
        Programme.objects.filter(pk=self.scheme.programme.pk).update(state=state)
        self.scheme.programme.refresh_from_db()

    def deeds(self, by=None):
        scheme, nominee = self.scheme, by or self.asked.nominee
        other, keeper = by or scheme.other, by or scheme.coordinator
        own = {"by": other, "at": AT}
        run = {"by": keeper, "at": AT}
        mine = {"by": nominee, "at": AT}
        theirs = {"by": by or self.wishing.nominee, "at": AT}
        acts, noms, opps = activities, nominations, opportunities
        return {
            "nominator": lambda: noms.name_nominator(
                scheme.programme, "new@example.org", scheme.north, **run
            ),
            "nominate": lambda: scheme.nominate("New Person", by=by),
            "wish": lambda: noms.state_wish(self.asked, **mine),
            "take_up": lambda: noms.take_up(self.wishing, **run),
            "offer": lambda: opps.offer(
                scheme.programme, scheme.south, an_opportunity(), once=uuid4(), **own
            ),
            "interest": lambda: opps.say_interested(
                self.second, self.wishing, today=TODAY, **theirs
            ),
            "remove_nominator": lambda: noms.remove_nominator(self.named, **run),
            "withdraw": lambda: noms.withdraw(self.asked, **mine),
            "enter": lambda: acts.enter(
                self.asked, Fact(COURSE.kind, "Another", COURSE.begins_on), **mine
            ),
            "change_activity": lambda: acts.change(self.activity, COURSE, **mine),
            "remove_activity": lambda: acts.remove(self.activity, **mine),
            "change": lambda: opps.change(self.offered, an_opportunity(), version=1, **own),
            "close": lambda: opps.close(self.offered, **own),
            "take_back": lambda: opps.take_interest_back(self.offered, self.wishing, **theirs),
            "place": lambda: opps.place(self.offered, self.wishing, TODAY, None, **own),
            "move": lambda: opps.move_placement(self.placement, PlacementMove.BEGIN, **own),
        }


@pytest.fixture
def begun(scheme):
    return Begun(scheme)


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize("deed", NEW)
@pytest.mark.parametrize("state", ["draft", *ENDS])
def test_nothing_new_comes_before_recruitment_or_at_the_end(begun, deed, state):
    begun.stand(state)
    before = (AuditEntry.objects.count(), OutboxLetter.objects.count())
    words = "Recruitment is not open" if state == "draft" else "write to a co-ordinator"
    with pytest.raises(NotNow, match=words):
        begun.deeds()[deed]()
    assert (AuditEntry.objects.count(), OutboxLetter.objects.count()) == before


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize("deed", BEGUN)
def test_what_had_begun_is_carried_to_its_end_but_not_in_the_archive(begun, deed):
    begun.stand("archived")
    before = AuditEntry.objects.count()
    with pytest.raises(NotNow, match="in the archive"):
        begun.deeds()[deed]()
    assert AuditEntry.objects.count() == before
    begun.stand("closed")
    begun.deeds()[deed]()
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.parametrize("deed", [*NEW, *BEGUN])
def test_a_stranger_is_not_told_how_the_programme_stands(begun, deed):
    begun.stand("archived")
    with pytest.raises(NotVisible):
        begun.deeds(by=make_user())[deed]()


@pytest.mark.parametrize("state", ["recruiting", "matching", "running"])
def test_nominating_goes_on_while_people_are_brought_in(begun, state):
    begun.stand(state)
    for deed in NEW:
        before = AuditEntry.objects.count()
        begun.deeds()[deed]()
        assert AuditEntry.objects.count() > before, deed


def day(field, on):
    return {f"{field}_day": on.day, f"{field}_month": on.month, f"{field}_year": on.year}


@pytest.mark.requirement("R2.17")
def test_every_page_tells_the_archive_kindly_and_keeps_what_was_typed(begun):
    scheme = begun.scheme
    begun.stand("archived")
    keeper, theirs = as_(scheme.coordinator), as_(scheme.other)
    own, wishing = as_(begun.asked.nominee), as_(begun.wishing.nominee)
    kept = {"title": "Kept words", "kind": "coaching", **day("begins_on", TODAY)}
    listed = {
        "once": str(uuid4()), "version": 1, "offers": "Kept offer", "how_to_ask": "Write.",
        **kept, "kind": "visit", **day("open_until", date(2099, 1, 1)),
    }  # fmt: skip
    asked, offered = begun.asked.pk, begun.offered.pk
    person = {"name": "Ada", "email": "ada@example.org", "why": "Kept words", "grade": ""}
    placed = {"who": str(begun.wishing.pk), **day("begins_on", TODAY)}
    told = (
        (scheme.page("nominate"), theirs, person, "Kept words"),
        (scheme.page("nominators"), keeper,
         {"email": "new@example.org", "organisation": str(scheme.north.pk)}, "new@example.org"),
        (scheme.page("remove_nominator", begun.named.pk), keeper, {}, ""),
        (scheme.page("state_wish", asked), own, {}, ""),
        (scheme.page("withdraw", asked), own, {}, ""),
        (scheme.page("take_up", begun.wishing.pk), keeper, {}, ""),
        (scheme.page("add_activity", asked), own, kept, "Kept words"),
        (scheme.page("activity", asked, begun.activity.pk), own, kept, "Kept words"),
        (scheme.page("remove_activity", asked, begun.activity.pk), own, {}, ""),
        (scheme.page("offer"), theirs, listed, "Kept offer"),
        (scheme.page("change", offered), theirs, listed, "Kept offer"),
        (scheme.page("close", offered), theirs, {}, ""),
        (scheme.page("interest", offered), wishing, {"interested": "no"}, ""),
        (scheme.page("interest", offered), wishing, {"interested": "yes"}, ""),
        (scheme.page("place", offered), theirs, placed, ""),
        (scheme.page("move_placement", offered, begun.placement.pk, "begin"), theirs, {},
         ""),
    )  # fmt: skip
    before = AuditEntry.objects.exclude(act="nomination.read").count()
    for address, client, said, words in told:
        answer = client.post(address, said, follow=True)
        shown = answer.content.decode()
        assert (answer.status_code, "in the archive" in shown) == (200, True), address
        if client is keeper:  # a co-ordinator is told before the page, and how to take it out
            assert "nothing was changed" in shown, address
            continue
        assert "write to a co-ordinator" in shown, address
        assert words in shown, address
    assert AuditEntry.objects.exclude(act="nomination.read").count() == before


def test_pages_offer_only_what_is_possible_and_say_why_not(begun):
    scheme = begun.scheme
    own, theirs, keeper = (
        as_(who) for who in (begun.asked.nominee, scheme.other, scheme.coordinator)
    )
    nomination = scheme.page("nomination", begun.asked.pk)
    offered = scheme.page("opportunity", begun.offered.pk)
    looks = (
        (own, nomination, "Say that you wish this", "Enter an activity"),
        (theirs, scheme.page("nominations"), "Nominate someone of", ""),
        (theirs, scheme.page("opportunities"), "List an opportunity", ""),
        (theirs, offered, "", "Record who takes it up"),
        (keeper, scheme.page("nomination", begun.wishing.pk), "they are taken on", "Withdraw"),
        (keeper, scheme.page("nominators"), "Name a nominator", "Remove"),
        (as_(begun.wishing.nominee), scheme.page("nomination", begun.wishing.pk),
         "Apply now", ""),
        (as_(begun.wishing.nominee), offered, "", "I am not interested any more"),
        (as_(begun.wishing.nominee), scheme.page("opportunity", begun.second.pk),
         "I am interested", ""),
    )  # fmt: skip
    for state in ("running", "closed", "archived"):
        begun.stand(state)
        for client, address, fresh, kept in looks:
            shown = client.get(address).content.decode()
            if fresh:
                assert (fresh in shown) is (state == "running"), (state, address)
            if kept:
                assert (kept in shown) is (state != "archived"), (state, address)
            over = "write to a co-ordinator" in shown
            told_above = client is keeper  # a co-ordinator's pages say how the programme stands
            assert over is (state != "running" and not told_above), (state, address)


def test_the_database_lets_one_nomination_of_a_person_stand(scheme):
    row = scheme.nominate(email="ada@example.org")
    nominations.withdraw(row, by=row.nominee, at=AT)
    scheme.nominate(email="ada@example.org", by=scheme.other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=row.pk).update(state="nominated")


def test_after_a_withdrawal_another_organisation_may_nominate_and_sees_nothing_of_before(scheme):
    row = scheme.nominate(email="ada@example.org")
    activities.enter(row, COURSE, by=row.nominee, at=AT)
    with pytest.raises(NotNow) as first:
        scheme.nominate(email="ada@example.org")
    with pytest.raises(NotNow) as second:
        scheme.nominate(email="ada@example.org", by=scheme.other)
    assert str(first.value) == str(second.value)
    assert "nominations already" in str(first.value)
    nominations.withdraw(row, by=row.nominee, at=AT)
    later = AT + timedelta(days=1)
    again = scheme.nominate(email="ada@example.org", by=scheme.other, at=later)
    assert (again.organisation, again.activities.count()) == (scheme.south, 0)
    with pytest.raises(NotVisible):
        nominations.note_reading(row, by=scheme.other, at=AT)
    with pytest.raises(NotNow, match="nominations already"):
        scheme.nominate(email="ada@example.org", at=later)
