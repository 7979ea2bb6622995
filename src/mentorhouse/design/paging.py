"""Long lists in pages of 25: two queries whatever the length, every other choice kept in links.

    page = page_of(queries.people_of(viewer), request)     # in the view
    {% for person in page %} …   {{ pages(page) }}          # in the template

The list must come in a fixed order (end it with the identifier), or rows move between pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

SIZE = 25
T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. Iterates over its rows."""

    rows: Sequence[T]
    number: int
    total: int
    size: int
    asked: QueryDict

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """The place of this page's first row in the whole list, from one."""
        return (self.number - 1) * self.size + 1

    @property
    def last_row(self) -> int:
        """The place of this page's last row in the whole list."""
        return self.first_row + len(self.rows) - 1

    @property
    def numbers(self) -> list[int | None]:
        """Numbers to link: first, last and those round this one; `None` where some are left out."""
        near = range(self.number - 1, self.number + 2)
        shown = sorted({1, self.last, *near} & set(range(1, self.last + 1)))
        listed: list[int | None] = []
        for number in shown:
            if listed and number - (listed[-1] or 0) > 1:
                listed.append(None)
            listed.append(number)
        return listed

    def href(self, number: int) -> str:
        """Link to another page, keeping filters and order."""
        return _link(self.asked, page=str(number))

    def sorted_by(self, column: str) -> str:
        """How the list is sorted by a column, in ARIA's words; nothing if by another."""
        asked = self.asked.get("sort", "")
        if asked.removeprefix("-") != column:
            return ""
        return "descending" if asked.startswith("-") else "ascending"

    def sort_href(self, column: str) -> str:
        """Link that sorts by a column; once more turns it round."""
        turned = f"-{column}" if self.asked.get("sort") == column else column
        return _link(self.asked, sort=turned)


@overload
def page_of(items: "QuerySet[M]", request: HttpRequest, *, size: int = SIZE) -> Page[M]: ...
@overload
def page_of(items: Sequence[T], request: HttpRequest, *, size: int = SIZE) -> Page[T]: ...
def page_of(items: Any, request: HttpRequest, *, size: int = SIZE) -> Page[Any]:
    """Cut the page that the address asks for; nonsense and too far give the nearest page."""
    total = items.count() if isinstance(items, QuerySet) else len(items)
    asked = request.GET.get("page", "1")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1  # noqa: PLR2004
    number = min(max(wanted, 1), max(1, -(-total // size)))
    start = (number - 1) * size
    rows = list(items[start : start + size])
    return Page(rows, number, total, size, request.GET)


def sort_of(request: HttpRequest, allowed: Sequence[str]) -> str:
    """Give the column to sort by, of those allowed; the first one where none is asked for."""
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in allowed else allowed[0]


def _link(asked: QueryDict, **changed: str) -> str:
    query = asked.copy()
    query.pop("page", None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"
