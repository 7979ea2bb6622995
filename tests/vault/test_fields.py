"""A sealed value shows itself to nobody, and a sealed column takes nothing else."""

import copy
import json
import logging
import pickle

import jinja2
import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.template import Context, Engine

from mentorhouse.access.policy import Capability
from mentorhouse.vault.errors import NotSealed, StaysSealed
from mentorhouse.vault.fields import Sealed, SealedField
from tests.vault.letter import CANARY, Letter, make_letter, somebody

BOTH = pytest.mark.django_db(databases=["default", "keystore"])
SEALED = Sealed(b"envelope")


@pytest.mark.parametrize(
    "show",
    [
        str, repr, bytes, list, len, format, pickle.dumps, copy.copy, copy.deepcopy,
        "{}".format, "{!r}".format, "%s".__mod__, lambda s: f"{s}", lambda s: s[0],
        lambda s: "x" in s, print,  # the point
        lambda s: json.dumps(s, default=str), lambda s: json.dumps(s, default=repr),
        lambda s: jinja2.Environment(autoescape=True).from_string("{{ s }}").render(s=s),
        lambda s: jinja2.Environment(autoescape=False).from_string("{{ s }}").render(s=s),  # noqa: S701
        lambda s: Engine().from_string("{{ s }}").render(Context({"s": s})),
        lambda s: Engine().from_string("{{ s|safe }}").render(Context({"s": s})),
        lambda s: serializers.serialize("json", [Letter(body=s)]),
        lambda s: serializers.serialize("xml", [Letter(body=s)]),
        lambda s: serializers.serialize("python", [Letter(body=s)]) and json.dumps(s, default=str),
    ],
)  # fmt: skip
def test_it_refuses_to_be_shown_stored_or_sent(show):
    with pytest.raises(StaysSealed):
        show(SEALED)


def test_it_refuses_json_as_every_unknown_thing():
    with pytest.raises(TypeError):
        json.dumps(SEALED)
    with pytest.raises(TypeError):
        json.dumps({"body": SEALED}, cls=DjangoJSONEncoder)


def test_a_log_line_cannot_be_made_of_it():
    record = logging.LogRecord("somewhere", logging.INFO, __file__, 1, "read %s", (SEALED,), None)
    with pytest.raises(StaysSealed):
        record.getMessage()


@pytest.mark.parametrize("plain", [CANARY, b"bytes", 1, "", [CANARY], models.F("reply")])
def test_a_row_refuses_plain_values(plain):
    with pytest.raises(NotSealed) as refusal:
        Letter(body=plain)
    letter = Letter()
    with pytest.raises(NotSealed):
        letter.body = plain
    assert "seal(row, body=…)" in str(refusal.value)
    assert CANARY not in str(refusal.value)
    assert letter.body is None


@BOTH
def test_an_update_of_plain_text_is_refused():
    letter = make_letter(somebody())
    with pytest.raises(NotSealed):
        Letter.objects.filter(pk=letter.pk).update(body=CANARY)


@BOTH
def test_bulk_writes_carry_sealed_values():
    letters = [make_letter(somebody()) for _ in range(2)]
    moved = [letters[1].body, letters[0].body]
    for letter, body in zip(letters, moved, strict=True):
        letter.body = body
    Letter.objects.bulk_update(letters, ["body"])
    assert isinstance(Letter.objects.get(pk=letters[0].pk).body, Sealed)


@BOTH
def test_it_can_be_asked_only_whether_it_is_there():
    there, empty = make_letter(somebody()), make_letter(somebody(), body=None)
    mine = Letter.objects.filter(pk__in=[there.pk, empty.pk])
    assert list(mine.filter(body__isnull=True)) == [empty]
    for lookup in ("body", "body__contains", "body__gt", "body__in"):
        with pytest.raises((FieldError, NotSealed)):
            list(mine.filter(**{lookup: b"x"}))


@BOTH
def test_the_column_holds_no_text():
    letter = make_letter(somebody())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {Letter._meta.db_table}")  # a fixed name
        rows = [bytes(v) if isinstance(v, memoryview) else v for row in cursor for v in row]
    assert any(isinstance(value, bytes) for value in rows)
    assert not [v for v in rows if "canary" in str(v)]
    assert Letter.objects.defer("body").get(pk=letter.pk).body is not None


def test_migrations_see_the_column_and_not_its_readers():
    field = Letter._meta.get_field("body")
    _, path, args, kwargs = field.deconstruct()
    assert (path, args) == ("mentorhouse.vault.fields.SealedField", [])
    assert kwargs == {"null": True, "blank": True}
    assert SealedField(**kwargs).deconstruct()[3] == kwargs
    written, imports = MigrationWriter.serialize(field)
    assert written == "mentorhouse.vault.fields.SealedField(blank=True, null=True)"
    assert imports == {"import mentorhouse.vault.fields"}


def test_null_false_survives_a_migration():
    kwargs = SealedField(readable_by=Capability.READ_IDENTITY, null=False).deconstruct()[3]
    assert SealedField(**kwargs).null is False


def test_a_field_without_readers_or_owner_fails_the_checks():
    class Diary(models.Model):
        secret = SealedField()

        class Meta:
            app_label = "tests"
            apps = Letter._meta.apps

    assert {p.id for p in Diary._meta.get_field("secret").check()} == {"vault.E101", "vault.E102"}
    assert Letter._meta.get_field("body").check() == []


def test_it_has_no_form_field():
    assert Letter._meta.get_field("body").formfield() is None
