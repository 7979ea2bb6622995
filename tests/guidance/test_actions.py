"""Deeds on the library and on comments: what is written, who may, what stays untouched."""

from datetime import timedelta

import pytest
from django.db import models
from django.db.models import Q

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.guidance import actions, queries, rules
from mentorhouse.guidance.models import Comment
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.actions import ChangedMeanwhile, change_design
from mentorhouse.programmes.design import parse_design, plain, read_design, write_design
from mentorhouse.programmes.design.public import HelpElsewhere, ProgrammeText
from mentorhouse.programmes.models import DesignVersion, Programme
from tests.factories import AT, coordinator_of, make_programme, make_user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def text(key: str = "etiquette", **facts: object) -> ProgrammeText:
    said = {"key": key, "title": "Our manners", "text": "Be kind.", "steps": ["first_meeting"]}
    return ProgrammeText(**said | facts)


def put(keeper, page=None, *, version=None, programme=None):
    programme = programme or keeper.again()
    seen = programme.design_version if version is None else version
    return actions.put_guide(programme, page or text(), by=keeper.user, at=AT, version=seen)


def renamed(programme, name):
    data = plain(programme.design) | {"purpose": name}
    return parse_design(data)


@pytest.mark.requirement("R13.01")
def test_a_change_shows_at_once_and_travels_with_the_file(keeper):
    put(keeper)
    found = queries.guide_for(keeper.mentor.person.user, keeper.again(), "etiquette")
    assert (found.title, found.text, found.origin) == ("Our manners", "Be kind.", "changed")
    design = read_design(write_design(keeper.again().design))
    assert design.guidance.pages == [text()]


@pytest.mark.requirement("R13.03")
def test_every_version_of_a_page_is_kept_with_who_and_when(keeper):
    put(keeper)
    put(keeper, text(text="Be very kind."))
    found = queries.editions_of(keeper.user, keeper.again(), "etiquette")
    assert [(each.deed, each.by, each.at, each.text) for each in found] == [
        ("Changed again", "Keeta Prism", AT, "Be very kind."),
        ("Changed", "Keeta Prism", AT, "Be kind."),
    ]
    assert AuditEntry.objects.filter(act="guide.written").count() == 2


def test_of_two_who_write_one_guide_the_second_is_told(keeper):
    seen = keeper.again().design_version
    put(keeper)
    with pytest.raises(ChangedMeanwhile) as refusal:
        put(keeper, text(title="Mine"), version=seen)
    assert refusal.value.programme.design.guidance.pages[0].title == "Our manners"
    assert DesignVersion.objects.filter(programme=keeper.programme).count() == 2


def test_a_change_elsewhere_in_the_design_is_no_reason_to_refuse(keeper):
    programme = keeper.again()
    seen = programme.design_version
    put(keeper, text("grow"))
    change_design(keeper.again(), renamed(programme, "Another purpose."), by=keeper.user, at=AT)
    put(keeper, version=seen, programme=programme)
    assert {page.key for page in keeper.again().design.guidance.pages} >= {"etiquette"}
    assert keeper.again().design.purpose == "Another purpose."


def test_what_is_pressed_twice_is_done_once(keeper):
    seen = keeper.again().design_version
    put(keeper)
    put(keeper, version=seen)
    for _ in range(2):
        actions.rearrange(
            keeper.again(), "grow", rules.Deed.LEAVE_OUT, by=keeper.user, at=AT, version=seen
        )
    place = HelpElsewhere(name="Quiet Line")
    for _ in range(2):
        actions.keep_help(keeper.again(), [place], by=keeper.user, at=AT, version=seen)
    assert keeper.again().design_version == seen + 3
    assert AuditEntry.objects.filter(act__startswith="guide.").count() == 3


@pytest.mark.parametrize("deed", list(rules.Deed))
def test_a_guide_is_left_out_brought_back_and_reset(keeper, deed):
    programme = put(keeper)
    version = programme.design_version
    actions.rearrange(programme, "etiquette", deed, by=keeper.user, at=AT, version=version)
    found = queries.kept_guide(keeper.user, keeper.again(), "etiquette")
    assert found.left_out == (deed is rules.Deed.LEAVE_OUT)
    assert (found.origin == "shipped") == (deed is rules.Deed.RESET)


@pytest.mark.requirement("R13.06")
def test_where_else_to_find_help_is_kept(keeper):
    places = [HelpElsewhere(name="Occupational health", what="Work and health.", contact="1234")]
    version = keeper.again().design_version
    actions.keep_help(keeper.again(), places, by=keeper.user, at=AT, version=version)
    assert keeper.again().design.guidance.help == places
    with pytest.raises(ChangedMeanwhile):
        actions.keep_help(keeper.again(), [], by=keeper.user, at=AT, version=version)


def test_only_who_runs_the_programme_keeps_its_library(keeper):
    stranger = coordinator_of(make_programme())
    programme = keeper.again()
    version = programme.design_version
    for by in (stranger, keeper.mentor.person.user):
        with pytest.raises(NotVisible):
            actions.put_guide(programme, text(), by=by, at=AT, version=version)
        with pytest.raises(NotVisible):
            actions.keep_help(programme, [], by=by, at=AT, version=version)
        with pytest.raises(NotVisible):
            deed = rules.Deed.LEAVE_OUT
            actions.rearrange(programme, "grow", deed, by=by, at=AT, version=version)


def say(keeper, words="Too long.", *, named=True, by=None, at=AT, guide="grow"):
    by = by or keeper.mentor.person.user
    return actions.comment(keeper.programme, guide, words, named=named, by=by, at=at)


@pytest.mark.requirement("R13.05")
def test_a_comment_reaches_the_co_ordinator_with_its_author(keeper):
    row = say(keeper)
    assert queries.comments_in(keeper.user, keeper.programme).get() == row
    assert row.author == keeper.mentor.person.user
    assert OutboxLetter.objects.get(kind="guidance.comment").to == keeper.user
    assert AuditEntry.objects.get(act="guide.commented").actor == str(row.author.pk)


@pytest.mark.requirement("R13.05")
def test_a_comment_without_a_name_holds_no_trace_of_its_author(keeper):
    def traces():
        """Count where in the database the author’s identifier stands, by model and field."""
        from django.apps import apps

        who, found = keeper.mentor.person.user, {}
        for model in apps.get_models():
            if not hasattr(model, "objects"):
                continue
            for field in model._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField | models.JSONField):
                    query = Q(**{f"{field.name}__icontains": str(who.pk)})
                    query |= Q(**{f"{field.name}__icontains": who.pk.hex})
                elif isinstance(field, models.ForeignKey) and field.related_model is type(who):
                    query = Q(**{field.name: who.pk})
                else:
                    continue
                found[model._meta.label, field.name] = model.objects.filter(query).count()
        return found

    before = traces()
    row = say(keeper, named=False)
    assert row.author is None
    assert traces() == before
    say(keeper, "With my name.")
    assert traces() != before  # the search does find what is there


def test_the_same_words_on_the_same_day_are_one_comment(keeper):
    assert say(keeper) == say(keeper)
    assert say(keeper, named=False) == say(keeper, named=False)
    assert Comment.objects.count() == 2
    say(keeper, at=AT + timedelta(days=1))
    assert Comment.objects.count() == 3


def test_nobody_can_flood_the_co_ordinator(keeper):
    for number in range(10):
        say(keeper, f"Point {number}")
    with pytest.raises(actions.TooMany, match="tomorrow"):
        say(keeper, "One more")
    say(keeper, "One more", at=AT + timedelta(days=1))
    for number in range(30):
        say(keeper, f"Point {number}", named=False)
    with pytest.raises(actions.TooMany, match="with your name"):
        say(keeper, "One more", named=False)


def test_a_stranger_cannot_comment(keeper):
    with pytest.raises(NotVisible):
        say(keeper, by=make_user())


def test_an_answer_marks_it_done_and_tells_the_author_once(keeper):
    row = say(keeper)
    for _ in range(2):
        actions.answer_comment(row, "Thank you.", by=keeper.user, at=AT)
    row.refresh_from_db()
    assert (row.state, row.answer, row.settled_by) == ("done", "Thank you.", keeper.user)
    assert OutboxLetter.objects.get(kind="guidance.answered").to == row.author
    actions.reopen_comment(row, by=keeper.user, at=AT)
    with pytest.raises(NotNow, match="open already"):
        actions.reopen_comment(row, by=keeper.user, at=AT)


def test_only_who_runs_the_programme_answers(keeper):
    row = say(keeper)
    for by in (keeper.mentor.person.user, coordinator_of(make_programme())):
        with pytest.raises(NotVisible):
            actions.answer_comment(row, "No.", by=by, at=AT)
        with pytest.raises(NotVisible):
            actions.reopen_comment(row, by=by, at=AT)


def test_nobody_is_told_of_an_answer_to_a_comment_without_a_name(keeper):
    actions.answer_comment(say(keeper, named=False), "Thanks.", by=keeper.user, at=AT)
    assert not OutboxLetter.objects.filter(kind="guidance.answered").exists()


def test_nothing_is_said_to_a_programme_in_the_archive_where_nobody_answers(keeper):
    Programme.objects.update(state="archived")
    with pytest.raises(NotNow, match="nobody answers comments any more"):
        actions.comment(
            keeper.again(), "etiquette", "Hm.", named=True, by=keeper.mentor.person.user, at=AT
        )
    assert not Comment.objects.exists()
