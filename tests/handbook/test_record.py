"""A mentor's own record, the letter, and the signed passport that others check offline (R1.10)."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mentorhouse.config import cli
from mentorhouse.handbook.queries.record import record_of
from mentorhouse.handbook.rules import passport
from mentorhouse.handbook.rules.record import Record, hours, rows_of
from mentorhouse.meetings.actions.recording import Facts, record_held
from mentorhouse.meetings.models import Meeting
from mentorhouse.people.models import Evidence
from mentorhouse.programmes.actions import complete
from mentorhouse.programmes.models import Completion
from mentorhouse.register.actions import supervised
from mentorhouse.register.actions.own import Done, record_development
from mentorhouse.register.states import Kind
from mentorhouse.vault.signatures import fingerprint, signed_by
from mentorhouse.vault.signing import public_key, sign
from tests.factories import AT, make_mentor, make_partnership, make_person, user_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
TODAY = AT.date()


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def pair():
    partnership = make_partnership()
    mentee = user_of(partnership, "mentee")
    for days, minutes in ((0, 60), (20, 45), (40, 90)):
        facts = Facts(held_on=TODAY - timedelta(days=days), length_minutes=minutes, way="video")
        record_held(partnership, facts, zone="Europe/London", by=mentee, at=AT)
    return partnership


@pytest.fixture
def mentor(pair):
    return pair.members.get(role="mentor").participation


def issued(mentor, **more):
    made = record_of(mentor.person.user, mentor, at=AT)
    issuer = passport.Issuer("Northgate", "https://mentoring.example.org", public_key())
    return passport.write(made, issuer, today=TODAY, sign=sign, **more)


@pytest.mark.requirement("R1.10")
def test_the_figures_equal_the_meetings_that_were_recorded(pair, mentor):
    make_partnership()  # somebody else's
    said = record_of(mentor.person.user, mentor, at=AT)
    held = Meeting.objects.filter(partnership=pair, state="held")
    assert said.meetings == held.count() == 3
    assert said.minutes == sum(row.length_minutes for row in held) == 195
    assert (said.partnerships, said.last_met_on, said.points) == (1, TODAY, 3)


@pytest.mark.requirement("R1.10")
def test_training_supervision_and_development_stand_in_it_as_they_were_recorded(mentor):
    user = mentor.person.user
    before = record_of(user, mentor, at=AT)
    assert (before.trainings, before.supervised_on, before.development_minutes) == ((), None, 0)
    trained, told = Completion.What.MENTOR_TRAINING, Completion.Source.COORDINATOR
    complete(mentor.programme, mentor.person_id, trained, source=told, by=user, at=AT)
    supervised(mentor, on=TODAY, by=None, at=AT)
    record_development(user, Done(TODAY, 90, Kind.COURSE, "A course"), once=uuid4(), at=AT)
    page = browser_of(user).get(reverse("handbook:record", args=[mentor.pk])).content.decode()
    for words in ("The training for mentors", "Last supervision", "1 hour and 30 minutes"):
        assert words in page


@pytest.mark.requirement("R1.10")
@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_the_letter_of_recognition_is_taken_away_and_names_no_mentee(mentor, kind):
    answer = browser_of(mentor.person.user).get(reverse("handbook:letter", args=[mentor.pk, kind]))
    assert answer.status_code == 200 and len(answer.content) > 1000


@pytest.mark.requirement("R1.10")
def test_page_and_passport_hold_the_facts_and_no_partner(pair, mentor):
    mentee = pair.members.get(role="mentee").participation.person
    browser = browser_of(mentor.person.user)
    page = browser.get(reverse("handbook:record", args=[mentor.pk])).content.decode()
    file = browser.get(reverse("handbook:passport", args=[mentor.pk]))
    for text in (page, file.content.decode()):
        assert mentor.person.family_name in text
        assert mentee.family_name not in text and mentee.user.email not in text
    assert "3 hours and 15 minutes" in page
    assert json.loads(file.content)["facts"]["minutes"] == 195


@pytest.mark.requirement("R1.10")
def test_a_passport_is_checked_with_nothing_but_the_file(mentor, tmp_path, capsys):
    file = tmp_path / "passport.json"
    file.write_bytes(issued(mentor))
    key = fingerprint(public_key())
    assert cli.main(["passport", "verify", str(file), "--key", key.upper()]) == 0
    told = capsys.readouterr().out
    assert key in told and "Northgate" in told and "3 hours and 15 minutes" in told
    assert cli.main(["passport", "verify", str(file), "--key", "00"]) == 1
    assert cli.main(["passport", "verify", str(tmp_path / "none.json")]) == 2


FORGED = {
    "a changed figure": lambda said: said["facts"].update(minutes=9999),
    "a changed name": lambda said: said.update(name="Somebody Else"),
    "another key": lambda said: said["key"].update(public=said["signature"]),
    "no signature": lambda said: said.pop("signature"),
    "another format": lambda said: said.update(format="other"),
    "a fact more": lambda said: said["facts"].update(medals=3),
}


@pytest.mark.requirement("R1.10")
@pytest.mark.parametrize("change", FORGED.values(), ids=list(FORGED))
def test_whatever_is_changed_the_signature_no_longer_fits(mentor, change):
    said = json.loads(issued(mentor))
    assert passport.read(passport.canonical(said), check=signed_by).name == mentor.person.name
    change(said)
    with pytest.raises(passport.NotAPassport):
        passport.read(passport.canonical(said), check=signed_by)


HOSTILE = {
    "nothing": b"", "no JSON": b"{", "a list": b"[]", "bytes": b"\xff\xfe", "deep": b"[" * 60_000,
    "too long": b" " * 70_000, "twice": b'{"format":1,"format":2}', "numbers": b'{"key":{}}',
}  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE.values(), ids=list(HOSTILE))
def test_what_is_no_passport_is_refused_in_words(content):
    with pytest.raises(passport.NotAPassport):
        passport.read(content, check=signed_by)


@pytest.mark.parametrize(
    "wrong",
    [
        {"facts": []}, {"facts": {"minutes": -1}}, {"facts": {"minutes": "9"}}, {"name": 7},
        {"name": "x" * 301}, {"issued_on": "soon"}, {"facts": {"trainings": [["a", "b"]] * 60}},
        {"facts": {"trainings": [["a"]]}}, {"facts": {"since": "1"}},
    ],
    ids=range(9),
)  # fmt: skip
def test_a_signed_file_of_another_shape_is_no_passport_either(mentor, wrong):
    said = json.loads(issued(mentor)) | wrong
    said.pop("signature")
    signature = passport._text(sign(passport.canonical(said)))
    with pytest.raises(passport.NotAPassport):
        passport.read(passport.canonical(said | {"signature": signature}), check=signed_by)


@pytest.mark.requirement("R1.10")
def test_the_page_checks_a_file_and_ones_own_becomes_evidence(mentor):
    address = reverse("handbook:check_passport")

    def upload(browser, **more):
        file = SimpleUploadedFile("passport.json", issued(mentor))
        return browser.post(address, {"file": file} | more)

    stranger = make_person().user
    page = upload(browser_of(stranger)).content.decode()
    assert mentor.person.name in page and "This installation issued it" in page
    upload(browser_of(stranger), add="on")
    assert not Evidence.objects.exists()
    upload(browser_of(mentor.person.user), add="on")
    row = Evidence.objects.get()
    assert (row.kind, row.verified) == ("experience", False)
    assert fingerprint(public_key()) in row.title
    forged = SimpleUploadedFile("passport.json", b"{}")
    page = browser_of(stranger).post(address, {"file": forged}).content.decode()
    assert "no passport of a mentor" in page


def test_nobody_else_opens_a_record(pair, mentor):
    for user in (user_of(pair, "mentee"), make_mentor(pair.programme).person.user):
        for name in ("record", "passport"):
            address = reverse(f"handbook:{name}", args=[mentor.pk])
            assert browser_of(user).get(address).status_code == 404
    mentee = pair.members.get(role="mentee").participation
    own = reverse("handbook:record", args=[mentee.pk])
    assert browser_of(mentee.person.user).get(own).status_code == 404


def test_the_key_of_the_installation_stays_the_same_when_the_master_key_is_rotated():
    assert public_key() == public_key()
    assert signed_by(public_key(), b"a", sign(b"a"))
    assert not signed_by(public_key(), b"b", sign(b"a"))
    assert not signed_by(b"short", b"a", sign(b"a"))
    assert len(fingerprint(public_key()).split()) == 8


def test_a_record_says_only_what_there_is():
    rows = dict(rows_of(Record("Ada", "", "Open")))
    assert "Organisation" not in rows and "CPD points" not in rows and rows["Mentor"] == "Ada"
    assert [hours(minutes) for minutes in (0, 30, 60, 61)] == [
        "0 hours", "30 minutes", "1 hour", "1 hour and 1 minute",
    ]  # fmt: skip
