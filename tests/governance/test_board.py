"""The steering group: seats that end by date, papers, decisions, actions, figures (R2.07)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.policy import Capability, Relation, permits
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions import board as actions
from mentorhouse.governance.models import (
    BoardAction,
    BoardMember,
    BodyLink,
    Decision,
    Gap,
    Objective,
    Paper,
    SteeringGroup,
)
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.relations import today
from tests.factories import (
    AT,
    make_partnership,
    make_person,
    make_programme,
    make_user,
)
from tests.governance.makers import (
    make_action,
    make_gap,
    make_meeting,
    make_member,
    make_objective,
    make_paper,
)

DAY = timedelta(days=1)
DATE = {"since_day": "1", "since_month": "1", "since_year": "2026"}


def sees(member):
    return may(member.user, Capability.SEE_GOVERNANCE, member.programme)


def test_a_seat_counts_from_its_first_day_to_the_end_of_its_last(world):
    assert sees(make_member(world.programme, since=today(), until=today()))
    assert not sees(make_member(world.programme, until=today() - DAY))
    assert not sees(make_member(world.programme, since=today() + DAY))
    assert not may(make_member(make_programme()).user, Capability.SEE_GOVERNANCE, world.programme)


@pytest.mark.requirement("R2.07")
def test_a_member_opens_the_groups_pages_and_is_refused_every_personal_one(world):
    pair = make_partnership(world.programme)
    member = make_member(world.programme).user
    client, programme = world.browser(member), world.programme
    meeting = make_meeting(programme)
    for name, *args in (
        ("start",), ("board",), ("plan",), ("obstacles",), ("terms",),
        ("meeting", meeting.pk), ("paper", make_paper(meeting).pk),
        ("plan_export", "csv"),
    ):  # fmt: skip
        assert client.get(world.page(name, *args)).status_code == 200, name
    mentee = pair.members.get(role="mentee").participation
    personal = [
        reverse("programmes:people", args=[programme.pk]),
        reverse("programmes:participation", args=[programme.pk, mentee.pk]),
        reverse("programmes:export", args=[programme.pk, "csv"]),
        reverse("home:desk", args=[programme.pk]),
        reverse("home:desk_list", args=[programme.pk, "accepted"]),
        reverse("home:partnership", args=[pair.pk]),
        reverse("agreements:agreement", args=[pair.pk]),
        reverse("meetings:meetings", args=[pair.pk]),
        reverse("matching:runs", args=[programme.pk]),
        world.page("needs"),
        world.page("stakeholders"),
    ]
    for address in personal:
        assert client.get(address).status_code == 404, address
    assert world.browser().get(personal[0]).status_code == 200  # it is there for who runs it


def test_a_steering_member_holds_no_capability_that_reads_a_person():
    held = {c for c in Capability if permits(c, frozenset({Relation.STEERING_MEMBER}))}
    mine = {c for c in held if c.value.startswith(("governance.", "obstacle."))}
    assert mine == {Capability.SEE_GOVERNANCE, Capability.SEE_OBSTACLES}
    personal = {
        Capability.READ_PARTICIPATION,
        Capability.READ_PARTNERSHIP_FACTS,
        Capability.READ_MEETING_FACTS,
        Capability.READ_MEETING_LOG,
        Capability.READ_AGREEMENT,
        Capability.READ_IDENTITY,
        Capability.RUN_PROGRAMME,
    }
    assert not held & personal


def test_the_start_page_of_a_member_leads_to_the_group(world):
    member = make_member(world.programme).user
    make_person(user=member)
    shown = world.browser(member).get("/").content.decode()
    assert world.page("board") in shown
    BoardMember.objects.update(until=today() - DAY)
    assert world.page("board") not in world.browser(member).get("/").content.decode()


def test_a_seat_is_given_by_address_with_a_letter_and_only_once(world):
    client, address = world.browser(), world.page("seats")
    typed = {"email": "Rosa@example.org", "role": "chair", **DATE}
    assert client.post(address, typed).url == address
    member = BoardMember.objects.get()
    assert (member.user.email, member.role, member.since) == (
        "rosa@example.org", "chair", date(2026, 1, 1),
    )  # fmt: skip
    assert OutboxLetter.objects.filter(kind="governance.seat", to=member.user).count() == 1
    shown = client.post(address, typed).content.decode()
    assert "This person has a seat already" in shown
    assert (BoardMember.objects.count(), User.objects.filter(email="rosa@example.org").count()) == (
        1,
        1,
    )
    backwards = {"until_day": "1", "until_month": "1", "until_year": "2025"}
    shown = client.post(world.page("seat", member.pk), typed | backwards).content.decode()
    assert "The last day must not be before the first" in shown
    ends = {"until_day": "2", "until_month": "1", "until_year": "2026"}
    client.post(world.page("seat", member.pk), typed | ends)
    assert not sees(BoardMember.objects.get())
    assert "Ended" in world.shown("seats")


def test_only_who_runs_the_programme_gives_seats(world):
    member = make_member(world.programme).user
    with pytest.raises(NotVisible):
        actions.seat(
            world.programme, "x@example.org", role="member", since=today(), until=None,
            by=member, at=AT,
        )  # fmt: skip
    with pytest.raises(NotNow):
        for _ in range(2):
            actions.seat(
                world.programme, "y@example.org", role="member", since=today(), until=None,
                by=world.coordinator, at=AT,
            )  # fmt: skip


def test_terms_are_written_by_one_at_a_time_and_shown_without_markup(world):
    client, address = world.browser(), world.page("group")
    typed = {"name": "Talent board", "terms": "# Aim\n\n<script>alert(1)</script>", "version": "0"}
    assert client.post(address, typed).url == world.page("board")
    late = client.post(address, typed | {"terms": "Other"}).content.decode()
    assert "Someone else saved a change" in late and "Other" in late
    assert SteeringGroup.objects.get().terms.startswith("# Aim")
    shown = world.shown("terms", to=make_member(world.programme).user)
    assert "Aim</h2>" in shown and "<script>alert" not in shown
    assert "Talent board" in world.shown("board")


@pytest.mark.requirement("R2.07")
def test_a_meeting_holds_papers_decisions_and_actions_that_members_read(world):
    meeting = make_meeting(world.programme)
    client, of = world.browser(), f"?of={meeting.pk}"
    for topic, typed in {
        "paper": {"title": "Report", "text": "All is **well**."},
        "decision": {"title": "We go on for a year."},
        "action": {
            "title": "Find a room", "owner": "other", "owner_name": "Lee Local",
            "due_day": "1", "due_month": "12", "due_year": "2026",
        },
    }.items():  # fmt: skip
        reply = client.post(world.page("add", topic) + of, typed | {"key": uuid4()})
        assert reply.url == world.page("meeting", meeting.pk), topic
    assert (Paper.objects.count(), Decision.objects.count(), BoardAction.objects.count()) == (
        1,
        1,
        1,
    )
    member = make_member(world.programme).user
    shown = world.shown("meeting", meeting.pk, to=member)
    for words in ("Report", "We go on for a year.", "Find a room", "Lee Local"):
        assert words in shown
    assert "Change" not in shown and "Add a paper" not in shown
    assert "<strong>well</strong>" in world.shown("paper", Paper.objects.get().pk, to=member)
    assert "Find a room" in world.shown("board", to=member)


def test_a_paper_needs_a_text_or_an_address_and_a_meeting_of_this_programme(world):
    meeting = make_meeting(world.programme)
    address = f"{world.page('add', 'paper')}?of={meeting.pk}"
    shown = world.browser().post(address, {"title": "Report", "key": uuid4()}).content.decode()
    assert "Enter the text, or the web address where the paper is" in shown
    for of in ("", "?of=nonsense", f"?of={uuid4()}", f"?of={make_meeting(make_programme()).pk}"):
        assert world.browser().get(world.page("add", "paper") + of).status_code == 404


def test_objectives_gaps_and_bodies_stand_on_the_groups_page(world):
    client = world.browser()
    day = {"agreed_on_day": "1", "agreed_on_month": "2", "agreed_on_year": "2026"}
    for topic, typed in {
        "objective": {"title": "Fifty pairs", "measure": "Count them", **day},
        "gap": {"title": "No mentors from the wards", "remedy": "Ask the matrons"},
        "body": {"title": "Academy", "about": "Training", "address": "example.org/academy"},
    }.items():
        reply = client.post(world.page("add", topic), typed | {"key": uuid4()})
        assert reply.status_code == 302, (topic, reply.content.decode())
    shown = world.shown("board")
    for words in ("Fifty pairs", "Count them", "Ask the matrons", "https://example.org/academy"):
        assert words in shown
    assert (Objective.objects.count(), Gap.objects.count(), BodyLink.objects.count()) == (1, 1, 1)


def test_a_script_is_no_web_address(world):
    typed = {"title": "Academy", "address": "javascript:alert(1)", "key": uuid4()}
    assert world.browser().post(world.page("add", "body"), typed).status_code == 200
    assert not BodyLink.objects.exists()


def test_lists_of_the_group_are_empty_states_at_first(world):
    shown = world.shown("board")
    for words in ("Nobody is in the group yet.", "No meeting is planned yet.", "No gap is noted."):
        assert words in shown
    make_gap(world.programme)
    make_objective(world.programme)
    make_action(make_meeting(world.programme), due=today() - DAY)
    assert "Overdue" in world.shown("board")
    assert Client().get(world.page("board")).status_code == 302
    assert world.browser(make_user()).get(world.page("board")).status_code == 404
