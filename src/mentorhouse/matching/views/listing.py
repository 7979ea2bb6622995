"""Pages of long lists: of rows looked up, or of a tally (decision 126)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from mentorhouse.design.paging import Page, page_of
from mentorhouse.matching.queries.tallies import Found


def cut(rows: QuerySet[Any] | Sequence[Any] | Found[Any], request: HttpRequest) -> Page[Any]:
    """Cut the page that the address asks for; what a tally names is read for the page alone."""
    if not isinstance(rows, Found):
        return page_of(rows, request)
    page = page_of(rows.places, request)
    return Page(rows.rows(page.rows), page.number, page.total, page.size, page.asked)


def counted(rows: object) -> dict[str, object]:
    """Say when a list was counted, where it was."""
    return {"counted": rows.at if isinstance(rows, Found) else None}
