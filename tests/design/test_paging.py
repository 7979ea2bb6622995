"""Long lists in pages, in two queries whatever their length."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory

from mentorhouse.design.paging import page_of, sort_of


def ask(query=""):
    return RequestFactory().get(f"/list/?{query}")


def test_the_first_page_without_asking():
    page = page_of(range(130), ask())
    assert (list(page), page.number, page.last, page.total) == (list(range(25)), 1, 6, 130)
    assert (page.first_row, page.last_row) == (1, 25)


@pytest.mark.parametrize(
    ("asked", "number"),
    [("2", 2), ("6", 6), ("7", 6), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("9" * 99, 1)],
)
def test_nonsense_and_too_far_give_a_page_all_the_same(asked, number):
    assert page_of(range(130), ask(f"page={asked}")).number == number


def test_nothing_is_one_empty_page():
    page = page_of([], ask("page=3"))
    assert (list(page), page.number, page.last, page.numbers) == ([], 1, 1, [1])


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, [1, 2, None, 26]),
        (3, [1, 2, 3, 4, None, 26]),
        (13, [1, None, 12, 13, 14, None, 26]),
        (26, [1, None, 25, 26]),
    ],
)
def test_numbers_far_away_are_left_out(number, shown):
    assert page_of(range(26 * 25), ask(f"page={number}")).numbers == shown


def test_links_keep_filters_and_order():
    page = page_of(range(130), ask("grade=EO&grade=HEO&sort=name&page=2"))
    assert page.href(3) == "?grade=EO&grade=HEO&sort=name&page=3"
    assert page.sort_href("name") == "?grade=EO&grade=HEO&sort=-name"
    assert page.sort_href("grade") == "?grade=EO&grade=HEO&sort=grade"
    assert (page.sorted_by("name"), page.sorted_by("grade")) == ("ascending", "")
    turned = page_of(range(130), ask("sort=-name"))
    assert (turned.sorted_by("name"), turned.sort_href("name")) == ("descending", "?sort=name")


def test_only_known_columns_sort():
    assert sort_of(ask("sort=-grade"), ["name", "grade"]) == "-grade"
    assert sort_of(ask("sort=password"), ["name", "grade"]) == "name"


@pytest.mark.django_db
def test_two_queries_whatever_the_length(django_assert_num_queries):
    rows = ContentType.objects.order_by("pk")
    assert rows.count() > 6
    for size in (1, 5):
        with django_assert_num_queries(2):
            assert len(page_of(rows, ask("page=2"), size=size)) == size
