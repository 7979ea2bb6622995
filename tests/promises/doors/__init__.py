"""The access table of the rooms, one module a room.

A module gives `ROWS` (route → who gets through). It may give `people(world)` (persona → user) and
`parts(world)` (route → parts of its address: `{"finance:claim": {"claim_id": …}}`).
"""

import importlib
import pkgutil

MODULES = [
    importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
]
