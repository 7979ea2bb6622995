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
    return make_programme(state=ProgrammeState.DRAFT, design=complete_design(**design))


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
