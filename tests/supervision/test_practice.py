"""Self-assessments are the mentor’s own; feedback is shown together or by express agreement."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.programmes.models import Programme
from mentorhouse.supervision.actions import end_supervisor
from mentorhouse.supervision.actions import practice as actions
from mentorhouse.supervision.models import PracticeFeedback, SelfAssessment
from mentorhouse.supervision.queries import practice as queries
from mentorhouse.supervision.rules import BEHAVIOURS, averages, over_time
from mentorhouse.vault.sealing import open_row
from tests.factories import make_mentee, make_partnership
from tests.supervision.conftest import AT, Group, as_
from tests.supervision.test_views import hidden
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
POINTS = [("Listen", 3), ("Ask", 4)]


def assess(group, points=POINTS, *, at=AT, once=None):
    return actions.assess(
        group.mentors[0], points, "To myself", once=once or uuid4(), by=group.ada, at=at
    )


@pytest.mark.requirement("R4.08")
def test_a_self_assessment_is_private_unless_it_is_shared_with_the_supervisor(group):
    row = assess(group)
    for who in (group.lead, group.coordinator, group.ben, group.mentee):
        with pytest.raises(NotVisible):
            open_row(who, row, at=AT, purpose="try")
    row = actions.share(row, shared=True, by=group.ada, at=AT)
    assert "Listen" in open_row(group.lead, row, at=AT, purpose="try")["answers"]
    for who in (group.coordinator, group.ben, group.mentee):
        with pytest.raises(NotVisible):
            open_row(who, row, at=AT, purpose="try")
    row = actions.share(row, shared=False, by=group.ada, at=AT)
    with pytest.raises(NotVisible):
        open_row(group.lead, row, at=AT, purpose="try")
    row = actions.share(row, shared=True, by=group.ada, at=AT)
    end_supervisor(group.supervisor, by=group.coordinator, at=AT)
    with pytest.raises(NotVisible):
        open_row(group.lead, row, at=AT, purpose="try")


@pytest.mark.requirement("R4.08")
def test_a_mentor_repeats_it_over_time_in_the_browser(group):
    ada = as_(group.ada)
    page = ada.get(group.own("assess"))
    asked = [*BEHAVIOURS.values(), *group.programme.design.mentors.specification]
    assert len(BEHAVIOURS) == 7 and len(asked) > 7  # and the person specification
    assert all(escape(words) in page.text for words in asked)
    said = {"once": hidden(page, "once"), "listening": "3", "note": "Ask less"}
    ada.post(group.own("assess"), said)
    assess(group, [("Listen, and say back what was heard", 5)], at=AT + timedelta(days=90))
    page = ada.get(group.own("practice")).text
    assert "Often" in page
    assert "It is my way" in page
    row = SelfAssessment.objects.first()
    address = group.own("assessment", row.pk)
    ada.post(address, {"deed": "share"})
    lead = as_(group.lead)
    assert "Listen" in lead.get(group.url("shared", group.mentors[0].pk)).text
    assert lead.get(group.url("shared", group.mentors[2].pk)).status_code == 404
    assert as_(group.coordinator).get(address).status_code == 404
    ada.post(address, {"deed": "remove"})
    assert SelfAssessment.objects.count() == 1
    empty = {"once": hidden(ada.get(group.own("assess")), "once"), "note": "Kept"}
    page = ada.post(group.own("assess"), empty).text
    assert "at least one line" in page
    assert "Kept" in page


def test_the_same_form_twice_is_one_and_nobody_else_assesses(group):
    once = uuid4()
    assert assess(group, once=once).pk == assess(group, once=once).pk
    with pytest.raises(NotVisible):
        actions.assess(group.mentors[0], POINTS, "", once=uuid4(), by=group.ben, at=AT)
    row = assess(group)
    actions.remove(row, by=group.ada, at=AT)
    actions.remove(row, by=group.ada, at=AT)


def test_lines_stand_side_by_side_with_gaps_where_nothing_was_said():
    found = over_time([[("A", 1), ("Old", 2)], [("A", 3), ("New", 4)]])
    assert [(line.words, line.points) for line in found] == [
        ("A", (1, 3)), ("New", (None, 4)), ("Old", (2, None)),
    ]  # fmt: skip


class Mentees:
    """A mentor with several mentees, where three are enough."""

    def __init__(self, group, smallest=3):
        self.group = group
        design = group.programme.design.model_dump(mode="json")
        design["evaluation"]["small_number"] = smallest
        # As it was before anybody took part: later it could only be raised.
        Programme.objects.filter(pk=group.programme.pk).update(design_data=design)
        group.programme.refresh_from_db()
        self.mentor = group.mentors[2]
        self.mentor.capacity = 9
        self.mentor.save()
        self.pairs = []

    def pair(self):
        mentee = make_mentee(self.group.programme)
        self.pairs.append(make_partnership(self.group.programme, self.mentor, mentee))
        return self.pairs[-1], mentee.person.user

    def says(self, points=4, *, openly=False, words="", pair=None):
        row, user = pair or self.pair()
        return actions.give_feedback(
            row, dict.fromkeys(BEHAVIOURS, points), words, openly=openly, by=user, at=AT
        )

    def together(self):
        self.mentor.refresh_from_db()
        return queries.together(self.mentor, at=AT)


@pytest.mark.requirement("R4.09")
def test_feedback_reaches_the_mentor_only_over_the_small_number(group):
    mentees = Mentees(group)
    mentees.says(2)
    row = mentees.says(4)
    assert mentees.together().averages == {}
    with pytest.raises(NotVisible):
        open_row(group.cleo, row, at=AT, purpose="try")
    mentees.says(3)
    assert set(mentees.together().averages.values()) == {3.0}
    # One more alone changes nothing that the mentor sees, so that it cannot be had by subtraction.
    for _ in range(2):
        mentees.says(5)
        assert set(mentees.together().averages.values()) == {3.0}
    mentees.says(5)
    assert set(mentees.together().averages.values()) == {4.0}
    with pytest.raises(NotVisible):
        open_row(group.cleo, row, at=AT, purpose="try")


@pytest.mark.requirement("R4.09")
def test_with_express_agreement_the_mentor_reads_it_with_the_name(group):
    mentees = Mentees(group)
    mentees.says(4, openly=True, words="You listen well")
    page = as_(group.cleo).get(group.own("practice", number=2)).text
    assert "You listen well" in page
    for who in (group.coordinator, group.lead, group.ada):
        with pytest.raises(NotVisible):
            open_row(who, PracticeFeedback.objects.get(), at=AT, purpose="try")


def test_one_mentee_counts_once_and_takes_back_what_was_not_shown(group):
    mentees = Mentees(group)
    pair = mentees.pair()
    for points in (1, 2):
        mentees.says(points, pair=pair)
    assert PracticeFeedback.objects.count() == 1
    mentees.says(2, openly=True, words="Thanks", pair=pair)
    assert PracticeFeedback.objects.get().openly
    actions.take_back(pair[0], by=pair[1], at=AT)
    assert not PracticeFeedback.objects.exists()
    with pytest.raises(NotNow, match="at least one"):
        actions.give_feedback(pair[0], {}, "", openly=False, by=pair[1], at=AT)
    with pytest.raises(NotVisible):
        mentees.says(pair=(pair[0], group.cleo))


@given(
    st.lists(
        st.lists(
            st.dictionaries(st.sampled_from(sorted(BEHAVIOURS)), st.integers(1, 5), max_size=7),
            max_size=8,
        ),
        max_size=5,
    ),
    st.integers(2, 6),
)
@pytest.mark.requirement("R4.09")
def test_what_a_batch_adds_is_never_fewer_people_than_the_small_number(batches, smallest):
    for key in BEHAVIOURS:
        counted = [
            len(answered)
            for batch in batches
            if len(answered := [one for one in batch if key in one]) >= smallest
        ]
        assert (key in averages(batches, smallest=smallest)) is bool(counted)
        assert all(count >= smallest for count in counted)


def test_words_without_a_name_are_refused_and_kept_on_the_page(group):
    mentees = Mentees(group)
    pair, user = mentees.pair()
    address = f"/partnerships/{pair.pk}/mentors-practice/"
    client = as_(user)
    page = client.post(address, {"listening": "4", "openly": "no", "words": "My words"}).text
    assert "cannot be put together" in page
    assert "My words" in page
    client.post(address, {"listening": "4", "openly": "yes", "words": "My words"})
    assert "My words" in client.get(address).text
    client.post(address, {"deed": "take_back"})
    assert not PracticeFeedback.objects.exists()
    assert as_(group.cleo).get(address).status_code == 404


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_two_mentees_answer_at_once_and_one_batch_is_made():
    group = Group()
    mentees = Mentees(group, smallest=2)
    pairs = [mentees.pair(), mentees.pair()]
    done = at_once(*(lambda pair=pair: mentees.says(pair=pair) for pair in pairs))
    assert {type(one) for one in done} == {PracticeFeedback}, done
    assert set(PracticeFeedback.objects.values_list("batch", flat=True)) == {1}
