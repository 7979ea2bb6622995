"""A page of ours that uses a name nobody declared fails at once; the macros may."""

import pytest
from django.template import engines
from jinja2 import UndefinedError


def draw(source, **names):
    return engines["jinja2"].from_string(source).render(names)


@pytest.mark.parametrize(
    "source",
    [
        "{{ misspelt }}",
        "{{ person.nmae }}",
        "{% if misspelt %}{% endif %}",
        "{% for row in misspelt %}{% endfor %}",
        '{% from "nhsuk/components/inset-text/macro.jinja" import insetText %}'
        '{{ insetText({"text": misspelt}) }}',
    ],
)
def test_a_misspelt_name_fails(source):
    with pytest.raises(UndefinedError):
        draw(source, person={"name": "Invented Person"})


def test_the_macros_read_what_was_never_given():
    source = '{% from "nhsuk/components/button/macro.jinja" import button %}{{ button({"text": words}) }}'
    assert "Save &lt;b&gt;" in draw(source, words="Save <b>")


def test_everything_is_escaped():
    assert draw("{{ words }}", words="<b>") == "&lt;b&gt;"


def test_names_that_every_page_has():
    assert draw("{{ url('design:help') }} {{ static('design/house.svg') }}") == (
        "/help/ /static/design/house.svg"
    )
    assert draw("{{ 1 | pluralise('mentor') }}") == "1 mentor"
