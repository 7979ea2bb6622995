"""Our plain HTML says what the design system's own macros say, element by element."""

from html.parser import HTMLParser
from pathlib import Path

import nhsuk_frontend_jinja
import pytest
from django import forms
from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from mentorhouse.design import drawing
from mentorhouse.design.forms import DateParts, Form

MACROS = Environment(
    loader=FileSystemLoader(Path(nhsuk_frontend_jinja.__file__).parent / "templates"),
    autoescape=True,
    undefined=ChainableUndefined,
)
LABEL = {"label": {"text": "Label", "size": "s"}}
LEGEND = {"fieldset": {"legend": {"text": "Label", "size": "s"}}}
TOLD = {"hint": {"text": "Help"}, "errorMessage": {"text": "Enter it"}}
TWO = [("a", "One"), ("b", "Two")]
ASK = {"label": "Label", "help_text": "Help", "error_messages": {"required": "Enter it"}}


class Reader(HTMLParser):
    """Notes elements with their attributes, and words, without the space between."""

    def __init__(self, html):
        super().__init__()
        self.noted = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        classes = [(n, " ".join(sorted((v or "").split()))) for n, v in attrs if n == "class"]
        self.noted.append((tag, sorted([a for a in attrs if a[0] != "class"] + classes, key=str)))

    def handle_endtag(self, tag):
        if tag != "input":
            self.noted.append(f"/{tag}")

    def handle_data(self, data):
        if data.strip():
            self.noted.append(" ".join(data.split()))


def theirs(component, macro, **params):
    module = MACROS.get_template(f"nhsuk/components/{component}/macro.jinja").module
    return Reader(str(getattr(module, macro)(params))).noted


def ours(field, data=None, hints=None):
    form = type("Asked", (Form,), {"x": field, "hints": {"x": hints or {}}})(data)
    return Reader(str(drawing.field(form["x"]))).noted


@pytest.mark.parametrize("told", [{}, TOLD], ids=["asked", "refused"])
@pytest.mark.parametrize(
    ("field", "component", "macro", "params"),
    [
        (forms.CharField, "input", "input", LABEL | {"value": "", "type": "text"}),
        (
            forms.EmailField, "input", "input",
            LABEL | {"value": "", "type": "email", "autocomplete": "email", "spellcheck": False},
        ),
        (
            forms.IntegerField, "input", "input",
            LABEL | {"value": "", "type": "text", "inputmode": "numeric", "width": 5},
        ),
        (
            lambda **o: forms.CharField(widget=forms.PasswordInput, **o),
            "password-input", "passwordInput", LABEL | {"value": ""},
        ),
        (
            lambda **o: forms.CharField(widget=forms.Textarea, **o),
            "textarea", "textarea", LABEL | {"value": "", "rows": 5},
        ),
        (
            lambda **o: forms.CharField(widget=forms.Textarea, max_length=400, **o),
            "character-count", "characterCount",
            LABEL | {"value": "", "rows": 5, "maxlength": 400, "threshold": 75},
        ),
        (forms.FileField, "file-upload", "fileUpload", LABEL),
        (
            lambda **o: forms.ChoiceField(choices=TWO, **o),
            "select", "select", LABEL | {"items": [{"value": v, "text": w} for v, w in TWO]},
        ),
        (
            lambda **o: forms.ChoiceField(choices=TWO, widget=forms.RadioSelect, **o),
            "radios", "radios",
            LEGEND | {"idPrefix": "id_x", "items": [{"value": v, "text": w} for v, w in TWO]},
        ),
        (
            lambda **o: forms.MultipleChoiceField(
                choices=TWO, widget=forms.CheckboxSelectMultiple, **o
            ),
            "checkboxes", "checkboxes",
            LEGEND | {"idPrefix": "id_x", "items": [{"value": v, "text": w} for v, w in TWO]},
        ),
        (
            forms.BooleanField, "checkboxes", "checkboxes",
            {"idPrefix": "id_x", "items": [{"value": "on", "text": "Label"}]},
        ),
    ],
)  # fmt: skip
def test_a_field_is_the_design_systems_component(field, component, macro, params, told):
    made = field(**ASK if told else {"label": "Label"})
    identity = {"name": "x"} if "idPrefix" in params else {"name": "x", "id": "id_x"}
    expected = theirs(component, macro, **params, **identity, **told)
    assert ours(made, {} if told else None) == expected


def test_a_date_is_the_design_systems_component():
    parts = [
        {"id": f"id_x-{part}", "name": f"x_{part}", "label": part.capitalize(), "value": value,
         "width": 4 if part == "year" else 2, "error": part != "day"}
        for part, value in (("day", "3"), ("month", ""), ("year", ""))
    ]  # fmt: skip
    told = {"hint": {"text": "Help"}, "errorMessage": {"text": "The date needs a month and year"}}
    expected = theirs("date-input", "dateInput", id="id_x", items=parts, **LEGEND, **told)
    assert ours(DateParts(label="Label", help_text="Help"), {"x_day": "3"}) == expected


def test_choices_that_are_chosen_and_have_hints_are_theirs_too():
    items = [
        {"value": "a", "text": "One", "hint": {"text": "More"}},
        {"value": "b", "text": "Two", "checked": True},
    ]
    field = forms.ChoiceField(choices=TWO, widget=forms.RadioSelect, label="Label")
    expected = theirs("radios", "radios", idPrefix="id_x", name="x", items=items, **LEGEND)
    assert ours(field, {"x": "b"}, {"a": "More"}) == expected


def test_the_list_of_problems_is_the_design_systems():
    form = type("Asked", (Form,), {"x": forms.CharField(label="Name")})({})
    listed = [{"text": "Enter the name", "href": "#id_x"}]
    expected = theirs(
        "error-summary", "errorSummary", titleText="There is a problem", errorList=listed
    )
    assert Reader(str(drawing.error_summary(form))).noted == expected
