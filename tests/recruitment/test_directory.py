"""The directory of open programmes, and the guide before applying (R3.02, R3.12, R3.15, R3.19)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.recruitment.queries.directory import open_programmes
from mentorhouse.recruitment.rules import readiness
from mentorhouse.recruitment.rules.directory import fitting
from mentorhouse.recruitment.rules.readiness import Help, suits
from tests.factories import complete_design, make_programme
from tests.recruitment.applying import design_of

TODAY = date(2026, 11, 2)
ALL_FOR = {
    help_: {
        question.key: next(c.key for c in question.choices if c.speaks_for is help_)
        for question in readiness.QUESTIONS
    }
    for help_ in Help
}


def listed(name: str, **more: object):
    state = more.pop("state", ProgrammeState.RECRUITING)
    charge = more.pop("charge", {"free": True, "explanation": ""})
    public = complete_design().public.model_dump(mode="json") | more
    return make_programme(
        state=state, design=complete_design(name=name, public=public, charge=charge)
    )


@pytest.fixture
def several(db):
    listed("For starters", goals=["skills"], career_stages=["starting"])
    listed("For leaders", goals=["lead", "networks"], career_stages=["senior"])
    listed("For everyone", goals=["networks"], career_stages=[])
    listed("In secret", listed=False)
    listed("Too late", apply_by="2026-11-01")
    listed("A draft", state=ProgrammeState.DRAFT)
    listed("Over", state=ProgrammeState.CLOSED)


@pytest.mark.requirement("R3.19")
@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["For everyone", "For leaders", "For starters"]),
        ({"goal": "networks"}, ["For everyone", "For leaders"]),
        ({"stage": "starting"}, ["For everyone", "For starters"]),
        ({"goal": "lead", "stage": "starting"}, []),
        ({"word": "LEAD"}, ["For leaders"]),
    ],
)
def test_goal_and_stage_lead_to_the_right_programme(several, asked, names):
    found = fitting(open_programmes(today=TODAY), **asked)
    assert [one.name for one in found] == names


@pytest.mark.requirement("R3.19")
def test_the_directory_needs_no_account_and_links_to_the_public_page(several, client: Client):
    page = client.get(reverse("recruitment:directory"), {"goal": "lead"}).content.decode()
    assert "For leaders" in page
    assert "For starters" not in page
    assert "/p/" in page


def test_nonsense_in_the_address_filters_nothing(several, client: Client):
    page = client.get(reverse("recruitment:directory"), {"goal": "' or 1", "page": "x"})
    assert page.status_code == 200
    assert "For leaders" in page.content.decode()


def test_the_directory_is_one_query_however_long_it_is(several, django_assert_num_queries):
    with django_assert_num_queries(1):
        open_programmes(today=TODAY)


@pytest.mark.requirement("R3.12")
def test_directory_and_public_page_say_whether_it_is_free(db, client: Client):
    free = listed("Free")
    paid = listed("Paid", charge={"free": False, "explanation": "It costs 20 pounds."})
    page = client.get(reverse("recruitment:directory")).content.decode()
    assert "Free of charge" in page
    assert "It costs 20 pounds." in page
    for programme, words in ((free, "free of charge"), (paid, "It costs 20 pounds.")):
        for name in ("handbook:public", "recruitment:apply"):
            assert words in client.get(reverse(name, args=[programme.pk])).content.decode()


@pytest.mark.requirement("R3.02")
@pytest.mark.parametrize("help_", list(Help))
def test_clear_answers_show_what_suits_and_why(help_):
    found = suits(ALL_FOR[help_])
    assert found.best is help_
    assert len(found.why) == len(readiness.QUESTIONS)
    assert found.also == ()


@pytest.mark.requirement("R3.02")
def test_what_weighs_on_somebody_is_not_outvoted():
    answers = ALL_FOR[Help.MENTORING] | {"want": "relief", "about": "life"}
    found = suits(answers)
    assert (found.best, found.also) == (Help.COUNSELLING, (Help.MENTORING,))


@pytest.mark.requirement("R3.02")
def test_the_guide_never_blocks_and_keeps_nothing(client: Client, db):
    programme = make_programme()
    address = reverse("recruitment:programme_readiness", args=[programme.pk])
    page = client.post(address, ALL_FOR[Help.COUNSELLING])
    assert page.status_code == 200
    text = page.content.decode()
    assert "Counselling may suit you better" in text
    assert reverse("recruitment:apply", args=[programme.pk]) in text
    assert not any("relief" in str(value) for value in client.session.values())


@pytest.mark.requirement("R3.15")
def test_the_guide_of_the_register_names_coaching_and_counselling(client: Client, db):
    address = reverse("recruitment:programme_readiness",
                      args=[make_programme(design=design_of("Mentor register")).pk])  # fmt: skip
    for help_ in (Help.COACHING, Help.COUNSELLING):
        page = client.post(address, ALL_FOR[help_]).content.decode()
        assert "Confidential counselling" in page
        assert "For one clear aim at work" in page


@pytest.mark.requirement("R3.02")
@pytest.mark.parametrize("used", [True, False])
def test_the_guide_comes_before_a_mentee_applies_where_the_programme_shows_it(
    client: Client, db, used
):
    application = complete_design().application.model_dump(mode="json") | {"readiness_guide": used}
    programme = make_programme(design=complete_design(application=application))
    page = client.get(reverse("handbook:public", args=[programme.pk])).content.decode()
    assert (reverse("recruitment:programme_readiness", args=[programme.pk]) in page) is used


@pytest.mark.requirement("R3.15")
def test_the_guide_points_to_where_other_help_is_to_be_had(client: Client, db):
    help_ = [{"name": "Quiet room", "what": "Confidential talks.", "contact": "Extension 1234"}]
    guidance = complete_design().guidance.model_dump(mode="json") | {"help": help_}
    programme = make_programme(design=complete_design(guidance=guidance))
    address = reverse("recruitment:programme_readiness", args=[programme.pk])
    page = client.post(address, ALL_FOR[Help.COACHING]).content.decode()
    assert "Quiet room" in page
    assert "Extension 1234" in page
    alone = client.post(reverse("recruitment:readiness"), ALL_FOR[Help.COUNSELLING])
    assert "occupational health" in alone.content.decode()


def test_a_question_left_out_is_asked_again_with_the_others_kept(client: Client, db):
    answers = {k: v for k, v in ALL_FOR[Help.COACHING].items() if k != "give"}
    page = client.post(reverse("recruitment:readiness"), answers).content.decode()
    assert "What can you give at present?" in page
    assert page.count("checked") == len(answers)
