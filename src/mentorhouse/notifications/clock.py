"""Rules of the clock: what rooms want done at which times. Registered in their `tasks.py`.

    @clockwork("meetings.reminders", "0 8 * * *")
    def remind(at: datetime) -> None: ...

The rule is a cron expression in the installation's time zone. Each occurrence runs once however
many clocks there are; what an outage missed collapses to one run. A run that a killed worker
left is run again, so the work must be safe to repeat.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cronsim import CronSim

Work = Callable[[datetime], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Rule:
    """What is to be done, and when."""

    name: str
    when: str
    work: Work


_RULES: dict[str, Rule] = {}


def clockwork(name: str, when: str) -> Callable[[Work], Work]:
    """Register work under a name of its own, `room.noun`."""
    CronSim(when, datetime(2026, 1, 1))  # noqa: DTZ001  # only to refuse a wrong rule at start-up

    def register(work: Work) -> Work:
        if name in _RULES and _RULES[name].work.__module__ != work.__module__:
            msg = f"Two rooms want {name!r} done."
            raise ValueError(msg)
        _RULES[name] = Rule(name, when, work)
        return work

    return register


def one_by_one(deed: Callable[[T], bool], rows: Iterable[T]) -> int:
    """Do a deed for each row; return how often it changed something.

    One that goes wrong holds up no other. What went wrong is raised once all have had their turn.
    """
    done, failures = 0, []
    for row in rows:
        try:
            done += deed(row)
        except Exception as failure:  # noqa: BLE001  # raised below
            failures.append(failure)
    if failures:
        raise ExceptionGroup("Some rows went wrong; all others are done.", failures)
    return done


def rules() -> Mapping[str, Rule]:
    """Every rule of the clock, by name."""
    return dict(_RULES)
