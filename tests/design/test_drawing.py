"""Any Django form is drawn the NHS.UK way, and nothing that was typed is lost."""

import re
from html import unescape

import pytest
from django import forms

from mentorhouse.design import drawing
from mentorhouse.design.gallery import EveryField

NASTY = "<script>alert('x')</script> & \"quotes\""
TYPED = {
    "name": NASTY, "email": "not an address", "password": "a secret that must not come back",
    "years": "many", "grade": "AO", "way": "phone", "topics": ["leading", "change"],
    "starts_day": "31", "starts_month": "2", "starts_year": "2027", "at": "half two",
    "log": f"{NASTY}\nsecond line", "note": "", "agree": "on",
}  # fmt: skip


@pytest.fixture
def drawn():
    return str(drawing.fields(EveryField(TYPED)))


def tags(html, name):
    return re.findall(rf"<{name}\b[^>]*>", html)


def test_what_was_typed_comes_back(drawn):
    values = {unescape(v) for v in re.findall(r'value="([^"]*)"', drawn)}
    assert {NASTY, "not an address", "many", "31", "2", "2027", "half two"} <= values
    # A browser drops the first line end of a box, so ours is there to be dropped.
    box = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", drawn, re.DOTALL)
    assert unescape(box[1]) == TYPED["log"]


def test_what_was_chosen_comes_back_chosen(drawn):
    chosen = {
        re.search(r'value="([^"]*)"', tag)[1] for tag in tags(drawn, "input") if " checked" in tag
    }
    assert chosen == {"phone", "leading", "change", "on"}
    options = [tag for tag in tags(drawn, "option") if " selected" in tag]
    assert len(options) == 1
    assert 'value="AO"' in options[0]


def test_a_password_never_comes_back_and_nothing_runs(drawn):
    assert TYPED["password"] not in drawn
    assert "<script" not in drawn


def test_each_kind_of_field_is_the_component_of_its_kind(drawn):
    for part in (
        "nhsuk-radios__input", "nhsuk-checkboxes__input", "nhsuk-date-input", "nhsuk-select",
        "nhsuk-password-input", "nhsuk-character-count", "nhsuk-file-upload", "nhsuk-textarea",
        'autocomplete="name"', 'autocomplete="email"', 'autocomplete="new-password"',
        'inputmode="numeric"', 'data-maxlength="400"', "(optional)",
    ):  # fmt: skip
        assert part in drawn, part
    assert drawn.count("nhsuk-radios__input") == 3


def test_every_problem_links_to_a_box_that_is_there(drawn):
    form = EveryField(TYPED)
    links = re.findall(r'href="#([^"]+)"', str(drawing.error_summary(form)))
    assert len(links) == sum(len(found) for found in form.errors.values()) == 4
    assert set(links) <= set(re.findall(r'\bid="([^"]+)"', drawn))


def test_problems_of_the_empty_form_link_too():
    form = EveryField({})
    links = re.findall(r'href="#([^"]+)"', str(drawing.error_summary(form)))
    assert len(links) == 11
    assert set(links) <= set(re.findall(r'\bid="([^"]+)"', str(drawing.fields(form))))


def test_an_incomplete_date_links_to_the_box_that_is_missing():
    form = EveryField(TYPED | {"starts_month": ""})
    assert "#id_starts-month" in str(drawing.error_summary(form))


def test_without_problems_there_is_no_list_of_them():
    assert drawing.error_summary(EveryField()) == ""


def test_problems_of_the_whole_form_are_listed_without_a_link():
    form = EveryField(TYPED)
    form.add_error(None, "These two do not fit.")
    assert "These two do not fit." in str(drawing.error_summary(form))
    assert (None, "") not in list(drawing.problems(form))


def test_a_form_draws_itself_and_hidden_boxes_stay_hidden():
    class Plain(forms.Form):
        name = forms.CharField()
        secret = forms.CharField(widget=forms.HiddenInput, initial="x1")

    drawn = str(Plain())
    assert "nhsuk-input" in drawn
    assert '<input type="hidden" name="secret" value="x1"' in drawn


def page(rf, template, **names):
    from django.template import engines

    return engines["jinja2"].from_string(template).render(names, rf.get("/"))


def test_a_form_page_has_token_fields_button_and_a_way_out(rf):
    html = page(
        rf,
        "{{ form_page(shown, button='Save', secondary={'text': 'Cancel', 'href': '/x'}) }}",
        shown=EveryField(TYPED),
    )
    for part in ("csrfmiddlewaretoken", 'enctype="multipart/form-data"', ">Save</button>",
                 '<a href="/x">Cancel</a>', "novalidate", "There is a problem"):  # fmt: skip
        assert part in html, part
    assert html.count("<button") == 2  # “Show” of the password, and the one deed


def test_problems_are_listed_once_where_the_page_lists_them(rf):
    html = page(rf, "{{ form_page(form, button='Save') }}", form=EveryField(TYPED))
    assert "There is a problem" not in html


@pytest.mark.django_db
def test_the_title_says_first_that_something_is_wrong(client):
    html = client.post("/gallery/", TYPED).content.decode()
    assert html.count("There is a problem") == 1
    assert "<title>Error: Gallery" in html
    assert "<title>Gallery" in client.get("/gallery/").content.decode()


def test_a_form_that_asks_carries_no_token_and_a_call_adds_to_it(rf):
    html = page(rf, "{{ form_page(f, button='Find', method='get') }}", f=EveryField())
    assert "csrfmiddlewaretoken" not in html
    html = page(
        rf, "{% call form_page(f, button='Go') %}<p>Read this</p>{% endcall %}", f=EveryField()
    )
    assert html.index("<p>Read this</p>") < html.index(">Go</button>")


def test_one_button_does_one_deed(rf):
    html = page(
        rf, "{{ button_form('Withdraw', action='/w/', hidden={'row': '<1>'}, warning=true) }}"
    )
    for part in (
        'action="/w/"',
        "csrfmiddlewaretoken",
        'name="row" value="&lt;1&gt;"',
        "nhsuk-button--warning",
    ):
        assert part in html, part
