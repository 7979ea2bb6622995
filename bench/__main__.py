"""Run every measurement, or those whose name starts with a word given."""

import json
import sys
from collections.abc import Callable, Iterator

from bench import importing, match, sealing, searching
from bench.line import Line

MEASUREMENTS: dict[str, Callable[[], Iterator[Line]]] = {
    "match": match.lines,
    "import": importing.lines,
    "sealing": sealing.lines,
    "search": searching.lines,
}


def main(wanted: list[str]) -> int:
    for name, measure in MEASUREMENTS.items():
        if not wanted or any(name.startswith(word) for word in wanted):
            for line in measure():
                print(json.dumps(line), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
