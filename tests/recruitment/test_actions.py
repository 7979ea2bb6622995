"""Imports end to end without a browser: nothing saved before it is asked for, then all."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils.translation import get_language
from django_tasks_db.models import DBTaskResult

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker.queue import Queue
from mentorhouse.people.actions import give_identity, withdraw_identity
from mentorhouse.people.models import IdentityAnswer, IdentityConsent, Person
from mentorhouse.people.queries import identity_for_matching
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.models import Coordinator, Participation
from mentorhouse.recruitment import queries, tasks
from mentorhouse.recruitment.actions import saving, starting
from mentorhouse.recruitment.actions.checking import carry_out_check
from mentorhouse.recruitment.actions.columns import choose_columns
from mentorhouse.recruitment.actions.ending import BROKEN, abandon, fail, tidy
from mentorhouse.recruitment.actions.saving import carry_out_save
from mentorhouse.recruitment.actions.starting import (
    Declaration,
    Spreadsheet,
    start_check,
    start_save,
    upload,
)
from mentorhouse.recruitment.models import (
    ColumnChoice,
    FilePiece,
    ImportBatch,
    ProblemPage,
    imports,
)
from mentorhouse.recruitment.rules import Field
from mentorhouse.recruitment.sheets import UnreadableFile
from mentorhouse.recruitment.tasks import forget_old_imports
from mentorhouse.vault.models import DataKey
from tests.factories import AT, PASSWORD, make_person, make_programme, make_user
from tests.recruitment.files import (
    CANARY,
    MENTEE_HEADINGS,
    csv_file,
    mentee,
    mentor,
    xlsx_file,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
CONSENT = Declaration(consent=True)
Kind = IdentityAnswer.Kind
MENTEES = tuple(MENTEE_HEADINGS)


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))


def everything_readable() -> str:
    """Every value of both databases, as somebody sees it who holds a copy of them."""
    found = []
    for alias in ("default", "keystore"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [bytes(v) if isinstance(v, memoryview) else v
                          for row in cursor.fetchall() for v in row]  # fmt: skip
    texts = [v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in found]
    return "\n".join(texts)


@pytest.fixture
def large(monkeypatch):
    """Every file counts as large: the worker has to do the work."""
    monkeypatch.setattr(imports, "SMALL_BYTES", -1)
    monkeypatch.setattr(starting, "SMALL_BYTES", -1)


@pytest.mark.requirement("R3.09")
@pytest.mark.parametrize("made", [csv_file, xlsx_file])
def test_people_come_in_and_a_second_import_changes_nothing(importer, made):
    rows = [mentor(n) for n in range(3)]
    first = importer.save(made(rows))
    assert first.state == "saved"
    assert {k: first.counts[k] for k in ("added", "joined", "changed")} == {
        "added": 3, "joined": 3, "changed": 0,
    }  # fmt: skip
    again = importer.save(made(rows))
    assert {k: again.counts[k] for k in ("added", "joined", "changed", "people")} == {
        "added": 0, "joined": 0, "changed": 0, "people": 3,
    }  # fmt: skip
    assert (Person.objects.count(), Participation.objects.count()) == (3, 3)
    person = Person.objects.get(user__email="mentor.1@example.org")
    assert (person.name, person.grade, person.organisation.name) == (
        "Given1 Family1", "AO", "Department 1",
    )  # fmt: skip
    assert person.biography.startswith("I am mentor 1.")


@pytest.mark.requirement("R3.10")
def test_everybody_comes_in_invited_without_a_letter_or_a_password(importer):
    importer.save(csv_file([mentor(n) for n in range(3)]))
    assert set(Participation.objects.values_list("state", "invited_at")) == {("invited", None)}
    brought = User.objects.filter(email__startswith="mentor.")
    assert not any(user.has_usable_password() for user in brought)
    assert not OutboxLetter.objects.exists()


@pytest.mark.requirement("R1.01")
def test_who_is_in_both_files_is_one_person_with_two_participations(importer):
    both = {"email address": "both@example.org"}
    importer.save(csv_file([mentor(1, both="yes", **both)]))
    importer.save(csv_file([mentee(1, both="yes", **both)], MENTEES), "mentee")
    person = Person.objects.get()
    assert sorted(person.participations.values_list("role", flat=True)) == ["mentee", "mentor"]


@pytest.mark.requirement("R3.09")
def test_nothing_is_saved_while_a_problem_stands(importer):
    batch = importer.check(csv_file([mentor(1), mentor(2, grade="Emperor")]))
    (problem,) = importer.problems(batch)
    assert (problem.row, problem.column, problem.value) == (3, "grade", "Emperor")
    with pytest.raises(NotNow, match="Correct the problems"):
        start_save(batch, by=importer.by, at=AT)
    assert not Person.objects.exists()


def test_who_wants_both_roles_and_is_not_in_the_other_list_is_noted(importer):
    batch = importer.check(csv_file([mentor(1, both="yes"), mentor(2)]))
    (note,) = importer.problems(batch, only="note")
    assert (note.row, note.weight, batch.counts["errors"]) == (2, "note", 0)
    assert any("Both mentor and mentee" in n for n in importer.picture(batch).notes)
    importer.save(
        csv_file([mentee(1, **{"email address": "mentor.1@example.org"})], MENTEES), "mentee"
    )
    assert importer.problems(importer.check(csv_file([mentor(1, both="yes")]))) == []


@pytest.mark.requirement("R3.09")
def test_what_the_columns_hold_is_remembered_for_these_headings_in_this_programme(importer):
    content = csv_file([["Ada", "a@example.org"]], ["who", "where to write"])
    batch = importer.upload(content)
    assert set(batch.chosen.values()) == {None}
    chosen = {0: Field.FULL_NAME, 1: Field.EMAIL}
    choose_columns(batch, chosen, headings=["who", "where to write"], by=importer.by, at=AT)
    assert importer.upload(content).chosen == chosen
    assert importer.upload(content, "mentee").chosen == {0: None, 1: None}
    other = make_programme(coordinator=importer.by)
    importer.programme = other
    assert importer.upload(content).chosen == {0: None, 1: None}
    assert "who" not in str(ColumnChoice.objects.get().__dict__)


@pytest.mark.requirement("R1.07")
def test_without_consent_no_identity_is_readable_anywhere(importer):
    rows = [mentor(1, identity=CANARY), mentor(2, grade=CANARY)]
    importer.check(csv_file(rows))
    assert CANARY not in everything_readable()
    batch = importer.save(csv_file(rows[:1]))
    assert (batch.state, batch.counts["biographies_left_out"]) == ("saved", 1)
    assert Person.objects.get(user__email="mentor.1@example.org").biography == ""
    assert CANARY not in everything_readable()
    assert not IdentityConsent.objects.exists()


@pytest.mark.requirement("R1.07")
def test_with_consent_identity_is_sealed_and_used_in_matching_only(importer):
    rows = [mentor(1, identity=CANARY), mentor(2)]
    batch = importer.save(csv_file(rows), declared=CONSENT)
    person = Person.objects.get(user__email="mentor.1@example.org")
    assert identity_for_matching([person.pk], at=AT) == {person.pk: {Kind.CHARACTERISTICS: CANARY}}
    consent = IdentityConsent.objects.get()
    assert (consent.declared_by, consent.given_at) == (importer.by, AT)
    assert (batch.consent_declared_by, batch.consent_declared_at) == (importer.by, AT)
    assert CANARY not in everything_readable()
    assert {"import.consent_declared", "identity.declared"} <= set(acts())


@pytest.mark.requirement("R1.07")
def test_biographies_that_repeat_identity_come_in_only_where_asked(importer):
    declared = Declaration(consent=True, keep_biographies=True)
    importer.save(csv_file([mentor(1, identity=CANARY)]), declared=declared)
    assert CANARY in Person.objects.get().biography
    batch = importer.check(csv_file([mentor(2)]), declared=Declaration(keep_biographies=True))
    assert batch.keep_biographies is False


@pytest.mark.requirement("R1.07")
def test_an_import_never_speaks_over_what_people_said_of_their_identity(importer):
    gave, withdrew = make_person(), make_person()
    give_identity(gave, {Kind.CHARACTERISTICS: "mine"}, by=gave.user, at=AT)
    withdraw_identity(withdrew, by=withdrew.user, at=AT)
    rows = [
        mentor(n, identity=CANARY, **{"email address": person.user.email})
        for n, person in enumerate((gave, withdrew))
    ]
    batch = importer.save(csv_file(rows), declared=CONSENT)
    assert (batch.counts["identities"], batch.counts["identities_stay"]) == (0, 2)
    assert identity_for_matching([gave.pk, withdrew.pk], at=AT) == {
        gave.pk: {Kind.CHARACTERISTICS: "mine"}
    }


@pytest.mark.requirement("R3.09")
def test_what_people_wrote_themselves_stays(importer):
    user = make_user("mentor.1@example.org", password=PASSWORD)
    make_person("Own Words", user=user, organisation="Their body")
    batch = importer.save(csv_file([mentor(1), mentor(2)]))
    person = Person.objects.get(pk=user.pk)
    assert (person.name, person.organisation.name) == ("Own Words", "Their body")
    assert person.job_title == "Some role"
    assert {k: batch.counts[k] for k in ("added", "changed", "kept")} == {
        "added": 1, "changed": 1, "kept": 1,
    }  # fmt: skip


def test_once_it_is_over_file_problems_and_key_are_gone(importer):
    batch = importer.save(csv_file([mentor(1)]))
    assert not FilePiece.objects.exists()
    assert not ProblemPage.objects.exists()
    assert batch.picture is None
    key = DataKey.objects.get(owner_kind="import", owner_id=str(batch.pk))
    assert key.wrapped is None


def test_giving_up_saves_nobody_and_twice_is_as_once(importer):
    batch = importer.check(csv_file([mentor(1)]))
    abandon(batch, by=importer.by, at=AT)
    abandon(batch, by=importer.by, at=AT)
    assert importer.again(batch).state == "abandoned"
    assert not FilePiece.objects.exists()
    assert acts().count("import.abandoned") == 1
    with pytest.raises(NotNow):
        start_save(batch, by=importer.by, at=AT)
    with pytest.raises(NotNow):
        abandon(importer.save(csv_file([mentor(1)])), by=importer.by, at=AT)


def test_what_is_left_lying_for_a_day_is_ended_and_forgotten(importer, large):
    waiting = importer.upload(csv_file([mentor(1)]))
    waiting.made_at = AT
    Queue("test").run_all()
    read = importer.again(waiting)
    assert read.state == "read"
    stuck = importer.upload(csv_file([mentor(2)]))
    forget_old_imports(AT + timedelta(hours=23))
    assert FilePiece.objects.count() == 2
    assert tidy(at=AT + timedelta(hours=25)) == 2
    assert importer.again(read).state == "abandoned"
    assert importer.again(stuck).state == "failed"
    assert "within a day" in importer.again(stuck).failure
    assert not FilePiece.objects.exists()
    assert tidy(at=AT + timedelta(hours=26)) == 0


def test_a_crash_before_the_file_was_deleted_is_made_good_by_the_clock(importer, monkeypatch):
    monkeypatch.setattr(saving, "forget", lambda *a, **k: None)
    importer.save(csv_file([mentor(1)]))
    assert FilePiece.objects.exists()
    assert tidy(at=AT) == 1
    assert not FilePiece.objects.exists()


@pytest.mark.requirement("R3.09")
def test_a_large_file_is_worked_on_by_the_worker_and_done_twice_is_done_once(importer, large):
    batch = importer.upload(csv_file([mentor(n) for n in range(3)]))
    assert batch.state == "uploaded"
    worker = Queue("test")
    worker.run_all()
    batch = importer.again(batch)
    choose_columns(batch, batch.chosen, headings=MENTEES, by=importer.by, at=AT)
    start_check(batch, Declaration(), by=importer.by, at=AT)
    assert importer.again(batch).state == "checking"
    worker.run_all()
    batch = importer.again(batch)
    assert (batch.state, batch.done, batch.total) == ("checked", 0, 3)
    start_save(batch, by=importer.by, at=AT)
    start_save(batch, by=importer.by, at=AT)
    assert not Person.objects.exists()
    DBTaskResult.objects.filter(status="SUCCESSFUL").update(status="READY")  # all once more
    worker.run_all()
    batch = importer.again(batch)
    assert (batch.state, batch.counts["added"]) == ("saved", 3)
    assert acts().count("import.saved") == 1


@pytest.mark.requirement("R13.04")
def test_the_worker_speaks_the_language_of_whoever_brought_the_file(importer):
    batch = importer.upload(csv_file([mentor(1)]))
    for chosen, spoken in (("cy", "cy"), ("", "en-gb")):
        User.objects.filter(pk=importer.by.pk).update(language=chosen)
        with tasks._as_read_by_its_owner(str(batch.pk)):
            assert get_language() == spoken


def test_a_large_file_that_cannot_be_read_fails_with_the_same_words(importer, large):
    batch = importer.upload(b"\x89PNG" + bytes(90))
    Queue("test").run_all()
    batch = importer.again(batch)
    assert (batch.state, "a picture" in batch.failure) == ("failed", True)


def test_a_small_file_that_cannot_be_read_leaves_nothing(importer):
    with pytest.raises(UnreadableFile, match="a picture"):
        importer.upload(b"\x89PNG" + bytes(90))
    assert not ImportBatch.objects.exists()


def test_a_programme_that_changed_since_the_check_is_checked_again_before_saving(importer):
    batch = importer.check(csv_file([mentor(1)]))
    data = importer.programme.design.model_dump(mode="json")
    data["ladders"] = {"grades": ["First", "Second"]}
    design = type(importer.programme.design).model_validate(data)
    change_design(importer.programme, design, by=importer.by, at=AT)
    start_save(batch, by=importer.by, at=AT)
    batch = importer.again(batch)
    assert (batch.state, batch.counts["errors"]) == ("checked", 1)
    assert not Person.objects.exists()


def test_who_is_no_co_ordinator_any_more_saves_nobody(importer, large):
    batch = importer.upload(csv_file([mentor(1)]))
    worker = Queue("test")
    worker.run_all()
    batch = importer.again(batch)
    choose_columns(batch, batch.chosen, headings=MENTEES, by=importer.by, at=AT)
    start_check(batch, Declaration(), by=importer.by, at=AT)
    Coordinator.objects.all().delete()
    worker.run_all()
    batch = ImportBatch.objects.get()
    assert (batch.state, "no co-ordinator" in batch.failure) == ("failed", True)


def test_a_fault_of_ours_ends_the_import_and_saves_nobody(importer, monkeypatch):
    def broken(*args, **options):
        raise RuntimeError("what people wrote")

    batch = importer.check(csv_file([mentor(1)]))
    monkeypatch.setattr(saving, "find_or_open", broken)
    with pytest.raises(RuntimeError):
        start_save(batch, by=importer.by, at=AT)
    batch = importer.again(batch)
    assert (batch.state, batch.failure) == ("failed", BROKEN)
    assert not Person.objects.exists()


def test_work_that_another_has_done_is_left_alone(importer):
    batch = importer.save(csv_file([mentor(1)]))
    carry_out_check(batch.pk, at=AT)
    carry_out_save(batch.pk, at=AT)
    fail(batch, "too late", at=AT)
    assert (importer.again(batch).state, importer.again(batch).failure) == ("saved", "")


def test_nobody_but_a_co_ordinator_does_anything(importer):
    batch = importer.check(csv_file([mentor(1)]))
    stranger = make_user()
    make_programme(coordinator=stranger)
    sheet = Spreadsheet("mentor", "a.csv", csv_file([mentor(1)]))
    faulty = importer.check(csv_file([mentor(1, grade="x")]))
    for deed in (
        lambda: upload(importer.programme, sheet, by=stranger, at=AT),
        lambda: choose_columns(batch, {}, headings=(), by=stranger, at=AT),
        lambda: start_check(batch, Declaration(), by=stranger, at=AT),
        lambda: start_save(batch, by=stranger, at=AT),
        lambda: abandon(batch, by=stranger, at=AT),
        lambda: queries.picture_of(stranger, batch, at=AT),
        lambda: queries.table_of(stranger, batch, at=AT),
        lambda: queries.SealedProblems(stranger, faulty, at=AT)[:],
        lambda: queries.imports_in(stranger, importer.programme),
        lambda: queries.batch_for(stranger, importer.programme.pk, batch.pk),
    ):  # fmt: skip
        with pytest.raises(NotVisible):
            deed()


def test_problems_are_opened_page_by_page(importer):
    rows = [mentor(n, grade="x") for n in range(60)] + [mentor(n, grade="") for n in range(60, 70)]
    batch = importer.check(csv_file(rows))
    listed = queries.SealedProblems(importer.by, batch, at=AT)
    assert len(listed) == 70
    assert [p.row for p in listed[25:50]] == list(range(27, 52))
    assert listed[69].weight == "note"
    notes = queries.SealedProblems(importer.by, batch, at=AT, only="note")
    assert [p.row for p in notes[:25]] == list(range(62, 72))
    assert len(queries.SealedProblems(importer.by, batch, at=AT, only="error")[50:75]) == 10
