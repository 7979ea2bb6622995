"""A page that uses a name nobody declared fails at once."""

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
        "{{ pagination(misspelt) }}",
    ],
)
def test_a_misspelt_name_fails(source):
    with pytest.raises(UndefinedError):
        draw(source, person={"name": "Invented Person"})


def test_everything_is_escaped():
    assert draw("{{ words }}", words="<b>") == "&lt;b&gt;"


def test_names_that_every_page_has():
    assert draw("{{ url('design:help') }} {{ static('design/house.svg') }}") == (
        "/help/ /static/design/house.svg"
    )
    assert draw("{{ 1 | pluralise('mentor') }}") == "1 mentor"
