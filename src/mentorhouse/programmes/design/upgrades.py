"""How a design of an older format becomes one of today's. One function a step; none is changed."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Data = dict[str, Any]


def _to_2(old: Data) -> Data:
    """Format 1 knew one length, one capacity and the clauses; format 2 has parts for them."""
    new = dict(old)
    new["format"] = 2
    if "length_months" in new:
        new["timing"] = {"length_months": new.pop("length_months")}
    if "largest_capacity" in new:
        new["mentors"] = {"largest_capacity": new.pop("largest_capacity")}
    if "agreement" in new:
        clauses = new.pop("agreement")
        new["agreement"] = {"used": bool(clauses), "clauses": clauses}
    if "small_number" in new:
        new["evaluation"] = {"small_number": new.pop("small_number")}
    return new


STEPS: Final[Mapping[int, Callable[[Data], Data]]] = {1: _to_2}


def upgraded(data: Data, *, to: int) -> Data:
    """Return the design in the format `to`. What is not of a known older format stays."""
    version = data.get("format")
    while isinstance(version, int) and version < to and version in STEPS:
        data = STEPS[version](data)
        version = data["format"]
    return data
