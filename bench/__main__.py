"""Run every measurement, or those whose name starts with a word given.

What takes very long runs only if its whole name is given.
"""

import json
import sys
from collections.abc import Callable, Iterator

from bench import importing, large, match, pages, pairs, sealing, searching
from bench.line import Line

MEASUREMENTS: dict[str, Callable[[], Iterator[Line]]] = {
    "match": match.lines,
    "match-middle": large.lines,
    "match-large": large.large_lines,
    "import": importing.lines,
    "sealing": sealing.lines,
    "search": searching.lines,
    "pages": pages.lines,
    "pairs": pairs.lines,
}

SLOW = {"match-large"}


def is_wanted(name: str, wanted: list[str]) -> bool:
    if name in SLOW:
        return name in wanted
    return not wanted or any(name.startswith(word) for word in wanted)


def main(wanted: list[str]) -> int:
    for name, measure in MEASUREMENTS.items():
        if is_wanted(name, wanted):
            for line in measure():
                print(json.dumps(line), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
