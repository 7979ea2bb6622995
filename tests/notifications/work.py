"""Tasks that tests put into the queue; worker processes import them by this path."""

import os
import time
from pathlib import Path

from django_tasks import task


@task()
def slow(path: str) -> str:
    """Say that it began, then take long the first time."""
    marker = Path(path)
    first = not marker.exists()
    with marker.open("a") as file:
        file.write(f"{os.getpid()}\n")
    if first:
        time.sleep(60)
    return "done"


@task()
def quick(number: int) -> int:
    return number + 1


@task()
def wrong(secret: str) -> None:
    msg = f"{secret} must not be kept"
    raise ValueError(msg)


@task(takes_context=True)
def knows_itself(context) -> int:
    return context.attempt
