"""Pages of the set-up: what they show changes nothing; everything can be changed; who is told."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.programmes import forms, rules
from mentorhouse.programmes.design import Design, parse_design, plain, shipped_designs
from mentorhouse.programmes.design.walk import ELSEWHERE, UNSHOWN, by_path, settings_of
from mentorhouse.programmes.models import Coordinator
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import complete_design, coordinator_of, make_programme, make_user
from tests.programmes.posting import posted

pytestmark = pytest.mark.django_db


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def page(name, programme, *args):
    return reverse(f"programmes:{name}", args=[programme.pk, *args])


def draft(**design):
    programme = make_programme(state=ProgrammeState.DRAFT, design=complete_design(**design))
    programme.design_versions.create(number=1, data=programme.design_data, at=programme.made_at)
    return programme


def form_of(programme, key):
    return forms.SettingsForm(
        settings=rules.TOPICS[key].settings,
        values=plain(programme.design),
        version=programme.design_version,
    )


def save(client, programme, key, **typed):
    programme.refresh_from_db()
    data = posted(
        form_of(programme, key), **{name.replace(".", "-"): v for name, v in typed.items()}
    )
    return client.post(page("topic", programme, key), data)


def paths_of(part, prefix=""):
    """Every path of the model, walked here by another way than in the product."""
    for name, field in part.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Design.__base__):
            yield from paths_of(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


@pytest.mark.requirement("R2.01")
def test_every_setting_of_the_model_stands_on_exactly_one_page():
    walked = {
        path
        for path in paths_of(Design)
        if path.partition(".")[0] not in ELSEWHERE and path not in UNSHOWN
    }
    on_pages = [one.path for key in rules.TOPICS for one in rules.settings_on(key)]
    assert sorted(on_pages) == sorted(walked)
    assert set(by_path()) == walked


def test_every_setting_has_words_and_every_choice_has_them_for_each_value():
    inner = [one for known in settings_of() for part in known.parts for one in settings_of(part)]
    for one in [*settings_of(), *inner]:
        assert one.title and one.title != "None", one.path
        assert one.kind not in {"choice", "choices"} or one.words, one.path


@pytest.mark.requirement("R2.01")
@pytest.mark.parametrize("key", rules.TOPICS)
def test_a_page_opens_and_saving_what_it_shows_changes_nothing(key):
    for shipped in shipped_designs():
        programme = draft(**(plain(shipped.design) | {"format": 2}))
        client = as_(coordinator_of(programme))
        shown = client.get(page("topic", programme, key), follow=True)
        assert shown.status_code == 200
        if rules.TOPICS[key].settings:
            save(client, programme, key)
        before = plain(programme.design)
        programme.refresh_from_db()
        assert plain(programme.design) == before
        assert programme.design_version == 1


def test_what_does_not_go_together_is_refused_with_both_places_and_what_was_typed_stays():
    programme = draft()
    client = as_(coordinator_of(programme))
    shown = save(client, programme, "dates", **{"timing.length_months": "6"})
    assert shown.status_code == 302
    shown = save(client, programme, "agreement", **{"agreement.review_at": "interval",
                                                    "agreement.review_months": "9"})  # fmt: skip
    text = shown.content.decode()
    assert "let the first review come before the end" in text
    assert "Error:" in text
    assert page("topic", programme, "dates") + "#id_timing-length_months" in text
    assert page("topic", programme, "agreement") + "#id_agreement-review_months" in text
    assert 'value="9"' in text
    programme.refresh_from_db()
    assert programme.design.agreement.review_months is None
    assert programme.design_version == 1


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("meetings", {"meetings.length_minutes": "1"}, "Enter a whole number from 15 to 480"),
        ("meetings", {"meetings.length_minutes": ""}, "Enter a whole number from 15 to 480"),
        ("meetings", {"meetings.longest_minutes": "30"}, "does not go with"),
        ("dates", {"timing.length_months": "many"}, "or leave it empty"),
        ("dates", {"timing.starts_on_day": "31", "timing.starts_on_month": "2"}, "needs a year"),
        ("purpose", {"name": ""}, "Enter the name of the programme"),
        ("purpose", {"aims.goals": "x" * 401}, "Line 1 is longer than 400 characters"),
        ("mentees", {"mentees.entry": "nonsense"}, "Select a valid choice"),
        ("co-ordination", {"coordination.contact_email": "me"}, "Enter an e-mail address"),
        ("pilot", {"pilot.is_pilot": ""}, "Choose an answer"),
        ("supervision", {"supervision.kind": "required"}, "say how often it is due"),
    ],
)
def test_a_problem_is_said_in_plain_words_and_nothing_is_saved(key, typed, said):
    programme = draft()
    shown = save(as_(coordinator_of(programme)), programme, key, **typed)
    assert said in shown.content.decode()
    programme.refresh_from_db()
    assert programme.design_version == 1


def test_of_two_who_save_the_second_keeps_what_they_typed_and_sees_what_is_saved():
    programme = draft()
    first, second = coordinator_of(programme), make_user()
    Coordinator.objects.create(programme=programme, user=second, since=programme.made_at)
    stale = posted(form_of(programme, "purpose"), purpose="Mine")
    save(as_(first), programme, "purpose", purpose="Theirs")
    shown = as_(second).post(page("topic", programme, "purpose"), stale).content.decode()
    programme.refresh_from_db()
    assert programme.design.purpose == "Theirs"
    assert "Mine</textarea>" in shown
    assert "Someone else saved a change" in shown
    assert "Theirs" in shown
    assert 'name="version" value="2"' in shown.replace('type="hidden" ', "")
    as_(second).post(page("topic", programme, "purpose"), stale | {"version": 2})
    programme.refresh_from_db()
    assert programme.design.purpose == "Mine"


def test_somebody_who_changed_another_page_is_said_to_have():
    programme = draft()
    client = as_(coordinator_of(programme))
    stale = posted(form_of(programme, "pilot"), **{"pilot-is_pilot": "yes"})
    save(client, programme, "purpose", purpose="Theirs")
    shown = client.post(page("topic", programme, "pilot"), stale).content.decode()
    assert "nothing that you changed here" in shown


def test_a_box_that_only_the_other_changed_holds_what_they_saved():
    programme = draft()
    by = coordinator_of(programme)
    stale = posted(form_of(programme, "purpose"), purpose="Mine")
    theirs = {"aims.vision": "Theirs", "aims.goals": "A goal", "aims.review_on_day": "2",
              "aims.review_on_month": "3", "aims.review_on_year": "2027"}  # fmt: skip
    save(as_(by), programme, "purpose", **theirs)
    shown = as_(by).post(page("topic", programme, "purpose"), stale).content.decode()
    for kept in ("Mine</textarea>", "Theirs</textarea>", "A goal</textarea>", 'value="2027"'):
        assert kept in shown


def test_in_a_programme_under_way_a_change_first_says_whom_it_touches_and_from_when():
    programme = make_programme(state=ProgrammeState.RUNNING)
    client = as_(coordinator_of(programme))
    typed = {"confidentiality.coordinator_reads_content": "yes"}
    shown = save(client, programme, "confidentiality", **typed)
    text = shown.content.decode()
    assert "What this changes" in text
    assert "Pairs that are offered a match from now on" in text
    assert "Never backwards" in text
    programme.refresh_from_db()
    assert not programme.design.confidentiality.coordinator_reads_content
    data = posted(form_of(programme, "confidentiality"),
                  **{"confidentiality-coordinator_reads_content": "yes"})  # fmt: skip
    address = page("topic", programme, "confidentiality")
    again = client.post(address, data | {"again": "yes"}).content.decode()
    assert "What this changes" not in again
    assert client.post(address, data | {"confirmed": "yes"}).status_code == 302
    programme.refresh_from_db()
    assert programme.design.confidentiality.coordinator_reads_content
    assert programme.design_version == 2


def test_what_is_asked_to_be_confirmed_is_sent_on_whole():
    programme = make_programme(state=ProgrammeState.RUNNING)
    client = as_(coordinator_of(programme))
    typed = {"meetings.ways": ["telephone", "video"], "meetings.first.advice": "One\r\nTwo"}
    text = save(client, programme, "ways", **typed).content.decode()
    for value in ("telephone", "video"):
        assert f'name="meetings-ways" value="{value}"' in text
    assert 'name="meetings-first-advice" value="One\nTwo"' in text.replace("\r\n", "\n")


def test_saving_what_is_shown_says_that_nothing_was_changed_and_asks_nothing():
    programme = make_programme(state=ProgrammeState.RUNNING)
    client = as_(coordinator_of(programme))
    assert save(client, programme, "meetings").status_code == 302
    shown = client.get(page("set_up", programme)).content.decode()
    assert "Nothing was changed." in shown


def test_a_closed_programme_keeps_its_set_up():
    programme = make_programme(state=ProgrammeState.CLOSED)
    client = as_(coordinator_of(programme))
    text = save(client, programme, "purpose", purpose="Another", confirmed="yes").content.decode()
    assert "its set-up stays as it is" in text
    programme.refresh_from_db()
    assert programme.design.purpose != "Another"


def test_the_set_up_leads_from_what_is_missing_to_its_page():
    programme = draft(purpose="")
    text = as_(coordinator_of(programme)).get(page("set_up", programme)).content.decode()
    assert f'<a href="{page("topic", programme, "purpose")}">Say in a few sentences' in text
    assert "1 missing" in text
    for name in rules.GROUPS:
        assert name in text


@pytest.mark.requirement("R2.03")
def test_purpose_and_aims_are_written_reviewed_and_shown_to_everyone_who_takes_part():
    from tests.factories import make_mentee

    programme = draft()
    client = as_(coordinator_of(programme))
    save(
        client, programme, "purpose", purpose="To help people grow.",
        **{"aims.vision": "Everyone has someone to ask.", "aims.values": "Kindness.",
           "aims.goals": "More leaders\r\nLess turnover", "aims.outcomes": "Confidence",
           "aims.outputs": "Fifty pairs", "aims.strategy": "The people plan",
           "aims.review_on_day": "1", "aims.review_on_month": "5", "aims.review_on_year": "2027",
           "aims.review_outcome": "We go on."},
    )  # fmt: skip
    programme.refresh_from_db()
    assert programme.design.aims.goals == ["More leaders", "Less turnover"]
    programme.state = ProgrammeState.RUNNING
    programme.save(update_fields=["state"])
    row = make_mentee(programme)
    shown = as_(row.person.user).get(reverse("programmes:taking_part", args=[row.pk]))
    text = shown.content.decode()
    for words in ("To help people grow.", "Everyone has someone to ask.", "Kindness.",
                  "More leaders", "Confidence", "Fifty pairs", "The people plan",
                  "1 May 2027", "We go on."):  # fmt: skip
        assert words in text


def test_a_page_takes_the_same_queries_however_long_its_lists(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    programme = draft()
    client = as_(coordinator_of(programme))
    address = page("entries", programme, "messages")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    data = plain(programme.design)
    data["messages"], data["reminders"] = data["messages"][:1], []
    programme.design_data = plain(parse_design(data))
    programme.save(update_fields=["design_data"])
    with django_assert_num_queries(len(captured)):
        client.get(address)
