"""Each person follows every link that they are shown: nothing is broken, all is accessible."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest

from tests.journeys.conftest import NARROW, WIDE, Visitor

pytestmark = pytest.mark.journey

MOST = 45  # pages of one persona; enough for every kind of page that they meet
LEFT_OUT = re.compile(
    r"logout|/export\.|/as/|\.csv|\.xlsx|\.ics|design-file|sort=|/demo/|/account/|/file/"
)
WALKERS = (
    ("coordinator", WIDE, True),
    ("coordinator-doors", NARROW, False),
    ("coordinator-board", WIDE, False),
    ("coordinator-register", NARROW, True),
    ("coordinator-draft", NARROW, True),
    ("local-coordinator", NARROW, False),
    ("steering", NARROW, True),
    ("nominator", WIDE, False),
    ("nominee", NARROW, True),
    ("mentor", NARROW, True),
    ("mentee", NARROW, False),
)


@pytest.mark.parametrize(("slug", "width", "scripts"), WALKERS, ids=[row[0] for row in WALKERS])
def test_every_way_leads_somewhere(visitor, slug, width, scripts):
    somebody = visitor(width=width, scripts=scripts).be(slug)
    seen = walk(somebody)
    assert len(seen) >= 5, seen


def walk(somebody: Visitor) -> set[str]:
    """Open what is linked, one page of each kind, the nearest first; return the kinds."""
    kinds: set[str] = set()
    waiting = deque(links(somebody))
    while waiting and len(kinds) < MOST:
        path = waiting.popleft()
        if (kind := kind_of(path)) not in kinds:
            kinds.add(kind)
            somebody.go(path)
            waiting.extend(links(somebody))
    return kinds


def kind_of(path: str) -> str:
    """Pages that differ by their identifiers alone are of one kind."""
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)", "…", path.partition("?")[0])


def links(somebody: Visitor) -> list[str]:
    found = somebody.page.eval_on_selector_all("main a[href]", "all => all.map(a => a.href)")
    here = somebody.house.address
    paths = [href.removeprefix(here).partition("#")[0] for href in found if href.startswith(here)]
    return [path for path in paths if urlsplit(path).path and not LEFT_OUT.search(path)]
