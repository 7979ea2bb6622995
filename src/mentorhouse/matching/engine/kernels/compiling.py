"""Loops become machine code where the compiler is installed; else they stay Python."""

import os
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])
OFF = "MENTORHOUSE_UNCOMPILED"  # set by tests, and by whoever distrusts the compiler


def kernel(function: F) -> F:
    """Compile a function when it is first called; what was compiled once is kept on disk."""
    if not COMPILED:
        return function
    from numba import njit

    return cast("F", njit(cache=True, nogil=True)(function))


def _there() -> bool:
    if os.environ.get(OFF):
        return False
    try:
        import numba
    except ImportError:
        return False
    return bool(numba.__version__)


COMPILED = _there()
