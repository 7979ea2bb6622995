import pytest

from mentorhouse.languages import offered


def test_each_language_is_named_in_itself():
    assert [language.name for language in offered.LANGUAGES] == ["English", "Cymraeg", "Gàidhlig"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("cy", ["cy"]),
        ("en-GB,en;q=0.9,cy;q=0.8", ["en-gb", "en-gb", "cy"]),
        ("cy-GB;q=0.5, gd", ["gd", "cy"]),
        ("cy;q=0", []),
        ("cy;q=x,,;;", []),
        ("", []),
    ],
)
def test_what_a_browser_asks_for(header, expected):
    assert [code for code in offered.accepted(header) if code] == expected


def test_the_first_language_that_there_is_wins():
    assert offered.chosen("", "fr", "cy", "gd") == "cy"
    assert offered.chosen("xx") == "en-gb"


def test_tags():
    assert [offered.tag(code) for code in offered.CODES] == ["en-GB", "cy", "gd"]
    assert offered.named("cy").in_english == "Welsh"
