"""Evidence with files: brought, refused, verified, and never shown to mentees (R1.09)."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.people import actions, queries
from mentorhouse.people.models import Evidence, EvidencePiece
from mentorhouse.people.rules import (
    MOST_BYTES,
    ChangedSince,
    Said,
    UnusableFile,
    Upload,
    file_name,
    type_of,
)
from mentorhouse.people.states import EvidenceState
from tests.factories import AT, coordinator_of, make_mentor, make_partnership, make_person, user_of
from tests.people.test_biography import publish

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
PDF = b"%PDF-1.7\nplain\n%%EOF"
SAID = Said("training", "Mentor training", "A college", date(2024, 5, 1))


def archive(*names):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        for name in names:
            book.writestr(name, "x")
    return held.getvalue()


def leading_out(kind, mode="External"):
    """Give a Word file with one relationship."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("word/document.xml", "x")
        book.writestr(
            "word/_rels/settings.xml.rels",
            f'<Relationships xmlns="urn:r"><Relationship Id="r1" Type="urn:r/{kind}"'
            f' Target="https://example.org/a>b" TargetMode="{mode}"/></Relationships>',
        )
    return held.getvalue()


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def added(user, file=None):
    return actions.add_evidence(user.person, SAID, file, by=user, at=AT)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\nrest", "png"),
        (b"\xff\xd8\xff\xe0rest", "jpeg"),
        (archive("word/document.xml"), "word"),
        (leading_out("hyperlink"), "word"),
        (leading_out("attachedTemplate", "Internal"), "word"),
    ],
)
def test_the_type_is_seen_from_the_content(content, kind):
    assert type_of(content) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"%PDF-" + b"x" * MOST_BYTES, "larger than 5 MB"),
        (b"MZ\x90\x00 a program", "something else, whatever its name says"),
        (b"<html><script>", "something else"),
        (b"%PDF-1.7 /JavaScript (app.alert)", "can start programs"),
        (archive("xl/workbook.xml"), "something else"),
        (b"PK\x03\x04 broken", "something else"),
        (archive("word/document.xml", "word/vbaProject.bin"), "macros"),
        (archive("word/document.xml", "word/_rels/x.rels"), "fetches something"),
        (leading_out("attachedTemplate"), "fetches something"),
        (leading_out("oleObject", "&#69;xternal"), "fetches something"),
        (leading_out("subDocument"), "fetches something"),
    ],
)
def test_what_is_hostile_or_unknown_is_refused_in_words(content, words):
    with pytest.raises(UnusableFile, match=words):
        type_of(content)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ('a"; filename="b.exe', "a filename b.pdf"),
        ("C:\\fakepath\\Zeugnis Größe.html", "Zeugnis Größe.pdf"),
        ("\u202egnp.exe", "gnp.pdf"),
        ("", "file.pdf"),
    ],
)
def test_a_file_gets_a_harmless_name(given, kept):
    assert file_name(given, "pdf") == kept


def test_a_file_lies_sealed_in_pieces_and_leaves_as_an_attachment():
    pair = make_partnership()
    mentor = user_of(pair, "mentor")
    content = PDF + bytes(range(256)) * 8000
    row = added(mentor, Upload("Größe.pdf", content))
    assert EvidencePiece.objects.filter(evidence=row).count() == 3
    for reader in (mentor, coordinator_of(pair.programme)):
        reply = as_(reader).get(reverse("people:file", args=[row.pk]))
        assert reply.content == content
        assert reply["Content-Type"] == "application/pdf"
        assert reply["X-Content-Type-Options"] == "nosniff"
        assert reply["Content-Disposition"].startswith("attachment; ")
        assert "sandbox" in reply["Content-Security-Policy"]
    refused = as_(user_of(pair, "mentee")).get(reverse("people:file", args=[row.pk]))
    assert refused.status_code == 404


@pytest.mark.requirement("R1.09")
def test_unverified_evidence_shows_as_such_to_co_ordinators_never_to_mentees():
    pair = make_partnership()
    mentor, mentee = user_of(pair, "mentor"), user_of(pair, "mentee")
    coordinator = coordinator_of(pair.programme)
    publish(mentor.person)
    row = added(mentor, Upload("c.pdf", PDF))
    part = pair.members.get(role="mentor").participation
    facts = reverse("programmes:participation", args=[pair.programme_id, part.pk])
    card = reverse("people:card", args=[mentor.pk])
    desk, reader = as_(coordinator), as_(mentee)
    assert "Not verified yet" in desk.get(facts).content.decode()
    for page in (card, reverse("home:partnership", args=[pair.pk])):
        assert SAID.title not in reader.get(page).content.decode()
    desk.post(reverse("people:verify", args=[row.pk]), {"version": row.version})
    assert "Not verified yet" not in desk.get(facts).content.decode()
    assert SAID.title in reader.get(card).content.decode()


def test_a_co_ordinator_says_what_is_missing_and_its_owner_mends_it():
    pair = make_partnership()
    mentor, coordinator = user_of(pair, "mentor"), coordinator_of(pair.programme)
    row = added(mentor)
    page = reverse("people:verify", args=[row.pk])
    desk = as_(coordinator)
    nothing = desk.post(page, {"version": row.version, "returning": "yes", "missing": " "})
    assert "Enter" in nothing.content.decode()
    desk.post(page, {"version": row.version, "returning": "yes", "missing": "The <certificate>"})
    text = as_(mentor).get(reverse("people:background")).content.decode()
    assert "The &lt;certificate&gt;" in text
    row.refresh_from_db()
    file = SimpleUploadedFile("c.pdf", PDF)
    change = {
        "version": row.version, "kind": "training", "title": "New title", "awarding_body": "B",
        "awarded_on_day": "1", "awarded_on_month": "5", "awarded_on_year": "2024", "file": file,
    }  # fmt: skip
    as_(mentor).post(reverse("people:change_evidence", args=[row.pk]), change)
    row.refresh_from_db()
    assert (row.state, row.title, row.missing) == (EvidenceState.UNVERIFIED, "New title", "")


def test_nobody_verifies_their_own_or_other_words_than_they_read():
    pair = make_partnership()
    coordinator = coordinator_of(pair.programme)
    make_person(user=coordinator)
    make_mentor(pair.programme, coordinator.person)
    own = added(coordinator)
    with pytest.raises(NotNow):
        actions.verify_evidence(own, version=1, by=coordinator, at=AT)
    row = added(user_of(pair, "mentor"))
    with pytest.raises(ChangedSince):
        actions.verify_evidence(row, version=2, by=coordinator, at=AT)
    with pytest.raises(NotVisible):
        actions.verify_evidence(row, version=1, by=user_of(pair, "mentee"), at=AT)


def test_removed_evidence_takes_its_file_with_it():
    mentor = make_person().user
    row = added(mentor, Upload("c.pdf", PDF))
    actions.remove_evidence(row, by=mentor, at=AT)
    actions.remove_evidence(row, by=mentor, at=AT)  # twice is as once
    assert not Evidence.objects.exists()
    assert not EvidencePiece.objects.exists()


def test_a_wrong_file_or_day_is_refused_at_its_box_and_nothing_is_kept():
    mentor = make_person().user
    typed = {
        "version": "0", "kind": "training", "title": "T", "awarding_body": "B",
        "awarded_on_day": "1", "awarded_on_month": "1", "awarded_on_year": "2999",
        "file": SimpleUploadedFile("certificate.pdf", b"MZ program"),
    }  # fmt: skip
    text = as_(mentor).post(reverse("people:add_evidence"), typed).content.decode()
    assert "The date must be in the past" in text
    assert "whatever its name says" in text
    assert not Evidence.objects.exists()


def test_evidence_for_rules_comes_by_person():
    one, other = make_person(), make_person()
    row = added(one.user)
    assert queries.evidence_of([one.pk, other.pk]) == {one.pk: (row,)}
    assert not row.verified
