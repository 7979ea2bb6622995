"""What a programme chose for its meetings, on the pages of its pairs (R7.02, R7.03, R7.17)."""

import re

import pytest
import time_machine
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.meetings.actions import recording
from mentorhouse.meetings.forms import DetailsForm
from mentorhouse.meetings.models import Meeting
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.design import plain, shipped_design
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import complete_design, make_partnership, make_programme
from tests.meetings.conftest import AT, Details, Pair

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(AT, tick=False):
        yield


def pair_of(name, **meetings):
    """A pair whose programme meets as a shipped design does."""
    asked = plain(shipped_design(name))["meetings"] | meetings
    design = complete_design(meetings=asked)
    return Pair(make_partnership(make_programme(state=ProgrammeState.RUNNING, design=design)))


def page(pair, client, name, *more):
    reply = client.get(reverse(f"meetings:{name}", args=[pair.id, *more]))
    assert reply.status_code == 200
    return " ".join(reply.text.split())


@pytest.mark.requirement("R7.03")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("general", "a meeting about once a month, of 60 minutes. Together you find your own"),
        (
            "health_talent",
            "plans 3 to 6 meetings in all, of about 90 minutes. The mentor may offer",
        ),
        ("mentor_register", "You two set your own rhythm"),
        ("learning_contract", "In a month that is 60 to 120 minutes together."),
        ("peer_mentoring", "At first you both arrange the meetings, and later the mentee does."),
    ],
)
def test_each_programme_says_its_own_rhythm(name, words, at_browser):
    pair = pair_of(name)
    assert words in page(pair, at_browser(pair.mentee), "meetings")


@pytest.mark.parametrize(
    ("name", "way", "minutes", "words"),
    [
        ("peer_mentoring", "face_to_face", 121, "longer than the 120 minutes"),
        ("peer_mentoring", "face_to_face", 59, "shorter than the 60 minutes"),
        ("peer_mentoring", "face_to_face", 120, ""),
        pytest.param("peer_mentoring", "telephone", 91, "longer than the 90 minutes",
                     marks=pytest.mark.requirement("R7.17")),
        ("peer_mentoring", "telephone", 90, ""),
        ("general", "telephone", 120, ""),
        ("general", "telephone", 20, ""),
    ],
)  # fmt: skip
@pytest.mark.requirement("R7.03")
def test_lengths_outside_the_limits_get_a_gentle_word(name, way, minutes, words, at_browser):
    pair = pair_of(name)
    meeting = pair.agreed(details=Details(60, way))
    reply = at_browser(pair.mentee).post(
        reverse("meetings:details", args=[pair.id, meeting.pk]),
        {"way": way, "length_minutes": minutes, "based_on": meeting.sequence},
        follow=True,
    )
    assert pair.meeting(meeting).length_minutes == minutes  # never a block
    assert ("that your programme recommends at" in reply.text) == bool(words)
    assert words in reply.text


@pytest.mark.requirement("R7.02")
def test_only_ways_of_the_programme_are_offered_and_an_agreed_one_stays():
    guidance = shipped_design("health_talent").meetings
    ways = [value for value, _ in DetailsForm(guidance=guidance).fields["way"].choices]
    assert ways == ["face_to_face", "telephone", "video"]
    agreed = DetailsForm(guidance=guidance, initial={"way": "messages"})
    assert "messages" in dict(agreed.fields["way"].choices)
    sent = DetailsForm({"way": "messages", "length_minutes": 60}, guidance=guidance)
    assert "way" in sent.errors


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("health_talent", "The mentee travels to the mentor."),
        ("peer_mentoring", "Your programme recommends a neutral place"),
        ("peer_mentoring", "Settle the agreement there"),
        ("open_mentoring", "Your programme recommends to meet face to face."),
        ("learning_contract", "Answer the ten questions alone"),
    ],
)
@pytest.mark.requirement("R7.02")
def test_the_form_of_the_first_meeting_gives_the_programmes_advice(name, words, at_browser):
    pair = pair_of(name)
    assert words in page(pair, at_browser(pair.mentee), "propose")


@pytest.mark.requirement("R7.05")
def test_the_first_meeting_begins_with_the_way_that_is_recommended(at_browser):
    pair = pair_of("open_mentoring")
    client = at_browser(pair.mentee)
    form = page(pair, client, "propose")
    assert re.findall(r'name="way"[^>]*value="(\w+)"[^>]*checked', form) == ["face_to_face"]
    assert "Meet in person for the first time" in form
    pair.held()  # by telephone
    form = page(pair, client, "propose")
    assert re.findall(r'name="way"[^>]*value="(\w+)"[^>]*checked', form) == ["telephone"]
    assert "Meet in person for the first time" not in form


@pytest.mark.requirement("R7.04")
def test_a_programme_that_asks_for_no_notice_counts_nobody_as_late(at_browser):
    pair = pair_of("learning_contract")
    meeting = pair.agreed(times=[AT.replace(hour=11)])
    assert "notice" not in page(pair, at_browser(pair.mentor), "cancel", meeting.pk)
    strict = pair_of("general")
    meeting = strict.agreed(times=[AT.replace(hour=11)])
    assert "24 hours’ notice" in page(strict, at_browser(strict.mentor), "cancel", meeting.pk)


@pytest.mark.requirement("R7.08")
def test_where_logs_are_not_confirmed_nobody_is_asked_to(at_browser):
    pair = pair_of("mentor_register")
    meeting = pair.write(pair.held(), topics="Words")
    text = page(pair, at_browser(pair.mentor), "meeting", meeting.pk)
    assert "Words" in text
    assert "onfirm" not in text
    assert "not confirmed" not in page(pair, at_browser(pair.mentor), "meetings")
    assert not OutboxLetter.objects.filter(kind="meeting.log_to_confirm").exists()
    with pytest.raises(NotVisible):
        recording.confirm_log(meeting, revision=1, by=pair.mentor, at=AT)


@pytest.mark.requirement("R7.18")
@pytest.mark.parametrize(
    ("written_by", "held", "asked"),
    [
        ("mentee", 0, {"mentee"}),
        ("shared_then_mentee", 2, {"mentor", "mentee"}),
        ("shared_then_mentee", 3, {"mentee"}),
        ("each", 9, {"mentor", "mentee"}),
    ],
)
def test_who_is_asked_for_the_log_follows_the_programme(written_by, held, asked):
    pair = pair_of("general", log={"written_by": written_by, "confirmed": True})
    for number in range(held):
        Meeting.objects.create(
            partnership=pair.partnership(pair.mentee), state="held", way="video",
            length_minutes=60, held_on=AT.date().replace(month=number + 1), changed_at=AT,
        )  # fmt: skip
    pair.agreed()
    told = OutboxLetter.objects.filter(kind="meeting.to_log").values_list("to", flat=True)
    assert set(told) == {getattr(pair, role).pk for role in asked}
