from mentorhouse.documents import Heading, Paragraph, Run, signatures
from mentorhouse.documents.blocks import label, runs, safe_href, without_gaps, writable


def test_words_may_be_given_plainly_or_as_runs():
    assert runs("a") == (Run("a"),)
    assert runs((Run("a", bold=True),)) == (Run("a", bold=True),)


def test_what_no_file_can_hold_is_left_out():
    assert writable("a\x00b\x07c\ud800d\ufffee") == "abcde"
    assert writable("one\r\ntwo\rthree\tfour") == "one\ntwo\nthree\tfour"


def test_turns_of_direction_are_left_out_and_right_to_left_letters_stay():
    assert writable("a\u202eb\u2066c שלום") == "abc שלום"


def test_only_harmless_addresses_are_followed():
    followed = ["https://example.org/a?b=c#d", "mailto:a@example.org", "/guidance/page/"]
    assert [safe_href(href) for href in followed] == followed
    refused = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "http://example.org",
        "//example.org",
        "/\\example.org",
        "https://example.org/\n",
        " https://example.org",
        "page",
        "#here",
        "",
    ]
    assert [safe_href(href) for href in refused] == [""] * len(refused)


def test_headings_go_down_one_level_at_a_time():
    given = [Heading("a", 2), Paragraph("x"), Heading("b", 5), Heading("c", 5), Heading("d", 1)]
    levels = [b.level for b in without_gaps(given) if isinstance(b, Heading)]
    assert levels == [1, 2, 2, 1]


def test_a_fact_is_named_before_it_is_told():
    assert [label(term) for term in ("Length", "Who decides?", "Note:")] == [
        "Length:",
        "Who decides?",
        "Note:",
    ]


def test_signatures_leave_room_only_where_somebody_is_to_sign():
    signed = signatures([("Given One", "mentor", "3 May 2026")])
    assert signed.rows == (("Given One", "mentor", "Signed", "3 May 2026"),)
    assert not signed.room_to_write
    assert signatures([("Given One", "mentor", "")]).room_to_write
