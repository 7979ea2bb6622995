"""The life of a programme as its co-ordinators live it: launch, moves, and what each refuses."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.audit.queries import verify_chain
from mentorhouse.matching.actions.starting import start as start_run
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions import accept, decline, let_go, offer
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes import actions
from mentorhouse.programmes.models import LaunchOverride, Programme
from mentorhouse.programmes.rules import Place
from mentorhouse.programmes.states import ParticipationState as S
from mentorhouse.programmes.states import ProgrammeMove as M
from mentorhouse.programmes.states import ProgrammeState as P
from mentorhouse.recruitment.actions.starting import Spreadsheet, upload
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
    make_user,
    user_of,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
REASON = "The board meets only next month, and mentors wait."


def acts() -> list[str]:
    return list(AuditEntry.objects.values_list("act", flat=True))


def in_state(state, **more):
    programme = make_programme(state=state, **more)
    return programme, coordinator_of(programme)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


# --- launch (R2.06) ---


@pytest.mark.requirement("R2.06")
def test_only_the_points_that_the_programme_makes_mandatory_block_the_launch():
    launch = {"points": ["coordinator", "purpose", "start_and_end", "expenses"]}
    programme, by = in_state(P.DRAFT, design=complete_design(launch=launch, purpose=""))
    with pytest.raises(actions.NotReady) as refusal:
        actions.open_recruitment(programme, by=by, at=AT)
    assert refusal.value.reasons == (
        "Say in a few sentences what the programme is for.",
        "Name the first day of the programme, and its last day or the length of a partnership.",
        "Decide whether expenses are paid. “No” is a decision too.",
    )
    programme.refresh_from_db()
    assert programme.state == P.DRAFT
    assert acts() == []


@pytest.mark.requirement("R2.06")
def test_an_override_needs_a_written_reason_and_is_kept_audited_and_shown():
    programme, by = in_state(P.DRAFT, design=complete_design(purpose=""))
    with pytest.raises(NotNow, match="in a sentence why"):
        actions.open_recruitment(programme, by=by, at=AT, reason="because  ")
    assert not LaunchOverride.objects.exists()
    opened = actions.open_recruitment(programme, by=by, at=AT, reason=f" {REASON} ")
    assert opened.state == P.RECRUITING
    row = LaunchOverride.objects.get()
    assert (row.by, row.at, row.reason, row.points) == (by, AT, REASON, ["purpose"])
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.detail) == ("programme.launch_overridden", {"purpose": "open"})
    shown = as_(by).get(reverse("programmes:set_up", args=[programme.pk])).content.decode()
    assert REASON in shown
    assert "although something was missing: The purpose is written" in shown


def test_a_reason_is_not_kept_where_nothing_is_missing_and_twice_is_as_once():
    programme, by = in_state(P.DRAFT)
    for _ in range(2):
        actions.open_recruitment(programme, by=by, at=AT, reason=REASON)
    assert not LaunchOverride.objects.exists()
    assert acts() == ["programme.recruitment_opened"]


@pytest.mark.requirement("R2.06")
def test_the_launch_page_keeps_a_short_reason_and_opens_with_a_long_one():
    programme, by = in_state(P.DRAFT, design=complete_design(purpose=""))
    client, address = as_(by), reverse("programmes:launch", args=[programme.pk])
    assert "Say in a few sentences" in client.get(address).content.decode()
    kept = client.post(address, {"reason": "too short"}).content.decode()
    assert "too short</textarea>" in kept
    assert "in a sentence why" in kept
    client.post(address, {"reason": REASON})
    programme.refresh_from_db()
    assert programme.state == P.RECRUITING


# --- moves (R2.17) ---

EVERY = [(state, move) for state in P for move in actions.life.MOVES]


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize(("state", "move"), EVERY)
def test_every_move_by_hand_in_every_state(state, move):
    programme, by = in_state(state)
    step = actions.life.PROGRAMME[move]
    if state in step.sources:
        assert actions.move_on(programme, move, by=by, at=AT).state == step.target
        assert acts() == [actions.life.MOVES[move].code]
    elif state == step.target:
        assert actions.move_on(programme, move, by=by, at=AT).state == state  # pressed twice
        assert acts() == []
    else:
        with pytest.raises(NotNow):
            actions.move_on(programme, move, by=by, at=AT)
        assert Programme.objects.get(pk=programme.pk).state == state


def test_the_database_knows_the_states():
    programme = make_programme()
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(state="forgotten")


def test_nobody_else_moves_a_programme():
    programme, _ = in_state(P.RUNNING)
    for other in (
        make_user(),
        make_mentee(programme).person.user,
        coordinator_of(in_state(P.RUNNING)[0]),
    ):
        with pytest.raises(NotVisible):
            actions.move_on(programme, M.BEGIN_CLOSING, by=other, at=AT)


def test_a_programme_is_a_draft_again_only_while_nobody_was_invited():
    programme, by = in_state(P.RECRUITING)
    make_mentor(programme, state=S.INVITED)
    assert actions.move_on(programme, M.BACK_TO_DRAFT, by=by, at=AT).state == P.DRAFT
    actions.open_recruitment(programme, by=by, at=AT)
    actions.invite(programme, by=by, at=AT)
    with pytest.raises(NotNow, match="invited already"):
        actions.move_on(programme, M.BACK_TO_DRAFT, by=by, at=AT)


@pytest.mark.requirement("R2.17")
def test_an_end_waits_for_whoever_has_not_seen_how_many_pairs_run():
    programme = make_partnership().programme
    by = coordinator_of(programme)
    with pytest.raises(NotNow, match="1 partnership still runs"):
        actions.move_on(programme, M.BEGIN_CLOSING, by=by, at=AT)
    client = as_(by)
    address = reverse("programmes:move", args=[programme.pk, "begin-closing"])
    shown = client.get(address).content.decode()
    assert "1 partnership still runs, with 2 people in them." in shown
    assert "go on meeting, reading and writing as before" in shown
    client.post(address, {"pairs": "1"})
    programme.refresh_from_db()
    assert programme.state == P.CLOSING


def test_a_move_that_is_not_possible_leads_back_to_the_set_up():
    programme, by = in_state(P.DRAFT)
    client = as_(by)
    address = reverse("programmes:move", args=[programme.pk, "archive"])
    for reply in (client.get(address), client.post(address, {"pairs": "nonsense"})):
        assert reply.status_code == 302
    nonsense = reverse("programmes:move", args=[programme.pk, "nonsense"])
    assert client.get(nonsense).status_code == 404


# --- each state obeyed (R2.17) ---

CLOSING_ON = [P.CLOSING, P.CLOSED, P.ARCHIVED]


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize("state", CLOSING_ON)
def test_from_closing_on_nobody_is_brought_in_invited_or_matched(state):
    programme, by = in_state(state)
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    make_mentee(programme, state=S.INVITED)
    sheet = Spreadsheet("mentee", "people.csv", b"")
    for deed in (
        lambda: actions.bring_in(programme, [Place(make_person().pk, "mentee")], by=by, at=AT),
        lambda: actions.invite(programme, by=by, at=AT),
        lambda: actions.start_matching(programme, by=by, at=AT),
        lambda: actions.mark_running(programme, by=by, at=AT),
        lambda: start_run(programme, by=by, at=AT),
        lambda: offer(programme, [(mentor, mentee)], by=by, at=AT),
        lambda: upload(programme, sheet, by=by, at=AT),
    ):
        with pytest.raises(NotNow, match="This programme is"):
            deed()
    assert not OutboxLetter.objects.exists()
    assert acts() == []


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize("state", [P.CLOSED, P.ARCHIVED])
def test_in_a_closed_programme_nothing_is_written_and_no_partnership_begins(state):
    offered = make_partnership(state=PartnershipState.OFFERED)
    programme = offered.programme
    by = coordinator_of(programme)
    waiting = make_mentee(programme, state=S.INVITED)
    Programme.objects.filter(pk=programme.pk).update(state=state)
    programme.refresh_from_db()
    mentor = offered.members.get(role="mentor").participation
    for deed in (
        lambda: actions.change_design(programme, complete_design(), by=by, at=AT),
        lambda: actions.set_capacity(mentor, 2, by=by, at=AT),
        lambda: actions.answer_participation(waiting, accept=True, by=waiting.person.user, at=AT),
        lambda: accept(offered, by=user_of(offered, "mentee"), at=AT),
    ):
        with pytest.raises(NotNow, match="This programme is"):
            deed()
    assert acts() == []


@pytest.mark.requirement("R2.17")
def test_an_offer_made_before_may_be_accepted_while_the_programme_closes():
    offered = make_partnership(state=PartnershipState.OFFERED)
    Programme.objects.filter(pk=offered.programme_id).update(state=P.CLOSING)
    for role in ("mentee", "mentor"):
        done = accept(offered, by=user_of(offered, role), at=AT)
    assert done.state == PartnershipState.ACTIVE


@pytest.mark.requirement("R2.17")
def test_offers_lapse_in_a_closed_programme_and_everyone_is_told_why():
    offered, running = make_partnership(state=PartnershipState.OFFERED), make_partnership()
    assert let_go(at=AT) == 0
    for row in (offered, running):
        Programme.objects.filter(pk=row.programme_id).update(state=P.CLOSED)
    assert let_go(at=AT) == 1
    offered.refresh_from_db()
    running.refresh_from_db()
    assert (offered.state, running.state) == ("lapsed", "active")
    assert OutboxLetter.objects.filter(kind="partnership.lapsed").count() == 2


def test_an_offer_may_be_declined_whatever_the_state():
    offered = make_partnership(state=PartnershipState.OFFERED)
    Programme.objects.filter(pk=offered.programme_id).update(state=P.CLOSED)
    assert decline(offered, by=user_of(offered, "mentee"), at=AT).state == "declined"


@pytest.mark.requirement("R2.17")
@pytest.mark.parametrize("state", CLOSING_ON)
def test_a_running_pair_is_not_cut_off_and_pages_stay_readable(state):
    pair = make_partnership()
    programme = pair.programme
    Programme.objects.filter(pk=programme.pk).update(state=state)
    mentee = as_(user_of(pair, "mentee"))
    for name in (
        "home:partnership",
        "agreements:agreement",
        "meetings:meetings",
        "meetings:propose",
    ):
        assert mentee.get(reverse(name, args=[pair.pk])).status_code == 200, name
    client = as_(coordinator_of(programme))
    for name in ("home:desk", "programmes:set_up", "programmes:people", "programmes:coordinators",
                 "recruitment:imports", "matching:runs"):  # fmt: skip
        shown = client.get(reverse(name, args=[programme.pk]))
        assert shown.status_code == 200, name
        assert "Pairs that still run go on as before." in shown.content.decode(), name


@pytest.mark.requirement("R2.17")
def test_an_archived_programme_stands_behind_archived_programmes():
    programme, by = in_state(P.ARCHIVED)
    person = make_mentee(programme).person
    for user in (by, person.user):
        shown = as_(user).get(reverse("home:start")).content.decode()
        before, _, after = shown.partition("Archived programmes")
        assert programme.name not in before
        assert programme.name in after


@pytest.mark.requirement("R2.17")
def test_who_runs_an_archived_programme_stays_as_it_is():
    programme, by = in_state(P.ARCHIVED)
    with pytest.raises(NotNow, match="take it out of the archive first"):
        actions.add_coordinator(programme, "x@example.org", by=by, at=AT)


@pytest.mark.requirement("R2.17")
def test_whoever_runs_an_archived_programme_changes_nothing_in_any_room():
    programme, by = in_state(P.ARCHIVED)
    client, other = as_(by), as_(coordinator_of(make_programme()))
    for name in (
        "governance:start",
        "policies:policies",
        "finance:budget",
        "programmes:coordinators",
    ):
        assert client.get(reverse(name, args=[programme.pk])).status_code == 200, name
    for address in (
        reverse("governance:group", args=[programme.pk]),
        reverse("governance:first_plan", args=[programme.pk]),
        reverse("programmes:coordinators", args=[programme.pk]),
    ):
        kept = client.post(address, {}, follow=True)
        assert "nothing was changed" in kept.content.decode(), address
        assert other.post(address, {}).status_code == 404, address
    assert acts() == []
    client.post(reverse("programmes:move", args=[programme.pk, "take-out"]))
    assert Programme.objects.get(pk=programme.pk).state == P.CLOSED


# --- two at once ---


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_of_two_moves_at_once_the_second_sees_the_first():
    programme, by = in_state(P.CLOSING)
    start = Barrier(2)

    def moving(move):
        start.wait(10)
        try:
            return actions.move_on(programme, move, by=by, at=AT).state
        except NotNow:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        done = sorted(threads.map(moving, [M.CLOSE, M.CLOSE]))
    assert done == ["closed", "closed"]
    assert acts() == ["programme.closed"]
    assert verify_chain().whole


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_partnership_begins_before_the_close_or_not_at_all():
    offered = make_partnership(state=PartnershipState.OFFERED)
    programme, by = offered.programme, coordinator_of(offered.programme)
    accept(offered, by=user_of(offered, "mentor"), at=AT)
    Programme.objects.filter(pk=programme.pk).update(state=P.CLOSING)
    mentee, start = user_of(offered, "mentee"), Barrier(2)

    def at_once(deed):
        start.wait(10)
        try:
            return deed()
        except NotNow as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        closing = threads.submit(at_once, lambda: actions.move_on(programme, M.CLOSE, by=by, at=AT))
        beginning = threads.submit(at_once, lambda: accept(offered, by=mentee, at=AT))
        closed, begun = closing.result(60), beginning.result(60)
    # Either it began, and the close waits for the co-ordinator to see it; or it is too late.
    assert isinstance(closed, NotNow) != isinstance(begun, NotNow)
