"""The digest holds on to every word, title and number."""

from dataclasses import replace

from mentorhouse.agreements.rules import ClauseText, digest_of

CLAUSES = (ClauseText("a", "First", "one"), ClauseText("b", "Second", "two"))


def test_the_same_text_has_the_same_digest():
    assert digest_of(1, CLAUSES, salt="s") == digest_of(1, list(CLAUSES), salt="s")


def test_any_change_changes_the_digest():
    first, second = CLAUSES
    others = [
        digest_of(2, CLAUSES, salt="s"),
        digest_of(1, CLAUSES, salt="t"),
        digest_of(1, (second, first), salt="s"),
        digest_of(1, (first,), salt="s"),
        digest_of(1, (replace(first, text="one "), second), salt="s"),
        digest_of(1, (replace(first, title="Other"), second), salt="s"),
        digest_of(1, (replace(first, text="on"), replace(second, text="etwo")), salt="s"),
    ]
    assert len({digest_of(1, CLAUSES, salt="s"), *others}) == len(others) + 1
