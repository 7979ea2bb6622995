"""The last day, talks before an end, a planned end, going on, leaving, and what is kept."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from docx import Document

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.actions import (
    continuing,
    handing_over,
    keeping,
    last_day,
    saying_goodbye,
    talking,
)
from mentorhouse.partnerships.models import (
    EndProposal,
    Farewell,
    OwnFarewell,
    Partnership,
    TalkWish,
)
from mentorhouse.partnerships.states import Ending, PartnershipState, TalkMove
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.vault.sealing import open_row
from tests.factories import AT, make_mentee, make_mentor, make_partnership, user_of
from tests.partnerships.life import DAY, Pair, letters

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
TOLD = {"purpose": "To find a voice", "achievements": "Three talks", "thanks": "Canary thanks"}
ALONE = {"learnt": "Canary learnt", "feelings": "Canary feelings", "next_steps": "A new post"}


def both(pair):
    return sorted([pair.mentor.pk, pair.mentee.pk])


@pytest.mark.requirement("R10.03")
def test_the_last_day_is_set_at_the_start_moved_by_both_and_warned_of():
    pair = Pair()
    first = pair.row.ends_on
    assert (first - AT.date()).days in range(178, 185)
    wanted = first + 30 * DAY
    proposal = last_day.propose_end(pair.row, wanted, by=pair.mentee, at=AT)
    assert pair.now().ends_on == first  # one alone moves nothing
    with pytest.raises(NotNow, match="proposed already"):
        last_day.propose_end(pair.row, wanted + DAY, by=pair.mentor, at=AT)
    for _ in range(2):
        last_day.answer_end(pair.row, proposal.pk, agree=True, by=pair.mentor, at=AT)
    assert pair.now().ends_on == wanted
    assert letters("end.set") == both(pair)
    last_day.warn_of_ends(at=AT)
    assert letters("end.is_near") == []
    near = AT + timedelta(days=(wanted - AT.date()).days - 28)
    for _ in range(2):
        last_day.warn_of_ends(at=near)
    assert letters("end.is_near") == both(pair)
    row = OutboxLetter.objects.filter(kind="end.is_near").first()
    assert "A good end" in " ".join(writer_of("end.is_near")(row.to, row.about).paragraphs)
    last_day.set_end(pair.row, wanted + DAY, by=pair.coordinator, at=near)
    assert writer_of("end.is_near")(row.to, row.about) is None  # moved, so nothing is said
    last_day.warn_of_ends(at=near + 40 * DAY)
    assert letters("end.has_come") == both(pair)


@pytest.mark.requirement("R10.03")
def test_the_programmes_rule_holds_and_a_refused_day_says_what_to_do(client):
    pair = Pair(timing={"pair_may_extend": False})
    first = pair.row.ends_on
    client.force_login(pair.mentee)
    address = reverse("partnerships:last_day", args=[pair.row.pk])

    def proposes(day):
        parts = {f"ends_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
        return client.post(address, {"deed": "propose"} | parts).text

    assert "ask your co-ordinator" in proposes(first + DAY)
    assert "That day is over" in proposes(AT.date() - 400 * DAY)  # an end before the start
    assert not EndProposal.objects.exists()
    last_day.set_end(pair.row, first + 9 * DAY, by=pair.coordinator, at=AT)
    with pytest.raises(NotVisible):
        last_day.set_end(pair.row, first, by=pair.mentee, at=AT)
    assert pair.now().ends_on == first + 9 * DAY


def test_what_nobody_ends_the_clock_ends_four_weeks_later():
    pair = Pair()
    last = AT + timedelta(days=(pair.row.ends_on - AT.date()).days)
    assert last_day.end_overdue(at=last + 28 * DAY) == 0
    assert last_day.end_overdue(at=last + 29 * DAY) == 1
    assert last_day.end_overdue(at=last + 30 * DAY) == 0
    assert (pair.now().state, pair.row.ending) == ("ended", Ending.PLANNED)


@pytest.mark.requirement("R10.04")
def test_a_planned_end_is_a_led_path_with_a_summary_for_each(client):
    pair = Pair()
    client.force_login(pair.mentee)
    for step in ("purpose", "achievements", "learnt", "feelings", "next_steps", "touch", "thanks"):
        address = reverse("partnerships:goodbye_step", args=[pair.row.pk, step])
        words = TOLD | ALONE | {"touch": "yes"}
        assert client.get(address).status_code == 200
        assert client.post(address, {step: words[step]}).status_code == 302
    saying_goodbye.write_farewell(
        pair.row, {"thanks": "You were a good mentee", "touch": "yes"}, by=pair.mentor, at=AT
    )
    client.post(reverse("partnerships:goodbye", args=[pair.row.pk]))
    assert pair.now().state == PartnershipState.ACTIVE
    assert letters("farewell.said") == [pair.mentor.pk]
    with pytest.raises(NotNow):  # what was told at the goodbye stays
        saying_goodbye.write_farewell(pair.row, {"thanks": "x"}, by=pair.mentee, at=AT)
    hers = Farewell.objects.select_related("participation").get(
        participation__person=pair.mentee.pk
    )
    hers.partnership = pair.seen_by(pair.mentor)
    with pytest.raises(NotVisible):
        open_row(pair.mentor, hers, at=AT, purpose="look")
    for _ in range(2):
        saying_goodbye.say_goodbye(pair.row, by=pair.mentor, at=AT)
    assert (pair.now().state, pair.row.ending) == ("ended", Ending.PLANNED)
    own = OwnFarewell.objects.select_related("participation").get()
    for user in (pair.mentor, pair.coordinator):
        with pytest.raises(NotVisible):
            open_row(user, own, at=AT, purpose="look")
    client.force_login(pair.mentor)
    page = client.get(reverse("partnerships:ending", args=[pair.row.pk])).text
    assert TOLD["thanks"] in page and "Canary feelings" not in page
    text = summary(client, pair)
    assert TOLD["achievements"] in text and "Canary" in text and "feelings" not in text
    client.force_login(pair.mentee)
    text = summary(client, pair)
    assert ALONE["feelings"] in text and "You were a good mentee" in text
    pdf = client.get(reverse("partnerships:summary", args=[pair.row.pk, "pdf"]))
    assert pdf.content.startswith(b"%PDF") and b"StructTreeRoot" in pdf.content


def summary(client, pair):
    answer = client.get(reverse("partnerships:summary", args=[pair.row.pk, "word"]))
    document = Document(BytesIO(answer.content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.requirement("R10.05", "R10.06")
def test_a_talk_is_offered_first_and_noted_and_never_holds_up_leaving(client):
    pair = Pair()
    client.force_login(pair.mentee)
    ending = reverse("partnerships:ending", args=[pair.row.pk])
    assert reverse("partnerships:talk", args=[pair.row.pk]) in client.get(ending).text
    client.post(reverse("partnerships:talk", args=[pair.row.pk]), {"with_both": "yes"})
    assert letters("talk.wanted") == [pair.coordinator.pk]
    wish = TalkWish.objects.get()
    talking.see_to_talk(pair.row, wish.pk, TalkMove.MEDIATE, by=pair.coordinator, at=AT)
    assert letters("talk.mediating") == both(pair)
    actions.end(pair.row, Ending.UNSAID, by=pair.mentor, at=AT)  # without any talk
    offered = TalkWish.objects.get(participation__person=pair.mentor.pk)
    assert offered.state == "not_wanted"
    talking.see_to_talk(pair.row, wish.pk, TalkMove.HOLD, by=pair.coordinator, at=AT)
    with pytest.raises(NotNow):
        talking.see_to_talk(pair.row, wish.pk, TalkMove.HOLD, by=pair.coordinator, at=AT)


@pytest.mark.requirement("R10.08")
def test_an_end_frees_places_closes_what_is_open_and_the_evaluation_is_due():
    pair = Pair()
    proposal = last_day.propose_end(pair.row, pair.row.ends_on + DAY, by=pair.mentee, at=AT)
    actions.end(pair.row, Ending.DONE, by=pair.mentee, at=AT)
    assert pair.now().evaluation_due_on == AT.date()
    assert not Participation.objects.filter(memberships__partnership=pair.row, places_taken__gt=0)
    proposal.refresh_from_db()
    assert proposal.state == "overtaken"
    assert letters("partnership.ended_told") == [pair.coordinator.pk]
    waiting = OutboxLetter.objects.get(kind="end.proposed")
    assert writer_of("end.proposed")(waiting.to, waiting.about) is None
    assert last_day.warn_of_ends(at=AT + 400 * DAY) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Partnership.objects.filter(pk=pair.row.pk).update(state="active", ended_at=None, ending="")


@pytest.mark.requirement("R10.07")
def test_those_who_go_on_begin_a_new_agreement_and_the_records_stay_closed(client):
    pair = Pair()
    actions.end(pair.row, Ending.DONE, by=pair.mentee, at=AT)
    assert continuing.go_on_together(pair.row, by=pair.mentee, at=AT) is None
    assert letters("partnership.go_on_asked") == [pair.mentor.pk]
    made = continuing.go_on_together(pair.row, by=pair.mentor, at=AT + DAY)
    assert continuing.go_on_together(pair.row, by=pair.mentee, at=AT + DAY).pk == made.pk
    assert (made.follows_id, made.state) == (pair.row.pk, PartnershipState.ACTIVE)
    assert made.ends_on > pair.row.ends_on and not hasattr(made, "agreement")
    client.force_login(pair.mentee)
    assert client.get(reverse("meetings:logs", args=[pair.row.pk])).status_code == 200
    assert client.get(reverse("meetings:propose", args=[pair.row.pk])).status_code == 404
    apart = Pair()
    actions.end(apart.row, Ending.FIT, by=apart.mentee, at=AT)
    with pytest.raises(NotVisible):
        continuing.go_on_together(apart.row, by=apart.mentee, at=AT)


@pytest.mark.requirement("R10.10")
def test_a_mentor_who_leaves_leaves_nobody_without_a_next_step(client):
    pair = Pair()
    mentor = Participation.objects.get(person=pair.mentor.pk)
    Participation.objects.filter(pk=mentor.pk).update(capacity=2)
    mentor.refresh_from_db()
    other = make_partnership(pair.programme, mentor, make_mentee(pair.programme))
    untouched = make_partnership(pair.programme)
    client.force_login(pair.coordinator)
    address = reverse("partnerships:hand_over", args=[pair.programme.pk, mentor.pk])
    assert client.get(address).text.count("What happens to the partnership with") >= 2
    half = {str(pair.row.pk): "rematch"}
    assert "Choose what happens" in client.post(address, half).text  # each needs a choice
    client.post(address, half | {str(other.pk): "left"})
    found = dict(Partnership.objects.values_list("pk", "ending"))
    assert found == {pair.row.pk: "rematch", other.pk: "left", untouched.pk: ""}
    mentor.refresh_from_db()
    assert (mentor.state, mentor.places_taken) == (ParticipationState.DECLINED, 0)
    told = sorted([pair.mentee.pk, user_of(other, "mentee").pk])
    assert letters("partnership.handed_over") == told
    rows = OutboxLetter.objects.filter(kind="partnership.handed_over", to=pair.mentee)
    words = " ".join(writer_of("partnership.handed_over")(pair.mentee, rows.get().about).paragraphs)
    assert "looks for another match" in words
    with pytest.raises(NotVisible):
        handing_over.hand_over(make_mentor(pair.programme), {}, by=pair.mentee, at=AT)


@pytest.mark.requirement("R10.08")
def test_what_was_written_lives_on_as_long_as_the_programme_says_and_is_then_gone(client):
    pair = Pair(records={"keep": "months", "months": 12})
    saying_goodbye.write_farewell(pair.row, ALONE, by=pair.mentee, at=AT)
    actions.end(pair.row, Ending.DONE, by=pair.mentee, at=AT)
    assert keeping.forget_content(at=AT + 365 * DAY) == 0
    client.force_login(pair.mentee)
    assert ALONE["feelings"] in summary(client, pair)
    assert keeping.forget_content(at=AT + 367 * DAY) == 1
    assert keeping.forget_content(at=AT + 368 * DAY) == 0
    assert ALONE["feelings"] not in summary(client, pair)
    page = client.get(reverse("partnerships:ending", args=[pair.row.pk])).text
    assert "It was deleted" in page
    assert client.get(reverse("meetings:logs", args=[pair.row.pk])).status_code == 404
    entry = AuditEntry.objects.get(act="vault.key_destroyed")
    assert entry.task == "forget_content"
    saying = Pair(records={"keep": "until_evaluated"})
    actions.end(saying.row, Ending.DONE, by=saying.mentee, at=AT)
    assert keeping.forget_content(at=AT + 999 * DAY) == 0
    saying.programme.state = "closed"
    saying.programme.save()
    assert keeping.forget_content(at=AT + 999 * DAY) == 1
