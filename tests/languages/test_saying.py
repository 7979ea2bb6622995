from django.template import engines
from django.utils import translation

from mentorhouse.languages.saying import mark, say, say_many


def drawn(source, **values):
    return engines["jinja2"].from_string(source).render(values)


def test_a_text_without_values_is_said_as_it_is():
    assert say("A text with {braces} and 100%") == "A text with {braces} and 100%"


def test_values_stand_where_the_text_names_them():
    assert say("You have {count} places.", count=3) == "You have 3 places."


def test_nothing_said_is_nothing():
    with translation.override("cy"):
        assert say("") == ""


def test_a_count_chooses_the_form():
    assert say_many("{count} place", "{count} places", 1) == "1 place"
    assert say_many("{count} place", "{count} places", 4) == "4 places"


def test_welsh_counts_in_its_own_way():
    with translation.override("cy"):
        said = [say_many("{count} month", "{count} months", n) for n in (1, 2, 6)]
    assert said == ["1 mis", "2 fis", "6 mis"]


def test_a_marked_text_stays_english():
    with translation.override("cy"):
        assert mark("Monday") == "Monday"


def test_rooms_that_know_no_django_speak_the_language_in_force():
    with translation.override("cy"):
        assert say("Monday") == "Dydd Llun"


def test_a_page_speaks_the_language_in_force():
    with translation.override("cy"):
        assert drawn('{{ _("Monday") }}') == "Dydd Llun"
        assert drawn("{% trans %}\n  Monday\n{% endtrans %}") == "Dydd Llun"


def test_what_people_wrote_is_escaped_inside_a_text():
    page = drawn("{% trans name=name %}<b>Dear {{ name }}</b>{% endtrans %}", name="<i>")
    assert page == "<b>Dear &lt;i&gt;</b>"
    assert drawn('{{ _("Dear %(name)s", name=name) }}', name="<i>") == "Dear &lt;i&gt;"
    assert drawn("{{ say(name) }}", name="<i>") == "&lt;i&gt;"
